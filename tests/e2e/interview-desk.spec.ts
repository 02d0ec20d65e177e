import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { logOf } from '../../shared/interchange/interview-summary.ts';
import { playbackMap, toSessionMs } from '../../shared/time/playback-map.ts';
import { makeMedia } from '../fixtures/media/make-media.ts';
import { chooseFiles } from './support/files.ts';
import { enter, holdInterviews, said, webm } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';
import { look } from './support/look.ts';

// Each imports the sample first, on machines that do other things besides.
test.describe.configure({ timeout: 120_000 });

/** Notes where media elements are sent, from here on. */
const noteSeeks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const note = ({ target }: Event): void => {
      if (target instanceof HTMLMediaElement)
        document.body.dataset['sought'] =
          `${document.body.dataset['sought'] ?? ''}${target.currentSrc} ${Math.round(target.currentTime * 1000)}\n`;
    };
    document.addEventListener('seeking', note, { capture: true });
  });

/** Where the recording was last sent; null before it was. */
async function soughtMs(page: Page, recordingId: string): Promise<number | null> {
  const sought = await page.evaluate(() => document.body.dataset['sought'] ?? '');
  const last = sought.split('\n').findLast((line) => line.includes(recordingId));
  return last === undefined ? null : Number(last.split(' ').at(-1));
}

test('an interview’s desk: from the interview to the session and back', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const thrown: Error[] = [];
  page.on('pageerror', (error) => thrown.push(error));
  const { client, recording, ofClient } = await holdInterviews(page, app, { hasSound: true });
  await client.view.save({ key: 'interface', value: { interviewId: ofClient } });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: /Recall interview with/ })).toBeVisible();

  // What the shapes of the map are, in words beside them.
  const legend = page.getByRole('list', { name: 'Between session and interview' }).getByRole('listitem');
  await expect(legend).toHaveText(['The session plays', 'The session stands still']);

  await noteSeeks(page);
  // A sentence: the session's instant that the log says, within 50 ms, and it plays.
  const contents = await client.interview.load({ id: ofClient });
  const map = playbackMap(logOf(contents), { untilMs: 200_000, durationMs: recording.durationMs });
  for (const [interviewMs, body] of said) {
    await page.getByRole('button', { name: body }).click();
    const wanted = toSessionMs(map, interviewMs) ?? -1;
    await expect(page.getByRole('button', { name: body })).toHaveAttribute('aria-current', 'true');
    await expect
      .poll(async () => Math.abs(((await soughtMs(page, recording.id)) ?? -1e9) - wanted))
      .toBeLessThanOrEqual(50);
    await page.getByRole('button', { name: 'Pause the session' }).click();
  }

  // An instant of the interview's lane, on the paused desk: exactly where the log says.
  const lane = page.getByRole('region', { name: 'The interview' }).locator('.sp-timeline-waves');
  const box = await lane.boundingBox();
  if (box === null) throw new Error('no lane');
  for (const share of [0.2, 0.45, 0.55, 0.7, 0.9]) {
    await lane.click({ position: { x: box.width * share, y: box.height / 2 } });
    await page.keyboard.press('k');
    const text = await page.locator('output').innerText();
    const [, interview = '', told = ''] = /Interview (\S+), session (\S+)/.exec(text) ?? [];
    const seconds = (time: string) =>
      time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
    expect(Math.abs((toSessionMs(map, seconds(interview)) ?? -1) - seconds(told))).toBeLessThan(250);
  }

  // An instant of the session: what both recallers said of it.
  const above = page.getByRole('region', { name: 'The session' }).locator('.sp-timeline-waves');
  const sessionBox = await above.boundingBox();
  await above.click({ position: { x: ((sessionBox?.width ?? 0) * 29_500) / recording.durationMs, y: 20 } });
  const about = page.getByRole('region', { name: /About 0:00:2/ });
  // Heard, spoken about, heard again: in each of the two. The sample's own interviews may add to it.
  await expect(about.getByText('My chest was tight.')).toHaveCount(2);
  expect(await about.getByRole('listitem').count()).toBeGreaterThanOrEqual(6);
  await about
    .getByRole('button', { name: /Play the interview with .* at 0:00:40.0/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Pause the interview' })).toBeVisible();
  await look(page, 'interview desk');

  // The session's own desk shows what was watched in each.
  await page.getByRole('button', { name: 'Back to the session' }).click();
  await expect(page.locator('.sp-timeline-label', { hasText: 'Seen with' })).not.toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(thrown).toEqual([]);
});

test('its keys: in the one list, changed there, and every one of them does what it says', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client, ofClient } = await holdInterviews(page, app, { hasSound: true });
  await client.view.save({ key: 'interface', value: { interviewId: ofClient } });
  await page.reload();
  const sentence = (index: number) => page.getByRole('button', { name: said[index]?.[1] ?? '?' });
  await expect(sentence(0)).toBeVisible();
  await expect(page.locator('audio[src]')).toHaveCount(1);
  for (const [key, index] of [
    ['ArrowDown', 0],
    [']', 1],
    ['ArrowDown', 2],
    ['[', 1],
    ['ArrowUp', 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(sentence(index), key).toHaveAttribute('aria-current', 'true');
  }
  const told = page.locator('output');
  await expect(told).toContainText('Interview 0:00:42.0, session 0:00:30.0');
  await page.keyboard.press('ArrowRight');
  await expect(told).toContainText('Interview 0:00:47.0');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('a');
  await expect(page.getByRole('region', { name: 'About 0:00:30.0 of the session' })).toBeVisible();
  const playing = (name: string) => page.getByRole('button', { name: `Pause the ${name}` });
  for (const [key, name] of [
    ['Space', 'session'],
    ['k', 'session'],
    ['Control+Space', 'interview'],
    ['Shift+Space', 'interview'],
    ['Shift+K', 'interview'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(playing(name), key).toBeVisible();
    await page.keyboard.press(key);
    await expect(playing(name), key).toHaveCount(0);
  }

  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('heading', { name: 'Desk of a recall interview' })).toBeVisible();
  await keys.getByRole('button', { name: 'Change the key of: Go to the next statement' }).click();
  await expect(keys.getByText('Press the new key')).toBeVisible();
  await page.keyboard.press('x');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await page.keyboard.press('x');
  await expect(sentence(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await expect(sentence(2)).toHaveAttribute('aria-current', 'true');
});

test('the dial: turned by keys and wheel while it plays, every sample kept, drawn and exported', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client } = await enter(page, app.url);
  const study = await client.study.load();
  const [session] = study?.sessions ?? [];
  const [person] = study?.people ?? [];
  if (session === undefined || person === undefined) throw new Error('no sample');
  await client.view.save({ key: 'interface', value: { sessionId: session.id, personId: person.id } });
  await page.reload();
  const tracesBefore = (await client.dial.load({ sessionId: session.id })).traces.length;
  await page.getByRole('button', { name: 'Recall interviews and dial' }).click();
  await page.getByRole('menuitem', { name: /Rate with the dial/ }).click();
  const panel = page.getByRole('region', { name: 'Dial' });
  await look(page, 'dial chosen');
  await panel.getByLabel('Highest').fill('9');
  await panel.getByRole('button', { name: 'Begin' }).click();
  const slider = panel.getByRole('slider');
  await expect(slider).toBeFocused();
  const started = Date.now();
  await page.keyboard.press('Space');
  for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowUp');
  await expect(panel.getByText(/Saved up to/)).toBeVisible();
  await slider.hover();
  await page.mouse.wheel(0, 300);
  await expect(panel.getByText(/Saved up to 0:00:(0[2-9]|[1-5])/)).toBeVisible();
  await look(page, 'dial');
  await panel.getByRole('button', { name: 'End the rating' }).click();
  await expect(panel).toHaveCount(0);
  const passedMs = Date.now() - started;

  const { traces, chunks } = await client.dial.load({ sessionId: session.id });
  expect(traces).toHaveLength(tracesBefore + 1);
  const trace = traces.at(-1);
  const samples = chunks.filter(({ traceId }) => traceId === trace?.id).flatMap((chunk) => chunk.samples);
  const last = samples.at(-1)?.[0] ?? 0;
  // Ten a second or more, all the way to the pause, and what the keys and the wheel did.
  expect(samples.length).toBeGreaterThanOrEqual((last / 1000) * 10);
  expect(last).toBeGreaterThan(2000);
  expect(last).toBeLessThan(passedMs);
  const values = samples.map(([, value]) => value);
  expect(Math.max(...values)).toBeGreaterThan(6);
  expect(values.at(-1)).toBeLessThan(Math.max(...values));
  const { text } = await client.dial.export({ sessionId: session.id, rows: 'samples' });
  expect(text.split('\r\n').filter((line) => line.startsWith(trace?.id ?? '?'))).toHaveLength(samples.length);
  await expect(page.locator('.sp-timeline-traces')).toBeVisible();
});

test('an interview without a recording of its own, to which one of another recorder is laid', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client, ofTherapist } = await holdInterviews(page, app, { hasSound: false });
  await client.view.save({ key: 'interface', value: { interviewId: ofTherapist } });
  await page.reload();
  await expect(page.getByText('The interview has no recording of its own.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play the interview', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: said[1][1] }).click();
  await expect(page.locator('output')).toContainText('session 0:00:30.0');

  const path = join(app.folder, 'recorder.webm');
  await makeMedia(path, webm(30, [5]));
  await page.getByText('Recording made elsewhere').click();
  await chooseFiles(page, () => page.getByRole('button', { name: 'Attach a recording…' }).click(), path);
  await expect(page.getByText('recorder.webm is attached').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play the interview', exact: true })).toBeEnabled();

  const add = async (recording: string, interview: () => Promise<unknown>) => {
    await page.getByLabel('Instant of the recording').fill(recording);
    await interview();
    await page.getByRole('button', { name: 'Add this point' }).click();
  };
  await add('5', () => page.getByLabel('Take from a stop').selectOption({ index: 1 }));
  await expect(page.getByText('It begins at 0:00:35.000 of the interview.')).toBeVisible();
  await add('25.02', () => page.getByLabel('Instant of the interview').fill('1:00'));
  await expect(page.getByText('Its clock gains 3600 ms an hour.')).toBeVisible();
  // Points that contradict each other are refused in words, and change nothing.
  await add('25.02', () => page.getByLabel('Instant of the interview').fill('1:20'));
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'sync point refused');
  const { recordings, syncPoints } = await client.interview.load({ id: ofTherapist });
  expect(syncPoints).toHaveLength(2);
  expect(recordings[0]?.interviewRate).toBeCloseTo(1.001, 6);

  await page.getByRole('button', { name: 'Remove this recording' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove this recording' }).click();
  await expect(page.getByText('The interview has no recording of its own.')).toBeVisible();
});
