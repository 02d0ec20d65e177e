import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { test as baseTest, chromium, type Page, expect as plainExpect } from '@playwright/test';
import { formatTime } from '../../shared/time/timecode.ts';
import { cannotMount, mountSmallDisk } from '../fixtures/mount-small-disk.ts';
import { test } from './pages/Recall.ts';
import { refuse } from './support/calls.ts';
import { chooseFiles } from './support/files.ts';
import { enter, planInterview } from './support/interviews.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';
import { startSoundServer } from './support/sound-server.ts';

const expect = plainExpect.configure({ timeout: 20_000 });
const sampleFiles = join(import.meta.dirname, '../../build/sample');

/** Chromium with its own microphone, which asks before it is used, as it does of people. */
const asking = baseTest.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), '--use-fake-device-for-media-stream'],
      });
    },
    { scope: 'worker' },
  ],
});
for (const each of [asking, baseTest, test]) each.setTimeout(180_000);

asking('a microphone that is refused, and allowed in the middle', async ({ page, context }) => {
  await using app = await launchApp(['--sample']);
  const { recall, origin, load } = await planInterview(page, app.url, 'Client 07');
  // Whoever is granted something is asked for nothing else: the microphone is refused.
  await context.grantPermissions(['clipboard-read'], { origin });
  const refused = page
    .getByRole('alert')
    .filter({ hasText: 'The microphone was refused. Allow it for this page' });
  await page.getByRole('button', { name: 'Use the microphone' }).click();
  await expect(refused).toBeVisible();

  // The interview goes on without it, and says so at every step.
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  await expect(page.getByRole('heading', { name: 'The opening question' })).toBeVisible();
  await expect(refused).toBeVisible();
  await recall.toWatch();
  await recall.play(500);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  await recall.say('Said while nothing is recorded.');
  await expect(recall.stops.first()).toContainText('Said while');
  await recall.release();
  await expect(refused).toBeVisible();

  await context.grantPermissions(['microphone'], { origin });
  await refused.getByRole('button', { name: 'Try again' }).click();
  await recall.seeRecording();
  await expect(refused).toHaveCount(0);
  await recall.play(1500);

  await page.keyboard.press('Space');
  await recall.seeStops(2);
  await recall.close();
  await recall.finish();
  await expect.poll(async () => (await load()).recordings.length).toBe(1);
  const { recordings, statements } = await load();
  expect(recordings[0]?.durationMs).toBeGreaterThan(1000);
  expect(recordings[0]?.interviewStartMs).toBeGreaterThan(statements[0]?.startMs ?? 0);
  expect(statements.map(({ body }) => body)).toEqual(['Said while nothing is recorded.']);
});

baseTest('a microphone that is taken away in the middle', async ({ launchOptions }) => {
  await using sound = await startSoundServer();
  baseTest.skip(sound === null, 'PulseAudio is not on this machine: a microphone cannot be pulled out');
  if (sound === null) return;
  await using app = await launchApp(['--sample']);
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--use-fake-ui-for-media-stream'],
    env: { ...process.env, ...sound.env },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { recall, load } = await planInterview(page, app.url, 'Client 07');
    await recall.allowMicrophone();
    await recall.begin();
    await recall.toWatch();
    await recall.play(2500);
    // At a stop: the server that is killed is the loudspeaker too, and one time in five what plays stops with it.
    await page.keyboard.press('Space');
    await recall.seeStops(1);
    await sound.kill();
    const lost = page
      .getByRole('alert')
      .filter({ hasText: 'The microphone is gone. What was recorded is saved.' });
    await expect(lost).toBeVisible();
    await expect(page.getByText('Not recorded')).toBeVisible();
    await expect.poll(async () => (await load()).recordings.length).toBe(1);
    await recall.say('Said when it was gone.');
    await expect(recall.stops.first()).toContainText('Said when');
    await recall.release();
    await recall.close();
    await recall.finish();
    const { recordings, statements } = await load();
    expect(recordings.length).toBe(1);
    // PulseAudio hands over what it makes by itself in buffers of up to two seconds; the last of them went with it.
    expect(recordings[0]?.durationMs).toBeGreaterThan(900);
    expect(statements.map(({ body }) => body)).toEqual(['Said when it was gone.']);
  } finally {
    await browser.close();
  }
});

test('a disk that is full while the interview is recorded: said in words, nothing lost, and it goes on', async ({
  page,
}, info) => {
  using disk = mountSmallDisk(info.outputPath('disk'), 96);
  test.skip(disk === null, cannotMount);
  if (disk === null) return;
  await using app = await launchApp(['--sample'], { STILLPOINT_STUDIES: join(disk.folder, 'studies') });
  page.on('dialog', (dialog) => void dialog.accept());
  const stops = await refuse(page, 'stop/make', 'DISK_FULL');
  const { recall, load } = await planInterview(page, app.url, 'Client 07');
  await recall.allowMicrophone();
  await recall.begin();
  await recall.toWatch();
  await recall.play(1500);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  await page.keyboard.press('n');
  await expect(recall.writing).toBeFocused();
  disk.fill();
  const full = page.getByRole('alert').filter({
    hasText:
      'What is recorded is kept in memory and is not on the disk yet. The disk is full, so this was not saved. Make room',
  });
  await expect(full).toBeVisible();
  await page.keyboard.type('Said while the disk is full.');
  await recall.release();
  await page.keyboard.press('Enter');
  await recall.playOn(3000);
  await expect(full).toBeVisible();
  // Small edits go on for long on a full disk, in what the database's log has taken already; here the last of that is
  // used up. Of a stop that cannot be written there is a field all the same.
  stops.begin();
  await page.keyboard.press('Space');
  const heldUp = page.getByText('This stop is not on the disk yet.');
  await expect(heldUp).toBeVisible();
  await look(page, 'recall stop held up');
  await recall.say('Said of a stop that is not there yet.');
  await expect(page.getByText('Not saved yet; keep this window open.')).toBeVisible();
  await recall.release();
  await expect(recall.stops).toHaveCount(1);

  disk.free();
  stops.end();
  await expect(full).toHaveCount(0);
  await expect(heldUp).toHaveCount(0);
  await recall.seeStops(2);
  await expect(recall.stops.first()).toContainText('Said of a stop that is not there yet.');
  await expect(recall.stops.last()).toContainText('Said while the disk is full.');
  await expect.poll(async () => (await load()).statements.length).toBe(2);
  const { stops: made, statements } = await load();
  const { sessionMs = 0, id: lateId } = made.toSorted((a, b) => b.interviewMs - a.interviewMs)[0] ?? {};
  const late = statements.find(({ stopId }) => stopId === lateId);
  expect(late?.body).toBe('Said of a stop that is not there yet.');
  await expect(page.getByRole('heading', { name: `At ${formatTime(sessionMs, 1)}` })).toBeVisible();
  await recall.play(500);
  await page.keyboard.press('Space');
  await recall.seeStops(3);

  // Full again at the very end: it becomes a recording when there is room.
  await recall.close();
  disk.fill();
  await page.waitForResponse((response) => response.url().includes('/recall/') && !response.ok());
  disk.free();
  await recall.finish();
  await expect.poll(async () => (await load()).recordings.length).toBe(1);
  const { recordings, interview, logLines } = await load();
  const heldMs = (interview.endedAt ?? 0) - (interview.startedAt ?? 0);
  const [sound] = recordings;
  const heardMs = (sound?.interviewStartMs ?? 0) + (sound?.durationMs ?? 0);
  info.annotations.push({ type: 'measured', description: `held ${heldMs} ms, heard until ${heardMs} ms` });
  expect(Math.abs(heardMs - heldMs), 'recorded from beginning to end, without a hole').toBeLessThan(1500);
  expect(logLines.filter(({ kind }) => kind === 'stop')).toHaveLength(3);
});

/** Takes the study's recordings away, as a drive that is not plugged in does; answers how to start again without them. */
async function hideMedia(app: RunningApp): Promise<string> {
  await app.kill('SIGTERM');
  const studies = join(app.folder, 'studies');
  const name = (await readdir(studies)).find((each) => each.endsWith('.stillpoint'));
  const media = join(studies, name ?? 'no study', 'media');
  for (const file of await readdir(media)) await rename(join(media, file), join(app.folder, file));
  return await app.restart([]);
}

/** Says which file is missing, and puts it back. */
async function relink(page: Page, fileName: string): Promise<void> {
  const missing = page.getByRole('alert').filter({ hasText: `choose the same file (${fileName})` });
  await expect(missing).toContainText('The recording’s file is missing');
  await chooseFiles(
    page,
    () => missing.getByRole('button', { name: 'Choose the file…' }).click(),
    join(sampleFiles, fileName),
  );
  await expect(missing).toHaveCount(0);
}

test('the session’s recording is missing when an interview is held: said, worked without, put back', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await enter(page, app.url);
  app.url = await hideMedia(app);
  const { recall, load } = await planInterview(page, app.url, 'Client 07');
  await page.getByRole('button', { name: 'Go on without a recording' }).click();
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  await recall.addPlace(1, 'When the door fell shut', '0:01');
  await recall.toWatch();
  await expect(page.getByRole('alert').filter({ hasText: 'The recording’s file is missing' })).toBeVisible();
  await page.keyboard.press('Space');
  expect((await load()).logLines).toEqual([]);
  await relink(page, 'session.m4a');
  await recall.play(1500);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  expect((await load()).logLines.map(({ kind }) => kind)).toEqual(['play', 'stop']);
});

test('recordings are missing on the desk of an interview: said of which, worked without, put back', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client } = await enter(page, app.url);
  const held = (await client.interview.list({ sessionId: null })).find(({ status }) => status === 'done');
  await client.view.save({ key: 'interface', value: { interviewId: held?.id ?? '' } });
  await page.goto(await hideMedia(app));
  const alerts = page.getByRole('alert').filter({ hasText: 'The recording’s file is missing' });
  await expect(alerts).toHaveCount(2);
  const said = page.getByRole('region', { name: 'Statements' }).getByRole('button');
  await said.first().click();
  await expect(page.locator('output')).toContainText(/Interview 0:\d\d:\d\d\.\d, session 0:\d\d:\d\d\.\d/);
  await relink(page, 'session.m4a');
  await relink(page, 'recall-client.m4a');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause the session' })).toBeVisible();
  await page.keyboard.press('Shift+Space');
  await expect(page.getByRole('button', { name: 'Pause the interview' })).toBeVisible();
});
