import { access, readdir, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { FF_ENCODER_AAC, FF_ENCODER_PCM_S16LE } from 'node-av/constants';
import { makeMedia } from '../fixtures/media/make-media.ts';
import { Desk } from './pages/Desk.ts';
import { Home } from './pages/Home.ts';
import { Study } from './pages/Study.ts';
import { chooseFiles } from './support/files.ts';
import { launchApp, type RunningApp } from './support/launch.ts';

const sound = {
  kind: 'audio',
  encoder: FF_ENCODER_PCM_S16LE,
  sampleRate: 8000,
  channels: 1,
  bursts: [1],
} as const;
const sample = 'Sample study';

async function makeSound(path: string, seconds = 4): Promise<string> {
  await makeMedia(path, { muxer: 'wav', seconds, tracks: [sound] });
  return path;
}

/** The one study of a test's own studies folder. */
async function studyFolder(app: RunningApp): Promise<string> {
  const folder = join(app.folder, 'studies');
  const name = (await readdir(folder)).find((each) => each.endsWith('.stillpoint'));
  if (name === undefined) throw new Error('there is no study');
  return join(folder, name);
}

test('files that are no recordings say so, and leave nothing behind', async ({ page }, info) => {
  const text = info.outputPath('notes.mp3');
  const empty = info.outputPath('empty.mp3');
  await writeFile(text, 'Dear diary, this is text.\n'.repeat(500));
  await writeFile(empty, '');
  await using app = await launchApp();
  const study = new Study(page);
  await new Home(page).visit(app.url);
  await new Home(page).makeStudy('Bad files');
  await study.choose([text, empty]);
  await expect(study.incoming('notes.mp3').getByRole('alert')).toHaveText(
    'This is not a sound or video file that can be read, whatever its name says. Choose another file.',
  );
  await expect(study.incoming('empty.mp3').getByRole('alert')).toHaveText(
    'This file is empty (0 bytes). Copy it again from the recorder.',
  );
  for (const name of ['notes.mp3', 'empty.mp3'])
    await page.getByRole('button', { name: `Take ${name} off this list` }).click();
  await expect(page.getByText('No sessions yet')).toBeVisible();
  const left = await readdir(await studyFolder(app), { recursive: true });
  expect(left.filter((name) => /notes|empty|media.|\.part$/.test(name))).toEqual([]);
});

test('a file cut in the middle comes in as far as it goes, and says so', async ({ page }, info) => {
  const cut = await makeSound(info.outputPath('cut.wav'), 20);
  await truncate(cut, 160_000);
  await using app = await launchApp();
  const study = new Study(page);
  const desk = new Desk(page);
  await new Home(page).visit(app.url);
  await new Home(page).makeStudy('Cut');
  await study.import(cut, 'cut.wav');
  await expect(page.getByText('The file ends early; what there was is kept.')).toBeVisible();
  await study.openImported('cut.wav');
  await desk.markAsNew('R', 'researcher');
  await desk.play();
});

test('a film whose index was never written says so', async ({ page }, info) => {
  const cut = info.outputPath('cut.m4a');
  await makeMedia(cut, {
    muxer: 'ipod',
    seconds: 10,
    tracks: [{ ...sound, encoder: FF_ENCODER_AAC, sampleRate: 44_100 }],
  });
  await truncate(cut, 20_000);
  await using app = await launchApp();
  const study = new Study(page);
  await new Home(page).visit(app.url);
  await new Home(page).makeStudy('Stump');
  await study.choose(cut);
  await expect(study.incoming('cut.m4a').getByRole('alert')).toHaveText(
    'This file ends in the middle and nothing of it can be played. Copy it again from the recorder.',
  );
});

test('a name in Arabic with emoji is shown, played, exported and kept', async ({ page }, info) => {
  const name = 'جلسة ٣ 🎧';
  const file = await makeSound(info.outputPath(`${name}.wav`));
  await using app = await launchApp();
  const study = new Study(page);
  const desk = new Desk(page);
  await new Home(page).visit(app.url);
  await new Home(page).makeStudy('دراسة 🌱');
  // Otherwise what a file was called stays outside the study.
  await study.tab('Settings').click();
  await page.getByRole('switch', { name: 'Keep the names of files' }).click({ force: true });
  await expect(page.getByRole('switch', { name: 'Keep the names of files' })).toBeChecked();
  await study.tab('Sessions').click();
  await study.import(file, `${name}.wav`);
  await study.openImported(`${name}.wav`);
  await desk.markAsNew('Ä 🙂', 'coder');
  await desk.play();
  await desk.press('m');
  await desk.seeCount(1);
  await desk.writeNote('قال: «لا أعرف» 🙂');
  await page.goto(await app.restart());
  await expect(desk.note).toHaveValue('قال: «لا أعرف» 🙂');
  await desk.backToStudy();
  await expect(page.getByRole('textbox', { name: 'Name of the study' })).toHaveValue('دراسة 🌱');
  await expect(page.getByText(name).first()).toBeVisible();
});

test('a recording removed from disk is missed, another file refused, the same one put back', async ({
  page,
}, info) => {
  const file = await makeSound(info.outputPath('lost.wav'));
  const other = await makeSound(info.outputPath('other.wav'), 5);
  await using app = await launchApp();
  const study = new Study(page);
  const desk = new Desk(page);
  await new Home(page).visit(app.url);
  await new Home(page).makeStudy('Lost');
  await study.import(file, 'lost.wav');
  await study.openImported('lost.wav');
  await desk.markAsNew('R', 'researcher');
  await desk.play();
  await desk.press('m');
  await desk.seeCount(1);
  await desk.writeNote('Still here.');

  await app.kill('SIGTERM');
  const media = join(await studyFolder(app), 'media');
  for (const name of await readdir(media)) await rename(join(media, name), join(app.folder, name));
  await page.goto(await app.restart());
  const missing = page.getByRole('alert').filter({ hasText: 'The recording’s file is missing' });
  await expect(missing).toBeVisible();
  await expect(desk.note, 'what was noted can be read all the while').toHaveValue('Still here.');

  const choose = async (path: string): Promise<void> => {
    await chooseFiles(page, () => missing.getByRole('button', { name: 'Choose the file…' }).click(), path);
  };
  await choose(other);
  await expect(missing).toContainText('This is a different file from the one that was imported');
  await choose(file);
  await expect(missing).toBeHidden();
  await desk.play();
  await desk.seeCount(1);
});

test('a study that is open elsewhere is refused in words, and opens when it is free', async ({ page }) => {
  await using first = await launchApp(['--sample']);
  const folder = await studyFolder(first);
  await using second = await launchApp(['--study', folder]);
  const home = new Home(page);
  await home.visit(second.url);
  await expect(home.alert).toContainText(
    'This study is open in another window or by another person. Close it there first, then open it here.',
  );
  await home.openRecent(sample);
  await expect(home.recent(sample).getByRole('alert')).toContainText('open in another window');

  await first.kill('SIGKILL');
  await home.openRecent(sample);
  await expect(page.getByRole('button', { name: 'Session 3', exact: true })).toBeVisible();
});

test('a study of a newer version is refused in words and not touched', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  await app.kill('SIGTERM');
  const folder = await studyFolder(app);
  const database = new Database(join(folder, 'study.db'));
  database.pragma('user_version = 9999');
  database.close();
  const home = new Home(page);
  await home.visit(await app.restart(['--study', folder]));
  await expect(home.alert).toContainText(
    'This study was last used with a newer version of Stillpoint. Update Stillpoint to open it; nothing in it was changed.',
  );
});

test('a damaged database offers its backups, and everything is back', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const home = new Home(page);
  const study = new Study(page);
  const desk = new Desk(page);
  await page.goto(app.url);
  await study.openSession('Session 3');
  await desk.markAs('Coder K');
  await desk.press('Shift+M');
  await desk.seeCount(11);
  await desk.writeNote('Saved before the disk failed.');
  await app.kill('SIGTERM');
  const folder = await studyFolder(app);
  await writeFile(join(folder, 'study.db'), 'this is no database any more');

  await home.visit(await app.restart(['--study', folder]));
  await expect(home.alert.first()).toContainText('The database of this study is damaged.');
  await page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click();
  await desk.seeCount(11);
  await desk.moments.filter({ hasText: 'Saved before the disk failed.' }).click();
  await expect(desk.note).toHaveValue('Saved before the disk failed.');
  const kept = (await readdir(folder)).find((name) => name.startsWith('study.db.replaced-'));
  await access(join(folder, kept ?? 'no damaged database was kept'));
});
