import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { codeKeys, codeName, groupKeys, largeCodebook } from '../fixtures/large-codebook.ts';
import { Desk } from './pages/Desk.ts';
import { tabTo } from './support/by-keyboard.ts';
import { chooseFiles } from './support/files.ts';
import { launchApp, type RunningApp } from './support/launch.ts';

test.setTimeout(300_000);

type Coded = { kind: string; code: string; startMs: number | null; endMs: number | null; by: string };

/** Every coding of one coder as the database has it: units in the order in which they are coded, then spans by start. */
function codings(app: RunningApp, by: string): Coded[] {
  const [folder = ''] = readdirSync(join(app.folder, 'studies')).filter((name) =>
    name.endsWith('.stillpoint'),
  );
  const database = new Database(join(app.folder, 'studies', folder, 'study.db'), { readonly: true });
  try {
    return database
      .prepare<[string], Coded>(
        `SELECT c.target_kind AS kind, k.name AS code, c.start_ms AS startMs, c.end_ms AS endMs, p.name AS by
         FROM codings c JOIN codes k ON k.id = c.code_id JOIN people p ON p.id = c.person_id
           LEFT JOIN moments m ON m.id = c.moment_id LEFT JOIN statements s ON s.id = c.statement_id
         WHERE p.name = ?
         ORDER BY c.target_kind, m.recording_id, (SELECT min(g.start_ms) FROM segments g WHERE g.moment_id = m.id), m.id,
           s.interview_id, s.start_ms, s.id, c.start_ms, c.id`,
      )
      .all(by);
  } finally {
    database.close();
  }
}

const ofKind = (all: readonly Coded[], kind: string): Coded[] => all.filter((coded) => coded.kind === kind);

/** Along the study's tabs by arrow. */
async function walkTo(page: Page, tab: string, arrow: 'ArrowLeft' | 'ArrowRight'): Promise<void> {
  const wanted = page.getByRole('tab', { name: tab, selected: true });
  for (let presses = 0; presses < 8 && (await wanted.count()) === 0; presses += 1)
    await page.keyboard.press(arrow);
  await expect(wanted).toBeVisible();
}

/** Waits until playback has come so far past an instant. */
async function runOn(desk: Desk, fromMs: number, byMs: number): Promise<number> {
  await expect.poll(() => desk.playedMs(), { intervals: [20] }).toBeGreaterThan(fromMs + byMs);
  return await desk.playedMs();
}

test('a session is coded by keyboard alone with a codebook of 282 codes on six levels', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const { json, keyed } = largeCodebook();
  const desk = new Desk(page);
  const codeOf = (key: string): string => keyed.get(key) ?? '';
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const mine = (): Coded[] => codings(app, 'Coder Z');

  // The codebook comes in.
  await page.goto(app.url);
  await expect(page.getByRole('button', { name: 'Session 3', exact: true })).toBeVisible();
  await tabTo(page, /^Sessions$/);
  await walkTo(page, 'Codebook', 'ArrowRight');
  await tabTo(page, /^Import…$/);
  await chooseFiles(page, () => press('Enter'), {
    name: 'published.json',
    mimeType: 'application/json',
    buffer: Buffer.from(json),
  });
  await expect(page.getByRole('button', { name: 'Import 282 codes' })).toBeFocused();
  await press('Enter');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('282 codes added, 0 changed, 0 left as they were.');
  await expect(page.getByText('290 codes')).toBeVisible();
  await desk.seeNoDialog();

  // The desk, in a new coder's name.
  await page.getByRole('tab', { name: 'Codebook' }).focus();
  await walkTo(page, 'Sessions', 'ArrowLeft');
  await tabTo(page, /^Session 3$/);
  await press('Enter');
  await expect(page.getByRole('dialog', { name: 'Who is marking?' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Somebody else' }).focus();
  await page.keyboard.type('Coder Z');
  await press('Enter');
  await desk.seeNoDialog();
  await desk.seeWholeWave();
  const strip = page.getByRole('region', { name: 'Coding', exact: true });
  await expect(strip).toContainText('the recording');

  // Units to code: ten moments are there, thirty more are marked.
  await press('Home');
  for (let made = 1; made <= 30; made += 1) {
    await press('Shift+ArrowRight');
    await press('Shift+M');
  }
  await desk.seeCount(40);
  await press('Escape');

  // 40 given units, each with one code, by key or by a few letters; it goes on by itself, and nobody waits for it.
  await press('Shift+A');
  await press('PageDown');
  await expect(strip).toContainText('the moment at');
  const given: string[] = [];
  for (let unit = 0; unit < 40; unit += 1) {
    if (unit % 4 === 3) {
      const number = 40 + unit * 5;
      await press(',');
      await expect(page.getByRole('combobox', { name: 'Find a code' })).toBeFocused();
      await page.keyboard.type(String(number + 1000));
      await press('Enter');
      given.push(codeName(number));
    } else {
      const key = codeKeys[unit % codeKeys.length] ?? '';
      await press(key);
      given.push(codeOf(key));
    }
  }
  await expect(messages).toContainText('Every moment of this session has a code of yours.');
  expect(ofKind(mine(), 'moment').map(({ code }) => code)).toEqual(given);
  await expect(strip).toContainText('You coded 40 of 40');

  // Taken back one by one, and done again.
  for (const left of [39, 38, 37]) {
    await press('Control+z');
    await expect.poll(() => mine().length).toBe(left);
  }
  expect(mine().map(({ code }) => code)).toEqual(given.slice(0, 37));
  for (const left of [38, 39, 40]) {
    await press('Control+Shift+Z');
    await expect.poll(() => mine().length).toBe(left);
  }
  expect(mine().map(({ code }) => code)).toEqual(given);

  // Recall statements, one after the other.
  await press('Shift+PageDown');
  const statement = page.getByRole('article', { name: /^Recall statement of/ });
  await expect(statement).toBeVisible();
  const first = await statement.textContent();
  await press('a');
  await expect(statement).not.toHaveText(first ?? '');
  await press('b');
  await expect
    .poll(() => ofKind(mine(), 'statement').map(({ code }) => code))
    .toEqual([codeOf('a'), codeOf('b')]);
  await press('Escape');
  await expect(statement).toBeHidden();
  await press('Escape');
  await expect(strip).toContainText('the recording');

  // 20 free segments while it plays: the key twice, or held.
  await press('Home');
  await desk.play();
  const drawn: { code: string; from: number; began: number; ends: number; ended: number }[] = [];
  for (let segment = 0; segment < 20; segment += 1) {
    const key = codeKeys[segment % codeKeys.length] ?? '';
    const isHeld = segment % 5 === 4;
    const from = await desk.playedMs();
    await (isHeld ? page.keyboard.down(key) : press(key));
    const began = await desk.playedMs();
    const ends = await runOn(desk, began, isHeld ? 700 : 150);
    await (isHeld ? page.keyboard.up(key) : press(key));
    const ended = await desk.playedMs();
    drawn.push({ code: codeOf(key), from, began, ends, ended });
    await expect
      .poll(() => ofKind(mine(), 'span').filter(({ endMs }) => endMs !== null).length)
      .toBe(segment + 1);
  }
  const spans = ofKind(mine(), 'span');
  expect(spans.map(({ code }) => code)).toEqual(drawn.map(({ code }) => code));
  for (const [index, { startMs, endMs }] of spans.entries()) {
    const seen = drawn[index];
    if (seen === undefined || startMs === null || endMs === null) throw new Error('a span without times');
    // Where playback stood when the key went down, and up: between what was seen just before and just after.
    expect(startMs).toBeGreaterThanOrEqual(seen.from - 30);
    expect(startMs).toBeLessThanOrEqual(seen.began + 30);
    expect(endMs).toBeGreaterThanOrEqual(seen.ends - 30);
    expect(endMs).toBeLessThanOrEqual(seen.ended + 30);
  }

  // An exclusive group: each ends the one before it, at the very instant at which it begins.
  for (const key of [...groupKeys, groupKeys.at(-1) ?? '']) {
    await press(key);
    await runOn(desk, await desk.playedMs(), 200);
  }
  await desk.pause();
  const stances = ofKind(mine(), 'span').slice(20);
  expect(stances.map(({ code }) => code)).toEqual(groupKeys.map(codeOf));
  expect(stances.slice(0, -1).map(({ endMs }) => endMs)).toEqual(
    stances.slice(1).map(({ startMs }) => startMs),
  );
  expect(stances.at(-1)?.endMs).toBeGreaterThan(stances.at(-1)?.startMs ?? Number.NaN);

  // One undo gives the last stance back its open end, three more take the group away.
  await press('Control+z');
  await expect.poll(() => ofKind(mine(), 'span').at(-1)?.endMs).toBeNull();
  for (const left of [22, 21, 20]) {
    await press('Control+z');
    await expect.poll(() => ofKind(mine(), 'span').length).toBe(left);
  }
  expect(ofKind(mine(), 'span')).toEqual(spans);
  await press('Control+Shift+Z');
  await expect.poll(() => ofKind(mine(), 'span').length).toBe(21);

  // All of it at once: nothing else was coded, and nothing by anybody else.
  expect(mine().map(({ kind, code }) => [kind, code])).toEqual([
    ...given.map((code) => ['moment', code]),
    ...drawn.map(({ code }) => ['span', code]),
    ['span', codeOf('q')],
    ['statement', codeOf('a')],
    ['statement', codeOf('b')],
  ]);
});
