import { expect, type Page, test } from '@playwright/test';
import { openDesk } from './support/by-keyboard.ts';
import { rowsOf } from './support/database.ts';
import { enter } from './support/interviews.ts';
import { launchApp, type RunningApp } from './support/launch.ts';

test.setTimeout(240_000);

type Said = {
  code: string;
  kind: string;
  startMs: number | null;
  endMs: number | null;
  certainty: number | null;
  comment: string;
};

/** Codings made after these, oldest first, as the database has them. */
const codingsSince = (app: RunningApp, lastId: string): Said[] =>
  rowsOf<Said>(
    app,
    `SELECT k.name AS code, c.target_kind AS kind, c.start_ms AS startMs, c.end_ms AS endMs, c.certainty, c.comment
     FROM codings c JOIN codes k ON k.id = c.code_id WHERE c.id > ? ORDER BY c.id`,
    lastId,
  );

const lastCoding = (app: RunningApp): string =>
  rowsOf<{ id: string }>(app, 'SELECT max(id) AS id FROM codings')[0]?.id ?? '';

/** Opens the list of codes by key, and answers it. */
async function openPalette(page: Page) {
  await page.keyboard.press(',');
  await expect(page.getByRole('combobox', { name: 'Find a code' })).toBeFocused();
  return page.getByRole('listbox', { name: 'Find a code' }).getByRole('option');
}

test('how sure, why, from where to where: all that is said of a coding is said by key, and taken back', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client } = await enter(page, app.url);
  await client.study.configure({ actor: null, settings: { asksCertainty: true } });
  const desk = await openDesk(page, app);
  const before = lastCoding(app);
  const said = (): Said[] => codingsSince(app, before);
  const ofMoment = { kind: 'moment', startMs: null, endMs: null, certainty: null, comment: '' };
  const sure = page.getByRole('radiogroup', { name: 'How sure' });

  // A moment of its own, coded; how sure one is said, said otherwise, and taken back.
  await desk.press('Home');
  await desk.press('Shift+ArrowRight');
  await desk.press('Shift+M');
  await desk.seeCount(11);
  await desk.press('4');
  await expect(desk.applied('Body sensation', 'Coder K')).toBeVisible();
  const sayings = [
    ['Alt+2', 2],
    ['Alt+3', 3],
    ['Alt+3', null],
    ['Alt+1', 1],
  ] as const;
  for (const [key, certainty] of sayings) {
    await desk.press(key);
    await expect.poll(said).toEqual([{ ...ofMoment, code: 'Body sensation', certainty }]);
  }
  await expect(sure.getByRole('radio').first()).toBeChecked();

  // A comment, from which the hands come back to the recording; a letter typed in it is no code's key.
  await desk.press('Shift+N');
  await expect(page.getByRole('textbox', { name: 'Comment on the coding' })).toBeFocused();
  await page.keyboard.type('5 or 6? She laughs.');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“5 or 6? She laughs.”')).toBeVisible();
  const coded = { ...ofMoment, code: 'Body sensation', certainty: 1, comment: '5 or 6? She laughs.' };
  await expect.poll(said).toEqual([coded]);

  // A span of the recording: begun and ended by its code's key, both edges set anew by key.
  await desk.press('Escape');
  await desk.press('Home');
  await desk.press('Shift+ArrowRight');
  await desk.press('6');
  await desk.press('Shift+ArrowRight');
  await desk.press('6');
  const span = { ...ofMoment, kind: 'span', code: 'Feeling named' };
  await expect.poll(said).toEqual([coded, { ...span, startMs: 5000, endMs: 10_000 }]);
  await desk.press('ArrowRight');
  await desk.press('Shift+O');
  await expect.poll(said).toEqual([coded, { ...span, startMs: 5000, endMs: 11_000 }]);
  await desk.press('Home');
  await desk.press('ArrowRight');
  await desk.press('Shift+I');
  await expect.poll(said).toEqual([coded, { ...span, startMs: 1000, endMs: 11_000 }]);

  // Taken off, and everything back by undo.
  await desk.press('Control+Backspace');
  await expect.poll(said).toEqual([coded]);
  for (const [startMs, endMs] of [
    [1000, 11_000],
    [5000, 11_000],
    [5000, 10_000],
  ] as const) {
    await desk.press('Control+z');
    await expect.poll(said).toEqual([coded, { ...span, startMs, endMs }]);
  }

  // What goes on is ended by one key, whatever codes they are, also what the keys right before it have only just begun.
  await desk.press('Home');
  await desk.press('6');
  await desk.press('ArrowRight');
  await desk.press('3');
  await desk.press('Shift+ArrowRight');
  await desk.press('Shift+Q');
  await desk.press('6');
  await expect
    .poll(() => said().slice(2))
    .toEqual([
      { ...span, startMs: 0, endMs: 6000 },
      { ...span, code: 'Resolution', startMs: 1000, endMs: 6000 },
      { ...span, startMs: 6000, endMs: null },
    ]);
  await desk.press('ArrowRight');
  await desk.press('Shift+Q');
  await expect(page.getByText('goes on since')).toHaveCount(0);
});

test('favourites and codes used last come first and stay over a reload; a retired code is offered nowhere, and stays where it was applied', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client } = await enter(page, app.url);
  const desk = await openDesk(page, app);
  const before = lastCoding(app);
  const codes = (): string[] => codingsSince(app, before).map(({ code }) => code);

  await desk.press('Home');
  await desk.press('Shift+ArrowRight');
  await desk.press('Shift+M');
  await desk.seeCount(11);
  for (const key of ['4', '5', '6']) await desk.press(key);
  await expect.poll(codes).toEqual(['Body sensation', 'Memory', 'Feeling named']);
  let options = await openPalette(page);
  await expect(options.first()).toContainText('Feeling named');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(2)).toContainText('Body sensation');
  await page.keyboard.press('Enter');
  // Given already, it is taken off; given anew, it is the one used last.
  await expect.poll(codes).toEqual(['Memory', 'Feeling named']);
  await desk.press('4');
  await desk.press('Shift+F');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('Body sensation is a favourite now.');
  await desk.press('6');
  await desk.press('6');
  await expect.poll(codes).toEqual(['Memory', 'Body sensation', 'Feeling named']);

  // An example of the code used last.
  await desk.press('Shift+Y');
  const examples = () =>
    rowsOf<{ code: string }>(
      app,
      'SELECT k.name AS code FROM code_examples e JOIN codes k ON k.id = e.code_id WHERE e.moment_id = (SELECT max(id) FROM moments)',
    );
  await expect.poll(examples).toEqual([{ code: 'Feeling named' }]);

  await page.reload();
  await desk.seeWholeWave();
  options = await openPalette(page);
  await expect(options.first()).toContainText('Body sensation');
  await expect(options.first()).toContainText('favourite');
  await expect(options.nth(1)).toContainText('Feeling named');
  await page.keyboard.press('Escape');

  // Retired elsewhere: its key and the list know it no more, the moment that has it does.
  const study = await client.study.load();
  const retired = study?.codes.find(({ name }) => name === 'Memory');
  if (retired === undefined) throw new Error('the sample is not what it was');
  await client.code.update({ actor: null, id: retired.id, isRetired: true });
  await expect(desk.applied('Memory', 'Coder K')).toBeVisible();
  await desk.press('Escape');
  await desk.press('Home');
  await desk.press('5');
  await desk.press('6');
  await expect.poll(codes).toEqual(['Memory', 'Body sensation', 'Feeling named', 'Feeling named']);
  options = await openPalette(page);
  await page.keyboard.type('memory');
  await expect(page.getByText('No code of that name can be applied.')).toBeVisible();
  await expect(options).toHaveCount(0);
});
