import { expect as baseExpect, type Page } from '@playwright/test';
import * as z from 'zod';
import type { InterviewId } from '../../shared/model/ids.ts';
import { Recall, test } from './pages/Recall.ts';
import { onAnswer } from './support/calls.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';

const kills = Number(process.env['STILLPOINT_KILLS'] ?? 3);
// A trace of every frame would take from the recorder the time that is measured here.
test.use({ trace: 'off' });
test.setTimeout(90_000 + kills * 40_000);
const expect = baseExpect.configure({ timeout: 30_000 });
const recaller = 'Therapist 02';

const stopMade = z.object({ interviewMs: z.number() });
const linesAppended = z.object({ lines: z.array(z.object({ interviewMs: z.number() })) });

/** Log lines and stops that the core has answered for: from then on they may be shown. */
function noteAnswered(page: Page): { logMs: number[]; stopMs: number[] } {
  const answered = { logMs: [] as number[], stopMs: [] as number[] };
  onAnswer(page, ({ path, input, isGood }) => {
    if (!isGood) return;
    if (path === 'stop/make') answered.stopMs.push(stopMade.parse(input).interviewMs);
    if (path === 'log/append')
      answered.logMs.push(...linesAppended.parse(input).lines.map(({ interviewMs }) => interviewMs));
  });
  return answered;
}

/** Stops, speaks and plays on, over and over, until told that it is over; what fails after that does not matter. */
async function goOn(recall: Recall, round: number, isOver: () => boolean): Promise<void> {
  const { keyboard } = recall.page;
  for (let count = 1; !isOver(); count += 1) {
    await recall.page.waitForTimeout(200 + Math.random() * 600);
    if (isOver()) return;
    await keyboard.press('Space');
    await recall.page.waitForTimeout(150);
    await keyboard.press('n');
    await keyboard.type(`Round ${round}, statement ${count}: `, { delay: 5 });
    await keyboard.type('it was as if nobody were there.', { delay: 15 });
    await recall.page.waitForTimeout(Math.random() * 500);
    await keyboard.press('Escape');
    await keyboard.press('Space');
  }
}

/** The stops as the list shows them: name, and what was said. */
async function shownStops(recall: Recall): Promise<{ name: string; said: string }[]> {
  return await recall.stops.evaluateAll((rows) =>
    rows.map((row) => ({
      name: row.getAttribute('aria-label') ?? '',
      said: [...row.querySelectorAll('span')].at(-1)?.textContent ?? '',
    })),
  );
}

/** Plays the end of a recording as a person would hear it; rejects when it cannot be played. */
const playEnd = (page: Page, url: string): Promise<number> =>
  page.evaluate(async (address) => {
    const media = new Audio(address);
    const once = (name: string) =>
      new Promise((resolve, reject) => {
        media.addEventListener(name, resolve, { once: true });
        media.addEventListener('error', () => reject(new Error(media.error?.message)), { once: true });
      });
    await once('loadedmetadata');
    media.currentTime = Math.max(0, media.duration - 0.5);
    await once('seeked');
    const ended = once('ended');
    await media.play();
    await ended;
    return media.currentTime * 1000;
  }, url);

test(`killed ${kills} times in the middle of watching: what was shown is there, and what was heard`, async ({
  page,
}, info) => {
  await using app = await launchApp(['--sample']);
  const answered = noteAnswered(page);
  let { client } = await enter(page, app.url);
  const before = (await client.interview.list({ sessionId: null })).map(({ id }) => id);
  const recall = new Recall(page);
  await recall.plan(recaller);
  await recall.allowMicrophone();
  await recall.begin();
  await recall.toWatch();
  const made = (await client.interview.list({ sessionId: null })).find(({ id }) => !before.includes(id));
  const id: InterviewId | undefined = made?.id;
  if (id === undefined) throw new Error('it was not planned');
  // What was typed and never shown as saved would keep the page open.
  page.on('dialog', (dialog) => void dialog.accept());

  for (let round = 1; round <= kills; round += 1) {
    await test.step(`kill ${round}`, async () => {
      await recall.seeRecording();
      await recall.play(500);
      let isOver = false;
      const going = goOn(recall, round, () => isOver);
      await page.waitForTimeout(2500 + Math.random() * 3000);
      const { interview } = await client.interview.load({ id });
      const killedMs = Date.now() - (interview.startedAt ?? Number.NaN);
      await app.kill('SIGKILL');
      isOver = true;
      await going;
      // What is on the page after the core is gone had been shown before.
      const shown = await shownStops(recall);
      const { logMs, stopMs } = structuredClone(answered);
      expect(logMs.length).toBeGreaterThan(0);

      ({ client } = await enter(page, await app.restart([])));
      await recall.seeStanding();
      const contents = await client.interview.load({ id });
      const logged = new Set(contents.logLines.map((line) => Math.round(line.interviewMs)));
      const stops = new Set(contents.stops.map((stop) => Math.round(stop.interviewMs)));
      for (const ms of logMs) expect(logged).toContain(Math.round(ms));
      for (const ms of stopMs) expect(stops).toContain(Math.round(ms));
      const after = await shownStops(recall);
      expect(after.map(({ name }) => name)).toEqual(expect.arrayContaining(shown.map(({ name }) => name)));
      for (const { name, said } of shown)
        expect(after.find((stop) => stop.name === name)?.said.startsWith(said), `${name}: ${said}`).toBe(
          true,
        );

      // The part that was cut off becomes a recording by itself.
      const part = async () => {
        const { recordings } = await client.interview.load({ id });
        const found = recordings.filter(({ interviewStartMs: ms }) => (ms ?? killedMs) < killedMs).at(-1);
        return found !== undefined && recordings.length >= round ? found : null;
      };
      await expect.poll(part).not.toBeNull();
      const recording = await part();
      if (recording === null) throw new Error('it was there a moment ago');
      const playedMs = await playEnd(page, `/media/${recording.id}`);
      const lostMs = killedMs - ((recording.interviewStartMs ?? Number.NaN) + playedMs);
      info.annotations.push({
        type: 'measured',
        description: `kill ${round} at ${Math.round(killedMs)} ms: ${shown.length} stops shown, ${logMs.length} log lines answered, sound lost ${Math.round(lostMs)} ms`,
      });
      expect(lostMs).toBeLessThanOrEqual(2000);
    });
  }
});
