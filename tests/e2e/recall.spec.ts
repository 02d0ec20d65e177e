import { expect as baseExpect, type Page } from '@playwright/test';
import { logOf } from '../../shared/interchange/interview-summary.ts';
import { defaultStudySettings } from '../../shared/model/settings.ts';
import { coverage, playbackMap, toSessionMs } from '../../shared/time/playback-map.ts';
import { lengthMs } from '../../shared/time/spans.ts';
import { toldToRecaller } from '../fixtures/told-to-recaller.ts';
import { Recall, test } from './pages/Recall.ts';
import { seenIn, stoodAt, witness } from './pages/RecallWitness.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';

// Recording every frame for a trace would be what the measured instants show.
test.use({ trace: 'off' });
test.setTimeout(180_000);
const expect = baseExpect.configure({ timeout: 20_000 });

const places = [
  ['When the door fell shut', '0:01'],
  ['The question about the father', '1:05'],
  ['How it ended', ''],
] as const;
const said = [
  'I thought that nobody hears me.',
  'And I was glad that it stopped.',
  'She looked tired then.',
  'I wanted to go, and stayed.',
  'Nothing; it was quiet in me.',
] as const;
const label = 'The quiet before it';
const distress = 'Asked for a glass of water.';
const recaller = 'Client 07';

/** Notes where media elements are sent, from here on. */
const noteSeeks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sought: { url: string; ms: number }[] = [];
    Object.assign(window, { sought });
    const note = ({ target }: Event): void => {
      if (target instanceof HTMLMediaElement)
        sought.push({ url: target.currentSrc, ms: target.currentTime * 1000 });
    };
    document.addEventListener('seeking', note, { capture: true });
  });

/** Where the recording was last sent; null before it was. */
async function soughtMs(page: Page, recordingId: string): Promise<number | null> {
  const sought: { url: string; ms: number }[] = await page.evaluate(() => Reflect.get(window, 'sought'));
  return sought.findLast(({ url }) => url.includes(recordingId))?.ms ?? null;
}

test('a whole recall interview, with a second window that is told nothing', async ({
  page,
  context,
}, info) => {
  await using app = await launchApp(['--sample']);
  const thrown: Error[] = [];
  context.on('weberror', (error) => thrown.push(error.error()));
  await witness(context);
  const { client, origin } = await enter(page, app.url);
  const study = await client.study.load();
  const before = (await client.interview.list({ sessionId: null })).map(({ id }) => id);
  const recall = new Recall(page);
  const own = async () => {
    const all = await client.interview.list({ sessionId: null });
    const made = all.find(({ id }) => !before.includes(id));
    if (made === undefined) throw new Error('it was not planned');
    return await client.interview.load({ id: made.id });
  };

  await test.step('planned, prepared, and asked', async () => {
    await recall.plan(recaller);
    await recall.allowMicrophone();
    await recall.begin();
    for (const [index, [what, around]] of places.entries()) await recall.addPlace(index + 1, what, around);
    await page.getByLabel('Rating, 1 to 9').first().fill('7.5');
    await expect
      .poll(async () => (await own()).places.map(({ what, rating }) => [what, rating]))
      .toEqual(places.map(([what], index) => [what, index === 0 ? 7.5 : null]));
    await recall.toWatch();
  });

  const requests: { path: string; body: string }[] = [];
  const second = await context.newPage();
  second.on('request', (request) => {
    requests.push({ path: new URL(request.url()).pathname, body: request.postData() ?? '' });
  });
  const pages: string[] = [];
  second.on('response', (response) => {
    if (response.request().resourceType() === 'document')
      void response.text().then((text) => pages.push(text));
  });
  await second.setViewportSize({ width: 1920, height: 1080 });
  await second.goto(`${origin}/recaller`);
  const stopButton = second.getByRole('button', { name: 'Stop' });
  await expect(stopButton).toBeVisible();
  const secondPlays = async () => {
    await expect(stopButton).toBeEnabled();
    await expect
      .poll(() =>
        second.locator('audio').evaluate((media) => media instanceof HTMLMediaElement && !media.paused),
      )
      .toBe(true);
  };
  await page.bringToFront();
  /** Where playback stood at each press that was to stop it. */
  const stood: { means: string; initiator: string; ms: number }[] = [];
  const keyStood = async (means: string, initiator: string) => {
    const { presses } = await seenIn(page);
    stood.push({ means, initiator, ms: presses.at(-1)?.mediaMs ?? Number.NaN });
  };
  const secondStood = async () => {
    const { presses } = await seenIn(second);
    const { samples } = await seenIn(page);
    const at = presses.at(-1)?.at ?? Number.NaN;
    stood.push({ means: 'recallerWindow', initiator: 'recaller', ms: stoodAt(samples, at) });
  };

  await test.step('stopped by key; what is said, a moment of it, peaks and ratings', async () => {
    await recall.play(1500);
    await page.keyboard.press('Space');
    await recall.seeStops(1);
    await keyStood('key', 'inquirer');
    await page.keyboard.press('1');
    await expect(page.getByText(/^Lead: /)).toBeVisible();
    await expect(recall.writing).toBeFocused();
    await page.keyboard.type(said[0]);
    await expect(recall.stops.first()).toContainText(said[0]);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('textbox', { name: 'Statement 1' })).toHaveValue(said[0]);
    await expect(recall.writing).toHaveValue('');
    await expect(recall.writing).toBeFocused();
    await page.keyboard.type(said[1]);
    await recall.release();
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: 'Name of the moment' }).fill(label);
    await recall.release();
    await page.keyboard.press('p');
    await page.keyboard.press('Shift+P');
    await expect(page.getByRole('button', { name: /^Remove the peak of/ })).toHaveCount(2);
    await page.keyboard.press('r');
    await expect(page.getByRole('textbox', { name: 'Helpfulness of the moment, 1 to 9' })).toBeFocused();
    await page.keyboard.type('6.5');
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await page.keyboard.type(distress);
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await own()).interview.distressNote).toBe(distress);
  });

  await test.step('a passage again, faster, stopped by the clicker', async () => {
    await recall.play(2000);
    await page.keyboard.press('Shift+ArrowLeft');
    await recall.playOn(1000);
    await page.keyboard.press('=');
    await expect(page.getByText('1.25 ×').first()).toBeVisible();
    await recall.playOn(1500);
    await page.keyboard.press('PageDown');
    await recall.seeStops(2);
    await keyStood('clicker', 'recaller');
    await recall.say(said[2]);
    await expect(recall.stops.first()).toContainText(said[2]);
    await recall.release();
  });

  await test.step('a place of the queue, stopped by key in the second window', async () => {
    await page.keyboard.press('ArrowDown');
    await recall.play(4000);
    await expect(page.getByRole('button', { name: `Visited: ${places[1][0]}` })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await secondPlays();
    await second.keyboard.press('Space');
    await recall.seeStops(3);
    await secondStood();
    await recall.say(said[3]);
    await expect(recall.stops.first()).toContainText(said[3]);
    await recall.release();
  });

  await test.step('stopped by the button of the second window; its screen blanked and shown', async () => {
    await recall.play(1500);
    await secondPlays();
    await stopButton.click();
    await recall.seeStops(4);
    await secondStood();
    await recall.say(said[4]);
    await expect(recall.stops.first()).toContainText(said[4]);
    await recall.release();
    await second.keyboard.press('b');
    await expect(second.getByText('Screen blanked')).toBeVisible();
    await page.getByRole('button', { name: 'Show the recaller’s screen' }).click();
    await expect(second.getByText('Screen blanked')).toHaveCount(0);
  });

  await test.step('the close says what was not visited', async () => {
    await recall.close();
    const left = page.getByRole('region', { name: 'Places not visited' }).getByRole('listitem');
    await expect(left).toHaveText([places[2][0]]);
    await expect(page.locator('pre')).toContainText(/stops.*4/);
    await recall.finish();
  });

  const contents = await own();
  const watchedId = contents.interview.recordingId ?? '';
  const durationMs = study?.recordings.find(({ id }) => id === watchedId)?.durationMs ?? 0;
  await test.step('every stop is where playback stood, and everything is there', async () => {
    const { stops, statements, ratings, logLines, leadUses } = contents;
    const byTime = stops.toSorted((a, b) => a.interviewMs - b.interviewMs);
    expect(byTime.map(({ means, initiator }) => ({ means, initiator }))).toEqual(
      stood.map(({ means, initiator }) => ({ means, initiator })),
    );
    const errors = byTime.map(({ sessionMs }, index) =>
      Math.abs(sessionMs - (stood[index]?.ms ?? Number.NaN)),
    );
    info.annotations.push({
      type: 'measured',
      description: `stops off by ${errors.map((ms) => ms.toFixed(1)).join(', ')} ms`,
    });
    for (const errorMs of errors) expect(errorMs).toBeLessThanOrEqual(30);
    expect(statements.toSorted((a, b) => a.startMs - b.startMs).map(({ body }) => body)).toEqual(said);
    expect(ratings.map(({ value }) => value)).toEqual([6.5]);
    expect(leadUses).toHaveLength(1);
    expect(logLines.some(({ kind, rate }) => kind === 'rate' && rate === 1.25)).toBe(true);
    expect(logLines.filter(({ kind }) => kind === 'stop')).toHaveLength(4);
    const { replayed } = coverage(
      playbackMap(logOf(contents), { untilMs: contents.nowMs, durationMs }),
      durationMs,
    );
    expect(lengthMs(replayed), 'what was played again').toBeGreaterThan(1000);
    expect(contents.interview.status).toBe('done');
  });

  await test.step('the second window was told of the recording and of nothing else', async () => {
    const { answers } = await seenIn(second);
    const told = answers.join('\n');
    const states = [...told.matchAll(/^data: (.+)$/gm)].map(([, json = '']): object => JSON.parse(json).json);
    expect(states.length).toBeGreaterThan(8);
    for (const state of states) expect(Object.keys(state).sort()).toEqual(toldToRecaller);
    const paths = [...new Set(requests.map(({ path }) => path))];
    for (const path of paths)
      expect(path).toMatch(
        /^\/(recaller|recaller\/calls\/recaller\/(follow|stop|blank)|media\/[\w-]{36}|assets\/[\w.-]+|favicon\.\w+)$/,
      );
    expect(paths).toContain('/recaller/calls/recaller/stop');
    const [session] = study?.sessions ?? [];
    if (session === undefined) throw new Error('no session');
    const { moments, notes } = await client.session.load({ id: session.id });
    const secrets = [
      ...said,
      ...places.map(([what]) => what),
      label,
      distress,
      recaller,
      ...defaultStudySettings.leads.map(({ text }) => text),
      ...moments.map((moment) => moment.label),
      ...notes.map(({ body }) => body),
    ].filter((secret) => secret !== '');
    expect(secrets.length).toBeGreaterThan(25);
    const traffic = [told, ...pages, ...requests.map(({ body }) => body), await second.content()].join('\n');
    expect(pages).toHaveLength(1);
    for (const secret of secrets) expect(traffic).not.toContain(secret);
  });

  await test.step('its desk leads to the instants that the log says', async () => {
    await expect.poll(async () => (await own()).recordings.length, { timeout: 60_000 }).toBe(1);
    const { recordings, interview, nowMs } = await own();
    const [sound] = recordings;
    if (sound === undefined) throw new Error('it was there a moment ago');
    const heldMs = (interview.endedAt ?? 0) - (interview.startedAt ?? 0);
    expect(Math.abs(sound.durationMs - heldMs), 'recorded from beginning to end').toBeLessThan(3000);
    const map = playbackMap(logOf(contents), { untilMs: nowMs, durationMs });
    await recall.onBoard(recaller).click();
    await expect(page.getByRole('heading', { level: 1, name: /Recall interview with/ })).toBeVisible();
    await noteSeeks(page);
    const landed: number[] = [];
    for (const { body, startMs } of contents.statements) {
      const sentence = page.getByRole('button', { name: body });
      await sentence.click();
      await expect(sentence).toHaveAttribute('aria-current', 'true');
      const wantedMs = toSessionMs(map, startMs) ?? Number.NaN;
      await expect
        .poll(async () => Math.abs(((await soughtMs(page, watchedId)) ?? Number.NaN) - wantedMs))
        .toBeLessThanOrEqual(50);
      landed.push(Math.abs(((await soughtMs(page, watchedId)) ?? Number.NaN) - wantedMs));
      await page.getByRole('button', { name: 'Pause the session' }).click();
    }
    // In the lane too, where it played, was played again and played faster: what is heard tells which instant was clicked.
    const lane = page.getByRole('region', { name: 'The interview' }).locator('.sp-timeline-waves');
    const width = (await lane.boundingBox())?.width ?? 0;
    for (const share of [0.2, 0.35, 0.5, 0.65, 0.8]) {
      const heardBeforeMs = await soughtMs(page, sound.id);
      await lane.click({ position: { x: width * share, y: 20 } });
      await expect.poll(() => soughtMs(page, sound.id)).not.toBe(heardBeforeMs);
      const off = async () => {
        const heardMs = (await soughtMs(page, sound.id)) ?? Number.NaN;
        const wantedMs = toSessionMs(map, (sound.interviewStartMs ?? 0) + heardMs) ?? Number.NaN;
        return Math.abs(((await soughtMs(page, watchedId)) ?? Number.NaN) - wantedMs);
      };
      await expect.poll(off).toBeLessThanOrEqual(50);
      landed.push(await off());
    }
    info.annotations.push({
      type: 'measured',
      description: `clicks off by ${landed.map((ms) => ms.toFixed(1)).join(', ')} ms`,
    });
  });
  expect(thrown).toEqual([]);
});
