import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FF_ENCODER_AAC,
  FF_ENCODER_FLAC,
  FF_ENCODER_LIBMP3LAME,
  FF_ENCODER_LIBX264,
  FF_ENCODER_LIBX265,
  FF_ENCODER_PCM_S16LE,
} from 'node-av/constants';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { peaksErrorMs } from '../../../tests/e2e/clock/peaks-reader.ts';
import {
  type MediaSpec,
  makeMedia,
  type PictureTrack,
  type SoundTrack,
} from '../../../tests/fixtures/media/make-media.ts';
import { type FilePlace, inTheClear } from '../seal/place.ts';
import { StudyFiles, type StudyPath } from '../study/files.ts';
import { createMediaWorker } from './client.ts';
import { derivePeaks } from './derive-peaks.ts';
import { forkWorker } from './fork.ts';
import { importMedia, removeUnfinishedImports, settleImport } from './import.ts';
import type { MediaWorker, WorkerChannel } from './types.ts';

// Real files through a real worker process: what a person's recordings meet.
let worker: MediaWorker;
let channel: WorkerChannel | undefined;
let folder: string;
let files: StudyFiles;

beforeAll(async () => {
  const fork = forkWorker(join(import.meta.dirname, 'worker.ts'));
  worker = createMediaWorker(() => {
    channel = fork();
    return channel;
  });
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-media-'));
  files = new StudyFiles(join(folder, 'study'), null);
  await files.ensureAreas();
});
afterAll(async () => {
  worker.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Nothing of the file is left out. */
const asItIs = { keepsFileName: true, removesTags: false };
let count = 0;
async function importFile(absolutePath: string, audioTrack: number | null = null) {
  count += 1;
  const recordingId = `r${count}`;
  const media = await importMedia(
    { files, worker },
    { recordingId, source: { kind: 'external', absolutePath }, audioTrack, ...asItIs },
  );
  await settleImport(files, recordingId);
  onTestFinished(async () => {
    for (const name of await files.list('media')) await files.remove(`media/${name}`);
  });
  return media;
}

async function made(name: string, spec: MediaSpec): Promise<string> {
  const path = join(folder, name);
  await makeMedia(path, spec);
  return path;
}

const sound = (over: Partial<SoundTrack> = {}): SoundTrack => ({
  kind: 'audio',
  encoder: FF_ENCODER_AAC,
  sampleRate: 44_100,
  channels: 1,
  bursts: [1, 6],
  ...over,
});
const picture = (over: Partial<PictureTrack> = {}): PictureTrack => ({
  kind: 'video',
  encoder: FF_ENCODER_LIBX264,
  options: { preset: 'ultrafast' },
  width: 64,
  height: 48,
  ...over,
});

const finestOf = (recordingId: string): string => files.place(`peaks/${recordingId}/256.dat`).path;

test('the chosen audio track is the one that is played and drawn', async () => {
  const path = await made('tracks.mp4', {
    muxer: 'mp4',
    seconds: 8,
    tracks: [picture(), sound({ bursts: [] }), sound({ bursts: [3] })],
  });
  const first = await importFile(path);
  await derivePeaks({ files, worker }, first);
  expect(await peaksErrorMs(finestOf(first.recordingId), 3000)).toBeNull();
  const second = await importFile(path, 2);
  expect(second.certificate).toMatchObject({ verdict: 'remuxed', reasons: ['trackChosen'] });
  await derivePeaks({ files, worker }, second);
  expect(await peaksErrorMs(finestOf(second.recordingId), 3000)).toBe(0);
  await expect(importFile(path, 0)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});

test('one speaker per channel stays one speaker per channel', async () => {
  const spec = { encoder: FF_ENCODER_PCM_S16LE, channels: 4, burstChannels: [2] };
  const path = await made('four.wav', { muxer: 'wav', seconds: 8, tracks: [sound(spec)] });
  const media = await importFile(path);
  const peaks = await derivePeaks({ files, worker }, media);
  expect(peaks).toMatchObject({ channels: 4, sampleRate: 44_100 });
  const bytes = await readFile(finestOf(media.recordingId));
  const loudest = [0, 1, 2, 3].map((channel) => {
    let greatest = 0;
    for (let at = 24 + channel * 2 + 1; at < bytes.length; at += 8)
      greatest = Math.max(greatest, bytes.readInt8(at));
    return greatest;
  });
  expect(loudest.map((level) => level > 45)).toEqual([false, false, true, false]);
});

test('a picture without sound has no peaks and says how long it is', async () => {
  const path = await made('silent.mp4', { muxer: 'mp4', seconds: 4, tracks: [picture()] });
  const media = await importFile(path);
  expect(media).toMatchObject({
    kind: 'video',
    durationMs: 4000,
    certificate: { verdict: 'asIs', audioCodec: null },
  });
  expect(await derivePeaks({ files, worker }, media)).toEqual({
    sampleRate: 0,
    channels: 0,
    decodedDurationMs: 4000,
    levels: [],
  });
});

test('H.265 from a phone becomes H.264 with the same turn and the same uneven pictures', async () => {
  const path = await made('phone.mp4', {
    muxer: 'mp4',
    seconds: 6,
    tracks: [
      picture({
        encoder: FF_ENCODER_LIBX265,
        options: { preset: 'ultrafast', 'x265-params': 'log-level=none' },
        frameMs: (index) => index * 33 + Math.floor(index / 10) * 150,
        rotationDegrees: 90,
      }),
      sound(),
    ],
  });
  const media = await importFile(path);
  const played = files.place(media.playedPath);
  const copy = await worker.certify(played, { audioTrack: null });
  expect(copy).toMatchObject({ verdict: 'asIs', videoCodec: 'h264', frameRate: 'variable' });
  expect(copy.averageFrameMs).toBeCloseTo(media.certificate.averageFrameMs ?? 0, 1);
  const tracks = async (file: FilePlace) =>
    (await worker.probe(file)).tracks.map(({ width, height, rotationDegrees }) => ({
      width,
      height,
      rotationDegrees,
    }));
  expect(await tracks(played)).toEqual(await tracks(inTheClear(path)));
  expect((await tracks(played))[0]).toEqual({ width: 48, height: 64, rotationDegrees: 90 });
});

test('a hole in the sound is filled with silence: what follows stays where it was', async () => {
  const path = await made('hole.ts', { muxer: 'mpegts', seconds: 8, tracks: [picture(), sound()] });
  const whole = await readFile(path);
  // Whole packets of 188 bytes, between the bursts.
  const cut = (fraction: number): number => Math.floor((whole.length * fraction) / 188) * 188;
  await writeFile(path, Buffer.concat([whole.subarray(0, cut(0.3)), whole.subarray(cut(0.5))]));
  const media = await importFile(path);
  expect(media.certificate.reasons).toContain('gaps');
  await derivePeaks({ files, worker }, media);
  expect(Math.abs((await peaksErrorMs(finestOf(media.recordingId), 6000)) ?? 99)).toBeLessThan(25);
});

test('an MP4 whose index was never written is told apart from a file that is no media', async () => {
  const path = await made('cut.mp4', { muxer: 'mp4', seconds: 4, tracks: [picture(), sound()] });
  await truncate(path, Math.floor((await stat(path)).size / 2));
  await expect(importFile(path)).rejects.toMatchObject({ code: 'MEDIA_TRUNCATED' });
  expect(await files.list('media')).toEqual([]);
});

test('a recording cut in the middle is kept as far as it goes, and plays exactly that', async () => {
  const cases: readonly [string, MediaSpec][] = [
    ['cut.flac', { muxer: 'flac', seconds: 20, tracks: [sound({ encoder: FF_ENCODER_FLAC })] }],
    ['cut.mp3', { muxer: 'mp3', seconds: 20, tracks: [sound({ encoder: FF_ENCODER_LIBMP3LAME })] }],
    [
      'front.mp4',
      { muxer: 'mp4', seconds: 20, muxerOptions: { movflags: 'faststart' }, tracks: [picture(), sound()] },
    ],
  ];
  for (const [name, spec] of cases) {
    const path = await made(name, spec);
    await truncate(path, Math.floor((await stat(path)).size * 0.6));
    const media = await importFile(path);
    expect.soft(media.certificate, name).toMatchObject({ isTruncated: true });
    expect.soft(media.certificate.verdict, name).not.toBe('asIs');
    const peaks = await derivePeaks({ files, worker }, media);
    expect.soft(Math.abs(peaks.decodedDurationMs - media.durationMs), name).toBeLessThan(150);
    expect.soft(media.durationMs, name).toBeLessThan(15_000);
    expect.soft(media.durationMs, name).toBeGreaterThan(8000);
  }
});

test('peaks are computed once, and again when they are not whole or the file is another', async () => {
  const path = await made('peaks.m4a', { muxer: 'ipod', seconds: 8, tracks: [sound()] });
  const media = await importFile(path);
  const progress: number[] = [];
  const derive = () =>
    derivePeaks({ files, worker }, media, { onProgress: ({ fraction }) => progress.push(fraction) });
  const summary = await derive();
  expect(progress.at(-1)).toBe(1);
  const before = await readFile(finestOf(media.recordingId));
  expect(before.readUInt32LE(16)).toBe(summary.levels[0]?.pairCount);
  progress.length = 0;
  expect(await derive()).toEqual(summary);
  expect(progress).toEqual([]);

  await truncate(finestOf(media.recordingId), 100);
  expect(await derive()).toEqual(summary);
  expect(await readFile(finestOf(media.recordingId))).toEqual(before);

  await files.write(`peaks/${media.recordingId}/summary.json`, '{"half');
  expect(await derive()).toEqual(summary);
});

test('a worker killed in the middle fails the import, leaves nothing, and the next import goes well', async () => {
  const path = await made('long.mp3', {
    muxer: 'mp3',
    seconds: 120,
    tracks: [sound({ encoder: FF_ENCODER_LIBMP3LAME })],
  });
  const killed = importMedia(
    { files, worker },
    {
      recordingId: 'killed',
      source: { kind: 'external', absolutePath: path },
      audioTrack: null,
      keepsFileName: true,
      removesTags: false,
    },
    {
      onProgress: ({ stage }) => {
        if (stage === 'readingClock') channel?.kill();
      },
    },
  );
  await expect(killed).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
  expect(await files.list('media')).toEqual([]);
  expect((await importFile(path)).certificate.verdict).toBe('remuxed');
});

test('cancelling peaks and imports stops them; an import leaves nothing', async () => {
  const path = await made('cancel.wav', {
    muxer: 'wav',
    seconds: 120,
    tracks: [sound({ encoder: FF_ENCODER_PCM_S16LE, channels: 2 })],
  });
  const stopImport = new AbortController();
  const stopped = importMedia(
    { files, worker },
    {
      recordingId: 'stopped',
      source: { kind: 'external', absolutePath: path },
      audioTrack: null,
      keepsFileName: true,
      removesTags: false,
    },
    { signal: stopImport.signal, onProgress: ({ fraction }) => fraction > 0 && stopImport.abort() },
  );
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await files.list('media')).toEqual([]);

  const media = await importFile(path);
  const stopPeaks = new AbortController();
  const peaks = derivePeaks({ files, worker }, media, {
    signal: stopPeaks.signal,
    onProgress: () => stopPeaks.abort(),
  });
  await expect(peaks).rejects.toMatchObject({ code: 'CANCELLED' });
  expect((await derivePeaks({ files, worker }, media)).decodedDurationMs).toBe(media.durationMs);
});

test('on opening, leftovers of a crash go and everything else stays', async () => {
  const names = [
    'dead.importing',
    'dead.wav',
    'dead.playback.m4a',
    'alive.importing',
    'alive.wav',
    'settled.wav',
    'half.upload',
    'notes.txt',
  ];
  for (const name of names) await files.write(`media/${name}`, 'x');
  const known = new Set<StudyPath>(['media/alive.wav']);
  await removeUnfinishedImports(files, known);
  // `settled.wav` is in no journal: a backup that does not know of it may have been restored.
  expect(await files.list('media')).toEqual(['alive.wav', 'notes.txt', 'settled.wav']);
  for (const name of await files.list('media')) await files.remove(`media/${name}`);
});

test('a folder, a missing file and a file without rights each have their own words', async () => {
  await expect(importFile(folder)).rejects.toMatchObject({ code: 'MEDIA_UNREADABLE' });
  await expect(importFile(join(folder, 'nowhere.mp3'))).rejects.toMatchObject({ code: 'MEDIA_MISSING' });
  const empty = join(folder, 'empty.mp3');
  await (await open(empty, 'w')).close();
  await expect(importFile(empty)).rejects.toMatchObject({ code: 'MEDIA_EMPTY' });
});
