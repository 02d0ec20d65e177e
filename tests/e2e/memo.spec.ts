import { expect, type Locator, type Page, test } from '@playwright/test';
import { Desk } from './pages/Desk.ts';
import { command, openDesk, tabTo } from './support/by-keyboard.ts';
import { rowsOf } from './support/database.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.setTimeout(300_000);

/** Into the memo that has just been opened; leaves it with Escape, saved. */
async function writeMemo(page: Page, title: string, body: string): Promise<void> {
  const editor = page.getByRole('region', { name: 'Memo', exact: true });
  await expect(editor.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect(editor.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await page.keyboard.type(body);
  await expect(editor.getByText('Saved', { exact: true })).toBeVisible();
}

async function closeMemo(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Memo', exact: true })).toBeHidden();
}

type Memo = { about: string; title: string; body: string };
const memos = (app: RunningApp): Memo[] =>
  rowsOf<Memo>(app, 'SELECT target_kind AS about, title, body FROM memos ORDER BY id');
type Link = { one: string; other: string; relation: string };
const links = (app: RunningApp): Link[] =>
  rowsOf<Link>(app, 'SELECT from_kind AS one, to_kind AS other, relation FROM links ORDER BY id');

/** Finds the other end of a link by a few letters, says how the one stands to the other, and draws it. */
async function drawLink(
  page: Page,
  letters: string,
  found: RegExp,
  relation: string,
  screen?: string,
): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Link / });
  await expect(dialog.getByRole('combobox', { name: 'Find what to link with' })).toBeFocused();
  await page.keyboard.type(letters);
  const chosen = dialog.getByRole('option', { selected: true });
  await expect(chosen).toHaveText(found);
  await page.keyboard.press('Tab');
  await page.keyboard.type(relation);
  await expect(chosen).toHaveText(found);
  if (screen !== undefined) await look(page, screen);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await new Desk(page).seeNoDialog();
}

test('memos on a moment, a session, a code, a coding and the study, linked and followed, by keyboard alone', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  const section = (within: Locator | Page): Locator =>
    within.getByRole('region', { name: 'Memos', exact: true });

  // A moment.
  await desk.press('Home');
  await desk.press('ArrowDown');
  await expect(desk.note).toBeVisible();
  await desk.press('Shift+E');
  await writeMemo(page, 'Why here', 'The clock comes back.');
  await look(page, 'memo-moment');
  await closeMemo(page);
  await expect(section(desk.inspector).getByRole('button', { name: /^Why here/ })).toBeVisible();
  await desk.press('Shift+L');
  await drawLink(page, 'memor', /^Code ?Memory/, 'may be one of', 'link');
  await expect(section(desk.inspector).getByRole('button', { name: /^Code ?Memory/ })).toBeVisible();

  // The session, and a coding that is made first.
  await desk.press('Shift+B');
  const dialog = page.getByRole('dialog', { name: 'Memos on Session 3' });
  await expect(dialog).toBeVisible();
  await tabTo(page, /^Add memo$/);
  await page.keyboard.press('Enter');
  await writeMemo(page, 'The whole hour', 'Slow to begin.');
  await look(page, 'memo-session');
  await closeMemo(page);
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();
  await desk.press('6');
  await expect(desk.applied('Feeling named', 'Coder K')).toBeVisible();
  await desk.press('Escape');
  await desk.press('Home');
  await desk.press('6');
  await expect(page.getByRole('group', { name: 'Coding' })).toBeVisible();
  await desk.press('6');
  await desk.press('Shift+D');
  await expect(page.getByRole('dialog', { name: 'Memos on Coding Feeling named' })).toBeVisible();
  await tabTo(page, /^Add memo$/);
  await page.keyboard.press('Enter');
  await writeMemo(page, 'Unsure', 'Named, or only hinted at?');
  await look(page, 'memo-coding');
  await closeMemo(page);
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();
  await expect(page.getByRole('button', { name: '1 memo' })).toBeVisible();

  // A code, in the codebook; its memo is linked with the moment's.
  await command(page, 'Go to the codebook');
  await expect(page.getByRole('tree', { name: 'Codes' })).toBeVisible();
  await tabTo(page, /^Codes$/);
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+E');
  await writeMemo(page, 'What this code is for', 'Only what is said aloud.');
  await page.keyboard.press('Control+Shift+U');
  await drawLink(page, 'why he', /^Memo ?Why here/, 'because of');
  await look(page, 'memo-code');
  await tabTo(page, /^Memo ?Why here/);
  await page.keyboard.press('Enter');

  // It leads to the memo in its place, which shows the other end.
  await expect(desk.inspector.getByRole('textbox', { name: 'Title' })).toHaveValue('Why here');
  const back = desk.inspector
    .getByRole('list', { name: 'Links of the memo' })
    .getByRole('button', { name: 'Memo What this code is for', exact: true });
  await expect(back).toBeVisible();
  await expect(desk.inspector.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await closeMemo(page);

  // The study.
  await command(page, 'Show the memos of the study');
  await expect(page.getByRole('heading', { name: 'Every memo of the study' })).toBeVisible();
  await page.keyboard.press('Shift+E');
  await writeMemo(page, 'Question of the study', 'What do people come back to?');
  await look(page, 'memo-study');
  await closeMemo(page);

  const written: Memo[] = [
    { about: 'moment', title: 'Why here', body: 'The clock comes back.' },
    { about: 'session', title: 'The whole hour', body: 'Slow to begin.' },
    { about: 'coding', title: 'Unsure', body: 'Named, or only hinted at?' },
    { about: 'code', title: 'What this code is for', body: 'Only what is said aloud.' },
    { about: 'study', title: 'Question of the study', body: 'What do people come back to?' },
  ];
  expect(memos(app)).toEqual(written);
  const drawn: Link[] = [
    { one: 'moment', other: 'code', relation: 'may be one of' },
    { one: 'memo', other: 'memo', relation: 'because of' },
  ];
  expect(links(app)).toEqual(drawn);

  // Taken back: its text, its title, the memo itself; and done again.
  await page.keyboard.press('Control+z');
  await expect.poll(() => memos(app).at(-1)?.body).toBe('');
  await page.keyboard.press('Control+z');
  await expect.poll(() => memos(app).at(-1)?.title).toBe('');
  await page.keyboard.press('Control+z');
  await expect.poll(() => memos(app).length).toBe(4);
  await expect(page.getByText('4 memos', { exact: true })).toBeVisible();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => memos(app)).toEqual(written);

  // Everything is there again after a reload, and each memo leads to what it is about.
  await page.reload();
  const all = page.getByRole('region', { name: 'Every memo of the study' });
  await expect(all.getByText('5 memos', { exact: true })).toBeVisible();
  await all.getByRole('textbox', { name: 'Search the memos' }).focus();
  await page.keyboard.type('slow');
  await expect(all.getByText('1 memo', { exact: true })).toBeVisible();
  await tabTo(page, /^The whole hour/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Memos on Session 3' })).toContainText('The whole hour');
  await expect(
    page.getByRole('dialog', { name: 'Memos on Session 3' }).getByRole('textbox', { name: 'Text' }),
  ).toHaveValue('Slow to begin.');

  // Removed, and brought back.
  await tabTo(page, /^Remove memo$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => memos(app).length).toBe(4);
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();
  await page.keyboard.press('Control+z');
  await expect.poll(() => memos(app)).toEqual(written);
});

test('a memo that is begun and left without a word goes again, one that was written in does not', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  const editor = page.getByRole('region', { name: 'Memo', exact: true });
  const beginAndLeave = async (): Promise<void> => {
    await expect(editor.getByRole('textbox', { name: 'Title' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(editor).toBeHidden();
  };

  // A moment's, which is begun by key, and left for another moment.
  await desk.press('Home');
  await desk.press('ArrowDown');
  await expect(desk.note).toBeVisible();
  await desk.press('Shift+E');
  await beginAndLeave();
  await expect(page.getByText('The empty memo was removed.')).toHaveCount(1);
  expect(memos(app)).toEqual([]);
  await expect(page.getByText('Empty memo', { exact: true })).toBeHidden();
  // It can be had back like anything that was removed, and stays then.
  await page.keyboard.press('Control+z');
  await expect.poll(() => memos(app)).toEqual([{ about: 'moment', title: '', body: '' }]);
  await desk.inspector.getByRole('button', { name: /^Empty memo/ }).click();
  await beginAndLeave();
  await expect(desk.inspector.getByRole('button', { name: /^Empty memo/ })).toBeVisible();

  // In a dialog the focus goes to where another can be begun; what was typed and taken back was written.
  await desk.press('Shift+B');
  const dialog = page.getByRole('dialog', { name: 'Memos on Session 3' });
  await expect(dialog).toBeVisible();
  await tabTo(page, /^Add memo$/);
  await page.keyboard.press('Enter');
  await beginAndLeave();
  await expect(dialog.getByRole('button', { name: 'Add memo' })).toBeFocused();
  await expect(dialog.getByText('Empty memo')).toHaveCount(0);
  expect(memos(app)).toHaveLength(1);
  await page.keyboard.press('Enter');
  await expect(editor.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Why');
  await expect(editor.getByText('Saved', { exact: true })).toBeVisible();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await expect(editor).toBeHidden();
  await expect(dialog.getByText('Empty memo')).toBeVisible();
  await expect.poll(() => memos(app)).toHaveLength(2);

  // Closing the whole dialog is leaving too.
  await page.keyboard.press('Enter');
  await expect(editor.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await expect.poll(() => memos(app)).toHaveLength(3);
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await desk.seeNoDialog();
  await expect.poll(() => memos(app)).toHaveLength(2);
});
