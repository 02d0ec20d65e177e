import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect as baseExpect, chromium, type Page, test } from '@playwright/test';
import { FF_ENCODER_LIBMP3LAME } from 'node-av/constants';
import playwrightConfig from '../../build/playwright.config.ts';
import { newId } from '../../electron/core/store/ids.ts';
import { exportId } from '../../shared/model/ids.ts';
import { makeMedia } from '../fixtures/media/make-media.ts';
import { leaksIn, noiseFile, passphrase, piecesOf, secretWords } from '../fixtures/sealed-study.ts';
import { Desk } from './pages/Desk.ts';
import { Home } from './pages/Home.ts';
import { Recall } from './pages/Recall.ts';
import { Study } from './pages/Study.ts';
import { Transcript } from './pages/Transcript.ts';
import { enter } from './support/interviews.ts';
import { launchApp, type RunningApp } from './support/launch.ts';

test.setTimeout(420_000);
const expect = baseExpect.configure({ timeout: 30_000 });
const actor = null;
const recaller = 'Client 07';

/** A browser with a microphone, whose caches, storage, temporary and crash files lie where they can be searched. */
async function openBrowser(app: RunningApp, downloadsPath: string) {
  const { launchOptions } = playwrightConfig.use ?? {};
  return await chromium.launchPersistentContext(join(app.folder, 'browser'), {
    ...launchOptions,
    args: [
      ...(launchOptions?.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
    env: { ...process.env, TMPDIR: join(app.folder, 'tmp') },
    viewport: { width: 1440, height: 900 },
    downloadsPath,
  });
}

async function seeLocked(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'The study is locked' })).toBeVisible();
}

test('a sealed study from import to export, killed in between: nothing of it is anywhere but in what was exported', async () => {
  const info = test.info();
  await using app = await launchApp();
  const studyFolder = join(app.folder, 'studies', 'Sealed.stillpoint');
  const exportedTo = info.outputPath('exported');
  const context = await openBrowser(app, info.outputPath('downloads'));
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  // What was typed and never shown as saved would keep the page open.
  page.on('dialog', (dialog) => void dialog.accept());
  const [home, study, desk, recall] = [new Home(page), new Study(page), new Desk(page), new Recall(page)];
  const transcript = new Transcript(page);
  let { client, origin, cookie } = await enter(page, app.url);
  /** What lies there in the clear: words, and pieces of every sound as it is in the study now. */
  const leaks = async () => await leaksIn(app.folder, await piecesOf(studyFolder, passphrase));

  await test.step('made, and a recording imported', async () => {
    await home.makeStudy('Sealed', passphrase);
    await study.rename(secretWords.title);
    await study.addCode(secretWords.code, 'G');
    await study.tab('Sessions').click();
    const buffer = noiseFile(40);
    await study.import({ name: secretWords.fileName, mimeType: 'audio/wav', buffer }, secretWords.fileName);
    const { recordings } = (await client.study.load()) ?? {};
    const sessionId = recordings?.[0]?.sessionId;
    if (sessionId === undefined) throw new Error('it was not imported');
    const person = { actor, kind: 'participant', name: recaller, role: 'client' } as const;
    const { id: personId } = await client.person.create(person);
    await client.sessionParticipant.add({ actor, sessionId, personId, role: 'client', channel: null });
  });

  await test.step('marked, noted, coded, and its transcript imported', async () => {
    await study.openImported(secretWords.fileName);
    await desk.markAsNew('K', 'coder');
    await desk.seeWholeWave();
    await desk.play();
    await desk.press('m');
    await desk.seeCount(1);
    await desk.pause();
    await desk.moments.first().click();
    await desk.press('g');
    await expect(desk.applied(secretWords.code, 'K')).toBeVisible();
    await desk.writeNote(secretWords.note);
    await transcript.show();
    const text = `1\n00:00:01,000 --> 00:00:04,000\n${secretWords.transcript}\n`;
    await transcript.choose(
      () => page.getByRole('button', { name: 'Import transcripts…' }).click(),
      [{ name: 'words.srt', mimeType: 'application/x-subrip', buffer: Buffer.from(text) }],
    );
    await transcript.finishImport();
    await expect(transcript.turn(secretWords.transcript)).toBeVisible();
    expect(await leaks()).toEqual([]);
  });

  await test.step('a recall interview with a microphone, killed in the middle of it', async () => {
    await desk.backToStudy();
    await recall.plan(recaller);
    await recall.allowMicrophone();
    await recall.begin();
    await recall.toWatch();
    await recall.play(2000);
    await page.keyboard.press('Space');
    await recall.seeStops(1);
    await recall.say(secretWords.statement);
    await expect(recall.stops.first()).toContainText(secretWords.statement);
    // What is heard goes down as it is heard.
    await expect.poll(() => readdir(join(studyFolder, 'recall'))).toHaveLength(1);
    expect(await leaks(), 'while it is held').toEqual([]);
    await app.kill('SIGKILL');
    const pieces = await piecesOf(studyFolder, passphrase);
    expect(pieces.some(({ what }) => what.startsWith('recall/'))).toBe(true);
    expect(await leaksIn(app.folder, pieces), 'after SIGKILL').toEqual([]);
  });

  await test.step('started again, unlocked, and gone on with', async () => {
    ({ client, origin, cookie } = await enter(page, await app.restart()));
    await seeLocked(page);
    await home.unlock('quiet river');
    await expect(page.getByText('That is not the passphrase')).toBeVisible();
    await home.unlock(passphrase);
    await recall.seeStanding();
    await expect(recall.stops.first()).toContainText(secretWords.statement);
    await recall.play(1000);
    await page.keyboard.press('Space');
    await recall.seeStops(2);
    await recall.close();
    await recall.finish();
    const [held] = await client.interview.list({ sessionId: null });
    const interviewId = held?.id;
    if (interviewId === undefined) throw new Error('there is no interview');
    const unfinished = () => client.interviewRecording.unfinished({ interviewId });
    await expect.poll(async () => (await unfinished()).length, { timeout: 90_000 }).toBe(0);
    const { recordings } = await client.interview.load({ id: interviewId });
    expect(recordings.length).toBeGreaterThan(0);
    expect(await leaks(), 'after the interview').toEqual([]);
  });

  await test.step('another recording, which gets a playback copy', async () => {
    const path = info.outputPath('second.mp3');
    const track = { kind: 'audio', encoder: FF_ENCODER_LIBMP3LAME, sampleRate: 44_100, channels: 2 } as const;
    await makeMedia(path, { muxer: 'mp3', seconds: 20, tracks: [{ ...track, bursts: [3, 9] }] });
    await study.import(path, 'second.mp3');
    await study.openImported('second.mp3');
    const copied = (await client.study.load())?.recordings.find(
      ({ originalPath, playedPath }) => originalPath !== playedPath && originalPath.endsWith('.mp3'),
    );
    if (copied === undefined) throw new Error('there is no playback copy');
    // Its waveform, too, is on the disk.
    await expect.poll(async () => (await client.recording.peaks({ id: copied.id })).isComplete).toBe(true);
    // Heard, so that whatever the browser keeps of it is kept.
    await expect(async () => {
      if (await desk.playButton.isVisible()) await desk.playButton.click();
      await baseExpect(desk.pauseButton).toBeVisible({ timeout: 2000 });
    }).toPass();
    await expect.poll(() => desk.playedMs()).toBeGreaterThan(1000);
    await desk.pause();
    await desk.backToStudy();
  });

  await test.step('exported: a table by the page, a clip', async () => {
    const contents = await client.study.load();
    const recording = contents?.recordings.find(({ originalPath }) => originalPath.endsWith('.wav'));
    const coder = contents?.people.find(({ name }) => name === 'K');
    if (recording === undefined || coder === undefined) throw new Error('the first one is gone');
    const { sessionId } = recording;
    await client.view.save({ key: 'interface', value: { sessionId, personId: coder.id } });
    await page.reload();
    await expect(desk.moments).toHaveCount(1);
    const { path } = await desk.download('CSV, a row for each moment');
    await mkdir(exportedTo);
    await copyFile(path, join(exportedTo, 'moments.csv'));
    const clip = await client.clip.export({
      actor,
      jobId: newId(exportId),
      of: { kind: 'spans', spans: [{ recordingId: recording.id, startMs: 1000, endMs: 9000 }] },
      marginMs: 0,
      isRedacted: false,
      use: 'analysis',
    });
    expect(await leaks(), 'while the clip lies ready').toEqual([]);
    const fetched = await fetch(`${origin}${clip?.url}`, { headers: { cookie } });
    expect((await fetched.arrayBuffer()).byteLength).toBe(clip?.byteCount);
  });

  await test.step('locked while somebody types, and unlocked to the same place', async () => {
    await desk.moments.first().click();
    await desk.press('n');
    await expect(desk.note).toBeFocused();
    await page.keyboard.press('Control+Shift+L');
    await seeLocked(page);
    expect(await page.content()).not.toContain(secretWords.note);
    await home.unlock(passphrase);
    await expect(desk.note).toHaveValue(secretWords.note);
  });

  await app.kill();
  expect(await leaks(), 'when the app has ended').toEqual([]);
  await context.close();
  const pieces = await piecesOf(studyFolder, passphrase);
  // Looked for are samples, packets as they came and packets of a copy; and what is looked for is found where it was exported to.
  for (const ending of ['.wav', '.mp3', '.m4a'])
    expect(
      pieces.some(({ what }) => what.endsWith(ending)),
      ending,
    ).toBe(true);
  expect(await leaksIn(exportedTo, pieces)).toContainEqual(expect.stringMatching(/^note in /));
  expect(await leaksIn(app.folder, pieces), 'when everything has ended').toEqual([]);
});
