import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { lengthenJournal } from '../fixtures/long-journal.ts';
import { Desk } from './pages/Desk.ts';
import { Home } from './pages/Home.ts';
import { Study } from './pages/Study.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.setTimeout(90_000);

const log = (page: Page) => page.getByRole('listbox', { name: 'Log' });
const databaseOf = (app: RunningApp, title: string) =>
  join(app.folder, `studies/${title}.stillpoint/study.db`);

test('who did what stands in the log, can be narrowed, opened and taken out of it', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const study = new Study(page);
  const desk = new Desk(page);
  await page.goto(app.url);
  await study.openSession('Session 3');
  await desk.markAs('Coder K');
  await desk.press('m');
  await desk.writeNote('He looks at the door.');
  await desk.press('Control+z');
  await page
    .getByRole('button', { name: /Back|Study/ })
    .first()
    .click();
  await study.tab('Log').click();

  await expect(page.getByText(/The log is whole: \d+ entries, checked/)).toBeVisible();
  const first = log(page).getByRole('option').first();
  await expect(first).toContainText('taken back: note written');
  await expect(first).toContainText('this computer');
  await log(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const entry = page.getByRole('complementary');
  await expect(entry).toContainText('He looks at the door.');
  // In words of the field, with the moment told by where it begins: it has no name.
  await expect(entry).toContainText(/moment at \d:\d\d:\d\d\.\d{3}/);
  await expect(entry).not.toContainText(/[a-z]Id\b|[a-z]Ms\b/);
  await look(page, 'log entry');
  await entry.getByRole('button', { name: 'Everything about this' }).first().click();
  await expect(page.getByText('Only about one note')).toBeVisible();
  await expect(log(page).getByRole('option').first()).toContainText('taken back: note written');
  await page.getByRole('button', { name: 'Show everything again' }).click();

  await page.getByRole('combobox', { name: 'What', exact: true }).click();
  await page.getByRole('option', { name: 'Opened, exported and the like' }).click();
  // Made and opened, closed, and opened for this test.
  await expect(log(page).getByRole('option')).toHaveCount(3);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('textbox', { name: 'What is it for?' }).fill('For the ethics board');
  await look(page, 'log export');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'As CSV' }).click();
  const file = await (await saved).path();
  expect((await readFile(file, 'utf8')).split('\r\n')[1]).toContain('study.opened');
  await page.reload();
  await study.tab('Log').click();
  await expect(log(page).getByRole('option').first()).toContainText('The log exported, 3 rows', {
    ignoreCase: true,
  });
});

test('a hundred thousand entries scroll, are looked through and stay whole; one that was changed is found', async ({
  page,
}) => {
  await using app = await launchApp();
  const study = new Study(page);
  const home = new Home(page);
  await home.visit(app.url);
  await home.makeStudy('Long');
  await study.addToTeam('Coder K', 'Coder');
  await study.tab('Log').click();
  await expect(log(page)).toBeVisible();
  await study.close();
  await app.kill();
  const older = await readFile(databaseOf(app, 'Long'));
  lengthenJournal(databaseOf(app, 'Long'), 100_000);
  await page.goto(await app.restart(['--study', join(app.folder, 'studies/Long.stillpoint')]));
  await study.tab('Log').click();
  await expect(page.getByText(/The log is whole: 100,00\d entries/)).toBeVisible({ timeout: 60_000 });
  await log(page).focus();
  await page.keyboard.press('End');
  await expect(log(page).getByRole('option', { selected: true })).toContainText('Study made', {
    ignoreCase: true,
  });
  expect(await log(page).getByRole('option').count()).toBeLessThan(80);
  await page.keyboard.press('Home');
  await expect(log(page).getByRole('option').nth(1)).toContainText('Note written', { ignoreCase: true });
  await look(page, 'log long');

  await app.kill();
  const database = new Database(databaseOf(app, 'Long'));
  database.exec(
    "DROP TRIGGER journal_contents_keep; UPDATE journal_contents SET contents = replace(contents, 'note', 'nothing') WHERE seq = 70000",
  );
  database.close();
  await page.goto(await app.restart());
  await study.tab('Log').click();
  await expect(page.getByText('The log was changed from outside at entry 70,000')).toBeVisible({
    timeout: 60_000,
  });
  await look(page, 'log broken');

  // An older copy in its place, whole in itself: only what this computer remembers tells.
  await app.kill();
  await writeFile(databaseOf(app, 'Long'), older);
  await page.goto(await app.restart());
  const told = page.getByRole('region', { name: 'Messages' });
  await expect(told).toContainText(/older copy .* come to entry 100,0\d\d .* ends at \d+ \(/);
  await look(page, 'study set back');
  await study.tab('Log').click();
  await expect(log(page).getByRole('option').first()).toContainText('found to be an older copy', {
    ignoreCase: true,
  });
  await study.close();
  await expect(told).not.toContainText('older copy');
});

test('what keeps the study from the network is tried and told, with what was refused', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const study = new Study(page);
  await page.goto(app.url);
  const { origin } = new URL(app.url);
  expect((await fetch(origin)).status).toBe(403);
  await study.tab('Settings').click();
  const panel = page.getByRole('region', { name: 'No network' });
  await panel.scrollIntoViewIfNeeded();
  await expect(panel.getByRole('listitem')).toHaveText([
    /^Stillpoint answers at 127\.0\.0\.1, port \d+, which no other computer can reach\.$/,
    'It has opened no other port.',
    'This page may not call any other address: it tried, and was stopped.',
    /^What reads recordings opens files only/,
    /^1 request that was not from this window was refused since .*: a window without its key \(1\)\.$/,
  ]);
  await look(page, 'log network');
});
