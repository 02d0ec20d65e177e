import { openAsBlob } from 'node:fs';
import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FF_ENCODER_AAC, FF_ENCODER_LIBMP3LAME, FF_ENCODER_PCM_S16LE } from 'node-av/constants';
import { expect, test } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { peaksUrl } from '../../shared/contract/routes.ts';
import { type Client, clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { makeLongMp3, pieceMs } from '../fixtures/media/long.ts';
import { type MediaSpec, makeMedia } from '../fixtures/media/make-media.ts';
import { smallDisk } from '../fixtures/small-disk.ts';
import { temporaryFolder } from '../fixtures/study.ts';

const sound = { kind: 'audio', sampleRate: 44_100, channels: 2, bursts: [1] } as const;
const wav = (seconds: number): MediaSpec => ({
  muxer: 'wav',
  seconds,
  tracks: [{ ...sound, encoder: FF_ENCODER_PCM_S16LE }],
});
const mp3 = (seconds: number): MediaSpec => ({
  muxer: 'mp3',
  seconds,
  tracks: [{ ...sound, encoder: FF_ENCODER_LIBMP3LAME, options: { b: '64000' } }],
});
const m4a = (seconds: number): MediaSpec => ({
  muxer: 'ipod',
  seconds,
  tracks: [{ ...sound, encoder: FF_ENCODER_AAC }],
});

async function newSession(folder?: string) {
  const { core, folder: home } = await startCore(folder);
  const client = clientOf(core);
  await client.study.create({ title: 'One' });
  // Files are told apart by their names here.
  await client.study.configure({ actor: null, settings: { keepsFileNames: true } });
  const created = await client.case.create({ actor: null, label: 'A' });
  const session = await client.session.create({
    actor: null,
    caseId: created.id,
    number: 1,
    heldOn: null,
    title: '',
  });
  const person = await client.person.create({ actor: null, kind: 'participant', name: 'P', role: 'client' });
  const study = join(home, 'studies', 'One.stillpoint');
  return { core, client, sessionId: session.id, personId: person.id, study, home };
}

async function upload(core: Core, path: string, name = basename(path)) {
  return await core.bytes.upload(name, (await openAsBlob(path)).stream());
}

async function importFile(
  client: Client,
  core: Core,
  sessionId: Parameters<Client['session']['load']>[0]['id'],
  path: string,
) {
  const { stagedId, fileName } = await upload(core, path);
  return await client.recording.import({
    actor: null,
    stagedId,
    sessionId,
    label: fileName,
    audioTrack: null,
  });
}

/** Every file under the study's media and peaks, for “leaves no trace”. */
async function filesIn(study: string): Promise<string[]> {
  const names = await Promise.all(
    ['media', 'peaks'].map((area) => readdir(join(study, area), { recursive: true })),
  );
  return names.flat();
}

test.each([
  ['a text that is called .mp3', 'notes.mp3', 'This is only text.\n'.repeat(500), 'MEDIA_NOT_RECOGNISED'],
  ['a file without a byte', 'empty.wav', '', 'MEDIA_EMPTY'],
  ['subtitles', 'words.mp4', '1\n00:00:01,000 --> 00:00:02,000\nHello\n', 'MEDIA_NOT_RECOGNISED'],
  ['a playlist', 'list.m4a', '#EXTM3U\n#EXTINF:10,\n/etc/passwd\n', 'MEDIA_NOT_RECOGNISED'],
])('%s is refused in words and leaves no trace', async (_, name, text, code) => {
  const { core, client, sessionId, study } = await newSession();
  const path = join(await temporaryFolder(), name);
  await writeFile(path, text);
  expect(await refusal(importFile(client, core, sessionId, path))).toMatchObject({ code });
  expect(await filesIn(study)).toEqual([]);
  expect((await client.study.load())?.recordings).toEqual([]);
});

test('a file that was cut in the middle is imported as far as it goes, and says so', async () => {
  const { core, client, sessionId } = await newSession();
  const folder = await temporaryFolder();
  for (const [name, spec] of [
    ['cut.mp3', mp3(60)],
    ['cut.wav', wav(60)],
  ] as const) {
    const path = join(folder, name);
    await makeMedia(path, spec);
    await truncate(path, Math.floor((await readFile(path)).byteLength / 2));
    await importFile(client, core, sessionId, path);
  }
  const recordings = (await client.study.load())?.recordings ?? [];
  expect(recordings).toHaveLength(2);
  for (const recording of recordings) expect(Math.abs(recording.durationMs - 30_000)).toBeLessThan(300);
  expect(recordings.find((recording) => recording.fileName === 'cut.wav')?.certificate.isTruncated).toBe(
    true,
  );
});

test('a name in Arabic with emoji is kept, and what is stored is found by id', async () => {
  const { core, client, sessionId, study } = await newSession();
  const path = join(await temporaryFolder(), 'جلسة ٣ 🎧.wav');
  await makeMedia(path, wav(3));
  const { id } = await importFile(client, core, sessionId, path);
  const recording = (await client.study.load())?.recordings[0];
  expect(recording).toMatchObject({
    id,
    fileName: 'جلسة ٣ 🎧.wav',
    label: 'جلسة ٣ 🎧.wav',
    kind: 'audio',
  });
  const served = await core.bytes.media(id);
  const bytes = new Uint8Array(
    await new Response(served?.read({ start: 0, end: (served?.byteCount ?? 0) - 1 })).arrayBuffer(),
  );
  expect(Buffer.from(bytes).equals(await readFile(path))).toBe(true);
  expect(await filesIn(study)).toEqual(expect.arrayContaining([`${id}.wav`]));
});

test('a three-hour recording is whole', async () => {
  const { core, client, sessionId } = await newSession();
  const path = join(await temporaryFolder(), 'long.mp3');
  await makeLongMp3(path, 180);
  const { id } = await importFile(client, core, sessionId, path);
  const recording = (await client.study.load())?.recordings[0];
  expect(Math.abs((recording?.durationMs ?? 0) - 180 * pieceMs)).toBeLessThan(100);
  const peaks = await wholePeaks(client, id);
  const pairs = peaks.levels[0]?.pairCount ?? 0;
  expect(Math.abs((pairs * 256) / peaks.sampleRate - (180 * pieceMs) / 1000)).toBeLessThan(0.1);
  const served = await core.bytes.peaks(id, '65536');
  expect(served?.byteCount).toBe(24 + (peaks.levels.at(-1)?.pairCount ?? 0) * 4);
}, 120_000);

/** Asks until the waveform data are complete; each answer waits for the core, so nothing is guessed. */
async function wholePeaks(client: Client, id: Parameters<Client['recording']['peaks']>[0]['id']) {
  const stopping = new AbortController();
  const messages = await client.app.messages(undefined, { signal: stopping.signal });
  try {
    const now = await client.recording.peaks({ id });
    if (now.isComplete) return now;
    for await (const message of messages) {
      if (message.type === 'peaks' && message.peaks.recordingId === id && message.peaks.isComplete)
        return message.peaks;
    }
    throw new Error('the messages ended');
  } finally {
    stopping.abort();
  }
}

test('a recording that went missing is said to be missing, refuses another file, and is put back by its own', async () => {
  const { core, client, sessionId, personId, study } = await newSession();
  const folder = await temporaryFolder();
  await makeMedia(join(folder, 'a.mp3'), mp3(20));
  await makeMedia(join(folder, 'b.mp3'), mp3(21));
  const { id } = await importFile(client, core, sessionId, join(folder, 'a.mp3'));
  await wholePeaks(client, id);
  await client.moment.mark({ actor: personId, personId, recordingId: id, rawMs: 5000, lookBackMs: 0 });
  expect(await client.recording.check({ id })).toEqual({ isPresent: true });
  for (const name of await readdir(join(study, 'media'))) await rm(join(study, 'media', name));
  expect(await client.recording.check({ id })).toEqual({ isPresent: false });
  expect(await core.bytes.media(id)).toBeNull();

  const other = await upload(core, join(folder, 'b.mp3'));
  expect(await refusal(client.recording.relink({ id, stagedId: other.stagedId }))).toMatchObject({
    code: 'MEDIA_MISMATCH',
  });
  const same = await upload(core, join(folder, 'a.mp3'), 'renamed.mp3');
  await client.recording.relink({ id, stagedId: same.stagedId });
  expect(await client.recording.check({ id })).toEqual({ isPresent: true });
  const inside = await client.session.load({ id: sessionId });
  expect(inside.moments).toHaveLength(1);
  expect(await filesIn(study)).toHaveLength(2 + 7);
});

test('an import that is cancelled leaves no trace, and the next one works', async () => {
  const { core, client, sessionId, study } = await newSession();
  const path = join(await temporaryFolder(), 'a.mp3');
  await makeMedia(path, mp3(600));
  const { stagedId } = await upload(core, path);
  const running = refusal(
    client.recording.import({ actor: null, stagedId, sessionId, label: 'a', audioTrack: null }),
  );
  await client.recording.cancel({ stagedId });
  expect(await running).toMatchObject({ code: 'CANCELLED' });
  expect(await filesIn(study)).toEqual([]);
  await importFile(client, core, sessionId, path);
  expect((await client.study.load())?.recordings).toHaveLength(1);
});

test('what a crash left of an import is gone when the study is opened again; recordings stay', async () => {
  const { core, client, sessionId, study } = await newSession();
  const path = join(await temporaryFolder(), 'a.m4a');
  await makeMedia(path, m4a(5));
  const { id } = await importFile(client, core, sessionId, path);
  await wholePeaks(client, id);
  const before = await filesIn(study);
  await upload(core, path);
  await writeFile(join(study, 'media', '0199.upload'), 'half');
  const ref = (await client.study.load())?.ref ?? '';
  await client.study.close();
  await client.study.open({ ref });
  expect(await filesIn(study)).toEqual(before);
  expect(peaksUrl(id, 256)).toBe(`/peaks/${id}/256`);
});

test('a recording that was imported twice is two recordings, and removing one leaves the other', async () => {
  const { core, client, sessionId } = await newSession();
  const path = join(await temporaryFolder(), 'a.m4a');
  await makeMedia(path, m4a(5));
  const first = await importFile(client, core, sessionId, path);
  const second = await importFile(client, core, sessionId, path);
  await client.recording.remove({ actor: null, id: first.id });
  expect(await core.bytes.media(first.id)).toBeNull();
  expect(await core.bytes.media(second.id)).not.toBeNull();
  expect((await client.study.load())?.recordings.map((row) => row.id)).toEqual([second.id]);
});

test('a full disk refuses an import in words, without a trace, and everything saved before is there', async (context) => {
  const { folder: disk } = await smallDisk(context, 80);
  const { core, client, sessionId, personId, study } = await newSession(disk);
  const path = join(await temporaryFolder(), 'a.wav');
  await makeMedia(path, wav(10));
  const { id } = await importFile(client, core, sessionId, path);
  await wholePeaks(client, id);
  await client.moment.mark({ actor: personId, personId, recordingId: id, rawMs: 5000, lookBackMs: 0 });
  const before = await filesIn(study);

  const large = join(await temporaryFolder(), 'large.wav');
  await makeMedia(large, wav(400));
  expect(await refusal(upload(core, large))).toMatchObject({ code: 'DISK_FULL' });
  expect(await filesIn(study)).toEqual(before);
  expect((await client.session.load({ id: sessionId })).moments).toHaveLength(1);
});

test('with not a byte free a mark is refused as DISK_FULL, nothing is lost, and it works once there is room', async (context) => {
  const { folder: disk } = await smallDisk(context, 24);
  const { core, client, sessionId, personId } = await newSession(disk);
  const path = join(await temporaryFolder(), 'a.m4a');
  await makeMedia(path, m4a(5));
  // Past the reserve that uploads keep free: laid there as a desktop's dialog would name it.
  await copyFile(path, join(disk, 'a.m4a'));
  const staged = await core.context.app.study().recordings.staging.choose(join(disk, 'a.m4a'));
  const { id } = await client.recording.import({
    actor: null,
    stagedId: staged.stagedId,
    sessionId,
    label: 'a',
    audioTrack: null,
  });
  await wholePeaks(client, id);
  const mark = () =>
    client.moment.mark({ actor: personId, personId, recordingId: id, rawMs: 1000, lookBackMs: 0 });
  await mark();
  await writeFile(join(disk, 'ballast'), Buffer.alloc(64 * 1024 * 1024)).catch(() => null);

  let saved = 1;
  let failure: unknown = null;
  while (failure === null && saved < 20_000) {
    failure = await mark().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (failure === null) saved += 1;
  }
  expect(failure).toMatchObject({ code: 'DISK_FULL' });
  expect((await client.session.load({ id: sessionId })).moments).toHaveLength(saved);
  await rm(join(disk, 'ballast'));
  await mark();
  expect((await client.session.load({ id: sessionId })).moments).toHaveLength(saved + 1);
});
