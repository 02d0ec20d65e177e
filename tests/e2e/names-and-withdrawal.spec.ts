import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Desk } from './pages/Desk.ts';
import { Study } from './pages/Study.ts';
import { chooseFiles } from './support/files.ts';
import { launchApp } from './support/launch.ts';
import { look } from './support/look.ts';

// scrypt at age's own cost, four times, and axe on every dialog in both schemes.
test.setTimeout(180_000);

const passphrase = 'nine quiet stones in a river';

test('a key file is made, names are found and replaced, it is opened again, and a wrong passphrase is said', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const study = new Study(page);
  await page.goto(app.url);
  await study.tab('People').click();
  await look(page, 'people, no key file');
  await page.getByRole('button', { name: 'New key file…' }).click();
  const making = page.getByRole('dialog', { name: 'New key file' });
  await making.getByLabel('Passphrase').fill(passphrase);
  await making.getByLabel('The same again').fill('nine stones');
  await expect(making.getByText('The two are not the same.')).toBeVisible();
  await look(page, 'new key file');
  await making.getByLabel('The same again').fill(passphrase);
  const made = page.waitForEvent('download');
  await making.getByRole('button', { name: 'Make key file' }).click();
  await made;

  await page.getByRole('button', { name: 'More about Client 07' }).click();
  await page.getByRole('menuitem', { name: 'Names and contact…' }).click();
  const names = page.getByRole('dialog', { name: 'Names of Client 07' });
  await names.getByRole('textbox', { name: 'Names' }).fill('Annegret Müller\nAnnegret');
  await names.getByRole('textbox', { name: 'Contact' }).fill('0123 45678');
  await look(page, 'names of a participant');
  const saved = page.waitForEvent('download');
  await names.getByRole('button', { name: 'Save names and download' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/\.age$/);
  const file = await readFile(await download.path());
  expect(file.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/);
  expect(file.includes('Annegret')).toBe(false);
  await expect(page.getByText('1 person of this study is in it.')).toBeVisible();
  await look(page, 'people, key file open');

  await study.tab('Sessions').click();
  await study.openSession('Session 3');
  const desk = new Desk(page);
  await desk.markAs('Coder K');
  await desk.moments.filter({ hasText: 'Hearing about the clock' }).click();
  await desk.note.fill('Here annegret laughs.');
  await desk.press('Escape');
  const warning = page.getByRole('region', { name: 'Messages' });
  await expect(warning).toContainText('The name of Client 07 was just written into a note.');
  await look(page, 'a name was written');
  await warning.getByRole('button', { name: 'Replace by pseudonym' }).click();
  await expect(desk.note).toHaveValue(/Here Client 07 laughs\.$/);
  await desk.press('Control+z');
  await expect(desk.note).toHaveValue(/Here annegret laughs\.$/);

  await desk.openCommands();
  await page.keyboard.type('check the study for names');
  await page.keyboard.press('Enter');
  const found = page.getByRole('dialog', { name: 'Names in the study' });
  await expect(found).toContainText('In 1 place:');
  await look(page, 'names in the study');
  await found.getByRole('button', { name: 'Put the pseudonyms in their place' }).click();
  await expect(found).toContainText('No name from the key file stands anywhere');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Close key file' }).click();
  await chooseFiles(page, () => page.getByRole('button', { name: 'Open key file…' }).click(), {
    name: 'mine.age',
    mimeType: '',
    buffer: file,
  });
  const opening = page.getByRole('dialog', { name: 'Open the key file “mine.age”' });
  await opening.getByLabel('Passphrase').fill('nine stones');
  await opening.getByRole('button', { name: 'Open key file' }).click();
  await expect(opening.getByRole('alert')).toContainText('That is not the passphrase');
  await look(page, 'wrong passphrase');
  await opening.getByLabel('Passphrase').fill(passphrase);
  await opening.getByRole('button', { name: 'Open key file' }).click();
  await expect(page.getByText('Key file “mine.age” is open.', { exact: false })).toBeVisible();
});

test('consent is written down, an export says what it leaves out, and a person is withdrawn', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const study = new Study(page);
  await page.goto(app.url);
  await study.tab('Consent').click();
  await look(page, 'consent, nothing written down');
  const decide = async (use: string, name: string, decision: string) => {
    await page.getByRole('button', { name: new RegExp(`^${use}: .* Change it for ${name}$`) }).click();
    const dialog = page.getByRole('dialog', { name: `${use}: ${name}` });
    await dialog.getByRole('radio', { name: decision }).check();
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await expect(dialog).toBeHidden();
  };
  await decide('Analysis', 'Client 07', 'Granted');
  await decide('Clips in teaching', 'Client 07', 'Refused');
  await page.getByRole('button', { name: /^Analysis: Granted.* Change it for Client 07$/ }).click();
  await look(page, 'consent dialog');
  await page.keyboard.press('Escape');
  await page.getByLabel('Keep what there is of Client 07 until').fill('2020-01-31');
  await page.keyboard.press('Tab');
  await look(page, 'consent');
  await study.tab('Sessions').click();
  const due = page.getByRole('region', { name: 'To see to' });
  await expect(due).toContainText('Client 07: was to be kept until 31 January 2020');
  await look(page, 'board, what is due');

  await study.openSession('Session 3');
  const desk = new Desk(page);
  await desk.markAs('Coder K');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitemradio', { name: 'Clips in teaching' }).click();
  await look(page, 'export menu');
  const exported = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV, a row for each moment', exact: true }).click();
  const csv = await readFile(await (await exported).path(), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(1);
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('10 moments were left out');
  await page.getByRole('button', { name: 'Dismiss' }).click();

  await desk.openCommands();
  await page.keyboard.type('withdraw');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Withdraw' });
  await dialog.getByLabel('What is withdrawn').selectOption({ label: 'Everything of Client 07' });
  await expect(dialog.getByRole('heading', { name: 'What will go' })).toBeVisible();
  await look(page, 'withdraw, later');
  await dialog.getByRole('radio', { name: 'Keep it without their voice' }).check();
  await expect(dialog.getByText('kept without that voice').first()).toBeVisible();
  await look(page, 'withdraw, silence');
  const run = dialog.getByRole('button', { name: 'Erase for good' });
  await expect(run).toBeDisabled();
  await dialog.getByLabel('To erase it for good, type erase').fill('erase');
  await run.scrollIntoViewIfNeeded();
  await look(page, 'withdraw, typed');
  await run.click();
  await expect(dialog.getByText('It is erased.')).toBeVisible({ timeout: 60_000 });
  await look(page, 'withdrawn');
  const reported = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download report' }).click();
  const report = await readFile(await (await reported).path(), 'utf8');
  expect(report).toContain('one channel silent');
  expect(report).not.toContain('Client 07');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: /Report of/ })).toBeVisible();
  await look(page, 'consent, after a withdrawal');
  await study.tab('People').click();
  await expect(page.getByRole('combobox', { name: 'Role of Client 07' })).toBeHidden();
  // The other’s marks in that session are there, and its sound plays.
  await study.tab('Sessions').click();
  await study.openSession('Session 3');
  await desk.seeWholeWave();
  await look(page, 'desk, one voice silenced');
});
