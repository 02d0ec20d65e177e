import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import playwrightConfig from '../../build/playwright.config.ts';
import { leaksIn, noiseFile, secretWords } from '../fixtures/sealed-study.ts';
import { Desk } from './pages/Desk.ts';
import { Home } from './pages/Home.ts';
import { Study } from './pages/Study.ts';
import { launchApp } from './support/launch.ts';

const passphrase = 'quiet river under nine stones';
const recordingName = 'sealed.wav';
const recording = { name: recordingName, mimeType: 'audio/wav', buffer: noiseFile() };

test('a sealed study, used, killed and unlocked: everything is there, and nothing of it on the disk', async () => {
  await using app = await launchApp();
  // A browser whose caches, storage and crash files lie where they can be searched.
  const profile = join(app.folder, 'browser');
  const context = await chromium.launchPersistentContext(profile, {
    ...playwrightConfig.use?.launchOptions,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  const [home, study, desk] = [new Home(page), new Study(page), new Desk(page)];
  await home.visit(app.url);
  await home.makeStudy('Sealed', passphrase);
  await study.addToTeam('Coder K', 'coder');
  await study.tab('Sessions').click();
  await study.import(recording, recordingName);
  await study.openImported(recordingName);
  await desk.markAs('Coder K');
  await desk.seeWholeWave();
  await desk.play();
  await desk.press('m');
  await desk.seeCount(1);
  await desk.moments.first().click();
  await desk.press('n');
  await page.keyboard.type(secretWords.note);
  await desk.seeNoteSaved();
  expect(await leaksIn(app.folder), 'while it is worked in').toEqual([]);

  await app.kill('SIGKILL');
  expect(await leaksIn(app.folder), 'after SIGKILL').toEqual([]);
  await page.goto(await app.restart());
  await expect(page.getByRole('heading', { name: 'The study is locked' })).toBeVisible();
  await home.unlock('quiet river');
  await expect(page.getByText('That is not the passphrase')).toBeVisible();
  await home.unlock(passphrase);
  await expect(desk.moments).toHaveCount(1);
  await desk.moments.first().click();
  await expect(desk.note).toHaveValue(secretWords.note);
  await desk.seeWholeWave();

  // Locked by its key, also while typing; unlocking comes back to the same place.
  await desk.press('n');
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('heading', { name: 'The study is locked' })).toBeVisible();
  expect(await page.content()).not.toContain(secretWords.note);
  await home.unlock(passphrase);
  await expect(desk.note).toHaveValue(secretWords.note);
  await app.kill();
  await context.close();
  expect(await leaksIn(app.folder), 'when everything has ended').toEqual([]);
});

test('it locks itself when nobody is there, and not while somebody is', async ({ page }) => {
  await using app = await launchApp();
  const [home, study] = [new Home(page), new Study(page)];
  await home.visit(app.url);
  await home.makeStudy('Left alone', passphrase);
  await study.tab('Settings').click();
  const minutes = page.getByRole('textbox', { name: 'Locks itself after' });
  await minutes.fill('1');
  await minutes.blur();
  // A minute is a minute: what is waited for is the lock itself.
  await expect(page.getByRole('heading', { name: 'The study is locked' })).toBeVisible({ timeout: 90_000 });
  await home.unlock(passphrase);
  await expect(study.tab('Settings')).toBeVisible();
});

test('a study is sealed later from its settings, gets a recovery key, and opens with it', async ({
  page,
}) => {
  await using app = await launchApp();
  const [home, study] = [new Home(page), new Study(page)];
  await home.visit(app.url);
  await home.makeStudy('Later');
  await study.tab('Settings').click();
  await page.getByRole('button', { name: 'Seal this study…' }).click();
  const sealing = page.getByRole('dialog', { name: 'Seal this study' });
  await sealing.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await sealing.getByLabel('The same again').fill(passphrase);
  await sealing.getByRole('button', { name: 'Seal this study' }).click();
  await expect(page.getByRole('region', { name: 'Messages' }).getByText('The study is sealed.')).toBeVisible({
    timeout: 30_000,
  });

  await study.tab('Settings').click();
  await page.getByRole('button', { name: 'Make a recovery key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recovery key' });
  await dialog.getByLabel('Passphrase now').fill(passphrase);
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const shown = dialog.getByText(/^AGE-SECRET-KEY-1/);
  await expect(shown).toBeVisible();
  const recoveryKey = (await shown.textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Check all files' }).click();
  await expect(
    page.getByRole('region', { name: 'Messages' }).getByText(/files are as they were sealed/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await home.unlock(recoveryKey);
  await expect(study.tab('Settings')).toBeVisible();
});
