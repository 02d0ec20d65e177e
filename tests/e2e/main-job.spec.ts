import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { fromCsv } from '../../shared/interchange/csv.ts';
import { formatTime, parseTime } from '../../shared/time/timecode.ts';
import { makeLongMp3, pieceMs } from '../fixtures/media/long.ts';
import { Desk } from './pages/Desk.ts';
import { Home } from './pages/Home.ts';
import { Study } from './pages/Study.ts';
import { timeWave } from './pages/wave.ts';
import { launchApp } from './support/launch.ts';
import { patience } from './support/patience.ts';

// Recording every frame for a trace would be what the measured times show.
test.use({ trace: 'off', acceptDownloads: true });
test.setTimeout(120_000);

const durationMs = 60 * pieceMs;
const lookBackMs = 2000;
const person = 'Coder K';
const codes = [
  { name: 'Rupture', key: '1' },
  { name: 'Memory, early', key: '2' },
  { name: '"Feeling" named', key: 'y' },
] as const;

/** Where in the recording (0–1), what is noted, and the codes applied by key; one of them ends as a range. */
const plan = [
  { part: 0.02, note: 'The door: I knew the sound.', keys: ['1'] },
  { part: 0.11, note: 'A comma, a "quote" and a\nsecond line', keys: ['1', '2'] },
  { part: 0.19, note: '=1+1 is no formula', keys: [] },
  { part: 0.3, note: 'Tränen, دموع, 涙, 😢', keys: ['2'] },
  { part: 0.42, note: '', keys: ['y'] },
  { part: 0.5, note: 'She looked away', keys: ['1', '2', 'y'], isRange: true },
  { part: 0.63, note: 'A long silence', keys: ['2'] },
  { part: 0.74, note: 'What I did not say', keys: ['y'] },
  { part: 0.88, note: '', keys: [] },
  { part: 0.97, note: 'The end comes early', keys: ['1'] },
] as const satisfies readonly { part: number; note: string; keys: readonly string[]; isRange?: true }[];

/** Notes in the page where the sound stood at each press of M, before the app hears of it. */
async function noteKeyPresses(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const pressed: number[] = [];
    Object.assign(window, { pressed });
    window.addEventListener(
      'keydown',
      (event) => {
        const media = document.querySelector<HTMLAudioElement>('audio[src]');
        if (event.key === 'm' && media !== null) pressed.push(Math.round(media.currentTime * 1000));
      },
      true,
    );
  });
  return () => page.evaluate(() => Reflect.get(window, 'pressed'));
}

type Done = { rawMs: number; startMs: number; endMs: number; note: string; codes: readonly string[] };

test('an hour is imported, seen, heard, marked, noted, coded, undone, redone, closed, opened and exported', async ({
  page,
}, info) => {
  const file = info.outputPath('Session 1 Übung.mp3');
  const fileName = basename(file);
  await makeLongMp3(file, 60);
  const begunAt = Date.now();
  await using app = await launchApp();
  const home = new Home(page);
  const study = new Study(page);
  const desk = new Desk(page);

  await test.step('a study with three codes', async () => {
    await home.visit(app.url);
    await home.makeStudy('Main job');
    for (const { name, key } of codes) await study.addCode(name, key);
    await study.tab('Sessions').click();
  });

  await test.step('the recording comes in and shows its waveform', async () => {
    const factor = patience();
    await study.choose(file);
    const waveTimes = await timeWave(page, 'Import');
    await study.incoming(fileName).getByRole('button', { name: 'Import', exact: true }).click();
    await study.openImported(fileName);
    const { firstMs, wholeMs } = await waveTimes();
    info.annotations.push({
      type: 'measured',
      description: `waveform of an hour: begun after ${Math.round(firstMs)} ms, whole after ${Math.round(wholeMs)} ms; allowed ${factor.toFixed(1)} times 1 s and 10 s`,
    });
    expect.soft(firstMs, 'first waveform after the import was confirmed').toBeLessThanOrEqual(1000 * factor);
    expect
      .soft(wholeMs, 'whole waveform after the import was confirmed')
      .toBeLessThanOrEqual(10_000 * factor);
  });

  await desk.markAsNew(person, 'coder');
  const keyPresses = await noteKeyPresses(page);
  const done: Done[] = [];

  await test.step('ten moments are marked while it plays, noted and coded by key', async () => {
    for (const [index, { part, note, keys, ...rest }] of plan.entries()) {
      await desk.goTo(part);
      await desk.play();
      await desk.press('m');
      await desk.seeCount(index + 1);
      const rawMs = (await keyPresses()).at(-1) ?? Number.NaN;
      const startMs = Math.max(0, rawMs - lookBackMs);
      await expect
        .poll(async () => Math.abs((parseTime(await desk.startOf().inputValue()) ?? 0) - startMs))
        .toBeLessThanOrEqual(30);
      let endMs = startMs;
      if ('isRange' in rest) {
        await expect.poll(() => desk.playedMs()).toBeGreaterThan(rawMs + 1500);
        await desk.press('m');
        endMs = (await keyPresses()).at(-1) ?? Number.NaN;
        await expect(desk.endOf()).not.toHaveValue(await desk.startOf().inputValue());
      } else await desk.press('Escape');
      if (note !== '') await desk.writeNote(note);
      const applied = codes.filter((code) => keys.some((key) => key === code.key));
      for (const { name, key } of applied) {
        await desk.press(key);
        await expect(desk.applied(name, person)).toBeVisible();
      }
      await expect(desk.pauseButton, 'it plays on all the while').toBeVisible();
      done.push({ rawMs, startMs, endMs, note, codes: applied.map(({ name }) => name) });
    }
    await desk.pause();
  });

  await test.step('the last steps are undone one by one and done again', async () => {
    await desk.press('Control+z');
    await expect(desk.applied('Rupture', person)).toBeHidden();
    await desk.press('Control+z');
    await expect(desk.note).toHaveValue('');
    await desk.press('Control+z');
    await desk.seeCount(9);
    await desk.press('Control+Shift+z');
    await desk.seeCount(10);
    await desk.press('Control+Shift+z');
    await expect(desk.moments.last()).toContainText('The end comes early');
    await desk.press('Control+Shift+z');
    await expect(desk.moments.last()).toContainText('Rupture');
  });

  await test.step('closed, the server stopped, and opened again', async () => {
    await desk.backToStudy();
    await study.close();
    expect(await app.kill('SIGTERM')).toBe(0);
    await home.visit(await app.restart([]));
    await home.openRecent('Main job');
    await study.openSession('Session 1');
    await desk.seeCount(10);
    await desk.seeWholeWave();
  });

  await test.step('every value of the export is what was done', async () => {
    const csv = await desk.download('CSV, a row for each moment');
    const [header = [], ...rows] = fromCsv(await readFile(csv.path, 'utf8'));
    const moments = rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
    expect(moments).toHaveLength(done.length);
    for (const [index, expected] of done.entries()) {
      const { id, rawMs, startMs, endMs, createdAt, ...plain } = moments[index] ?? {};
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
      const errorMs = (text: string | undefined, truth: number): number => Math.abs(Number(text) - truth);
      expect(errorMs(rawMs, expected.rawMs), `raw instant ${rawMs} of ${expected.rawMs}`).toBeLessThanOrEqual(
        30,
      );
      expect(Number(startMs)).toBe(Math.max(0, Number(rawMs) - lookBackMs));
      if (expected.endMs === expected.startMs) expect(endMs).toBe(startMs);
      else expect(errorMs(endMs, expected.endMs), 'end of the range').toBeLessThanOrEqual(30);
      expect(Number(endMs)).toBeLessThanOrEqual(durationMs);
      const createdAtMs = new Date(createdAt ?? '').getTime();
      expect(createdAtMs).toBeGreaterThanOrEqual(begunAt);
      expect(createdAtMs).toBeLessThanOrEqual(Date.now());
      const start = formatTime(Number(startMs));
      const end = formatTime(Number(endMs));
      expect(plain).toEqual({
        case: 'Case 1',
        session: '1',
        sessionDate: '',
        sessionTitle: '',
        // Whatever the file was called: that stays outside the study unless it is asked for.
        recording: 'Recording',
        label: '',
        markedBy: person,
        role: 'coder',
        selection: 'live',
        start,
        end,
        segments: `${start}-${end}`,
        peaks: '',
        lookBackMs: String(lookBackMs),
        note: expected.note.startsWith('=') ? `'${expected.note}` : expected.note,
        codes: expected.codes.join('; '),
      });
    }

    const json = await desk.download('JSON');
    const exported: { moments: { rawMs: number; note: string; codes: { code: string; coder: string }[] }[] } =
      JSON.parse(await readFile(json.path, 'utf8'));
    expect(exported.moments.map(({ note, codes: of }) => ({ note, codes: of }))).toEqual(
      done.map(({ note, codes: of }) => ({
        note,
        codes: of.map((code) => ({ code, path: code, coder: person })),
      })),
    );
    expect(exported.moments.map(({ rawMs }) => String(rawMs))).toEqual(moments.map(({ rawMs }) => rawMs));
  });
});
