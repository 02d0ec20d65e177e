import { expect, type Page, test } from '@playwright/test';
import { largeCodebook } from '../fixtures/large-codebook.ts';
import { Desk } from './pages/Desk.ts';
import { Study } from './pages/Study.ts';
import { chooseFiles } from './support/files.ts';
import { launchApp } from './support/launch.ts';
import { allLooks, look } from './support/look.ts';

test.setTimeout(300_000);

async function importLarge(page: Page): Promise<void> {
  await chooseFiles(page, () => page.getByRole('button', { name: 'Import…' }).click(), {
    name: 'large.json',
    mimeType: 'application/json',
    buffer: Buffer.from(largeCodebook(2000).json),
  });
  await page.getByRole('button', { name: 'Import 2000 codes' }).click();
  await expect(page.getByText('2008 codes', { exact: true })).toBeVisible();
  await new Desk(page).seeNoDialog();
}

test('nothing serious on a very full codebook and its dialogs', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const study = new Study(page);
  const desk = new Desk(page);
  await page.goto(app.url);
  await study.tab('Settings').click();
  await look(page, 'coding-settings');
  await study.tab('Codebook').click();
  await page.getByRole('treeitem', { name: 'Memory' }).click();
  await look(page, 'codebook', allLooks);
  await chooseFiles(page, () => page.getByRole('button', { name: 'Import…' }).click(), {
    name: 'odd.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name,parent,colour,key\r\nNew one,,greenish,4\r\n,Nobody,,\r\n'),
  });
  await expect(page.getByText('Line 2: New one greenish')).toBeVisible();
  await look(page, 'codebook-import');
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();
  await importLarge(page);
  await look(page, 'codebook-full', allLooks);
  await page.getByRole('button', { name: 'Merge into…' }).click();
  const merging = page.getByRole('dialog');
  await merging.getByRole('combobox', { name: 'Code' }).fill('body');
  await page.getByRole('option', { name: /Body sensation/ }).click();
  await expect(merging).toContainText('the other code');
  await look(page, 'codebook-merge');
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();
  await page.getByRole('button', { name: 'Split…' }).click();
  await expect(page.getByRole('textbox', { name: 'New code 1' })).toBeVisible();
  await look(page, 'codebook-split');
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();
  await page.getByRole('button', { name: 'Versions' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Pilot');
  await page.getByRole('button', { name: 'Keep as a version' }).click();
  await expect(page.getByText('Nothing has changed between the two.')).toBeVisible();
  await look(page, 'codebook-versions');
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();
});

test('nothing serious on the coding desk with a very full codebook', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const study = new Study(page);
  const desk = new Desk(page);
  await page.goto(app.url);
  await study.tab('Settings').click();
  await page.getByRole('switch', { name: 'Coders say how sure they are of each coding' }).click();
  await study.tab('Codebook').click();
  await importLarge(page);
  await study.tab('Sessions').click();
  await study.openSession('Session 3');
  await desk.markAs('Coder K');
  await desk.seeWholeWave();
  const strip = page.getByRole('region', { name: 'Coding', exact: true });
  await desk.press('Home');
  for (const key of ['a', 'b', 'q', 's', 'a', 't']) {
    await desk.press(key);
    await desk.press('Shift+ArrowRight');
  }
  await expect(strip.getByText('goes on since').first()).toBeVisible();
  await desk.press('Alt+2');
  await expect(strip.getByRole('radio', { name: 'fairly sure' })).toBeChecked();
  await look(page, 'coding-desk', allLooks);
  await desk.press('Shift+N');
  await page.keyboard.type('Said with a laugh');
  await look(page, 'coding-comment');
  await page.keyboard.press('Escape');
  await desk.press(',');
  await page.keyboard.type('silence 12');
  await look(page, 'coding-palette', allLooks);
  await page.keyboard.press('Escape');
  await desk.press('Shift+PageDown');
  await expect(page.getByRole('article', { name: /^Recall statement of/ })).toBeVisible();
  await look(page, 'coding-statement');
  await desk.press('Escape');
  await desk.press('?');
  await page.getByRole('textbox', { name: 'Search the keys by what they do' }).fill('code');
  await look(page, 'coding-keys');
});
