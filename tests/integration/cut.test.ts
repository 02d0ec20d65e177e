import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FF_ENCODER_AAC, FF_ENCODER_LIBX264, FF_ENCODER_PCM_S16LE } from 'node-av/constants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMediaWorker } from '../../electron/core/media/client.ts';
import { forkWorker } from '../../electron/core/media/fork.ts';
import type { CutJob, MediaWorker } from '../../electron/core/media/types.ts';
import { inTheClear } from '../../electron/core/seal/place.ts';
import { sources } from '../fixtures/core.ts';
import { type MediaSpec, makeMedia, type PictureTrack } from '../fixtures/media/make-media.ts';
import { readMedia } from '../fixtures/media/read-media.ts';

// Real files through a real worker process; what it wrote is read with FFmpeg's libraries alone.
let worker: MediaWorker;
let folder: string;
beforeAll(async () => {
  worker = createMediaWorker(forkWorker(sources.worker));
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-cut-'));
});
afterAll(async () => {
  worker.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function made(name: string, spec: MediaSpec): Promise<string> {
  const path = join(folder, name);
  await makeMedia(path, spec);
  return path;
}

async function cut(sourcePath: string, job: Partial<CutJob>) {
  const targetPath = join(folder, `${performance.now()}.mp4`);
  await worker.makeCut({
    source: inTheClear(sourcePath),
    target: inTheClear(targetPath),
    durationMs: 10_000,
    span: null,
    redactions: [],
    sound: 'aac',
    ...job,
  });
  return await readMedia(targetPath);
}

const bursts = [1, 2.6, 7];
const stereo = (seconds: number): MediaSpec => ({
  muxer: 'wav',
  seconds,
  tracks: [{ kind: 'audio', encoder: FF_ENCODER_PCM_S16LE, sampleRate: 44_100, channels: 2, bursts }],
});
const picture = (over: Partial<PictureTrack> = {}): PictureTrack => ({
  kind: 'video',
  encoder: FF_ENCODER_LIBX264,
  options: { preset: 'ultrafast' },
  width: 320,
  height: 240,
  ...over,
});
const film = (over: Partial<PictureTrack> = {}): MediaSpec => ({
  muxer: 'mp4',
  seconds: 8,
  tracks: [
    picture(over),
    { kind: 'audio', encoder: FF_ENCODER_AAC, sampleRate: 44_100, channels: 2, bursts },
  ],
});

const part = (samples: Float32Array | undefined, from: number, to: number): number[] => [
  ...(samples ?? new Float32Array()).subarray(from, to),
];
const loudest = (samples: readonly number[]): number =>
  samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe('sound', () => {
  test('without loss: silent and a tone to the sample on exactly that channel, and every other sample as it was', async () => {
    const path = await made('two.wav', stereo(10));
    const before = await readMedia(path);
    const after = await cut(path, {
      sound: 'flac',
      redactions: [
        { startMs: 2345, endMs: 3456, what: 'mute', channel: 0 },
        { startMs: 5000, endMs: 5500, what: 'beep', channel: null },
      ],
    });
    expect(after.codecs).toEqual(['flac']);
    expect(after.channels.map(({ length }) => length)).toEqual(before.channels.map(({ length }) => length));
    // 2345 ms lies between samples 103 414 and 103 415, 3456 ms between 152 409 and 152 410: the part grows, if anything.
    const [mutedFrom, mutedTo, tonedFrom, tonedTo] = [103_414, 152_410, 220_500, 242_550];
    const [left, right] = after.channels;
    const [wasLeft, wasRight] = before.channels;
    const end = wasLeft?.length ?? 0;
    for (const [from, to] of [
      [0, mutedFrom],
      [mutedTo, tonedFrom],
      [tonedTo, end],
    ] as const)
      expect(part(left, from, to)).toEqual(part(wasLeft, from, to));
    expect(loudest(part(left, mutedFrom, mutedTo))).toBe(0);
    expect(loudest(part(wasLeft, mutedFrom, mutedTo))).toBeGreaterThan(0.8);
    expect(part(right, 0, tonedFrom)).toEqual(part(wasRight, 0, tonedFrom));
    expect(part(right, tonedTo, end)).toEqual(part(wasRight, tonedTo, end));
    for (const channel of [left, right]) {
      const tone = part(channel, tonedFrom, tonedTo);
      const rises = tone.filter((value, index) => value >= 0 && (tone[index - 1] ?? 0) < 0);
      // 1 kHz for half a second, from its zero: the first rise is its beginning.
      expect(rises).toHaveLength(499);
      expect(loudest(tone)).toBeCloseTo(0.12, 3);
    }
  });

  test('in AAC: what was said is gone from that channel and as loud as ever on the other, in a clip as in the whole', async () => {
    const path = await made('aac.wav', stereo(10));
    const redactions: CutJob['redactions'] = [{ startMs: 2500, endMs: 2750, what: 'mute', channel: 1 }];
    for (const span of [null, { startMs: 2000, endMs: 3000 }]) {
      const { channels, codecs, sampleRate } = await cut(path, { span, redactions });
      expect(codecs).toEqual(['aac']);
      const fromMs = 2500 - (span?.startMs ?? 0);
      const [left, right] = channels.map((samples) =>
        part(samples, (fromMs * sampleRate) / 1000, ((fromMs + 250) * sampleRate) / 1000),
      );
      expect(loudest(left ?? [])).toBeGreaterThan(0.8);
      expect(loudest(right ?? [])).toBeLessThan(0.002);
    }
  });

  test('four speakers on four channels stay four, without a loss; a channel that is not there means all', async () => {
    const spec = stereo(4);
    const path = await made('four.wav', {
      ...spec,
      tracks: spec.tracks.map((track) => ({ ...track, channels: 4 })),
    });
    const span = { startMs: 900, endMs: 1500 };
    const redactions = (channel: number): CutJob['redactions'] => [
      { startMs: 950, endMs: 1100, what: 'mute', channel },
    ];
    const one = await cut(path, { span, redactions: redactions(2) });
    expect(one.codecs).toEqual(['flac']);
    expect(one.channels.map((samples) => loudest([...samples]) > 0.8)).toEqual([true, true, false, true]);
    const all = await cut(path, { span, redactions: redactions(9) });
    expect(all.channels.map((samples) => loudest([...samples]) > 0.8)).toEqual([false, false, false, false]);
  });
});

describe('picture', () => {
  test('is black, or past recognition, in exactly the spans; every other picture is as it was, where it was', async () => {
    const path = await made('film.mp4', film({ isChecked: true }));
    const before = await readMedia(path);
    const after = await cut(path, {
      redactions: [
        { startMs: 1010, endMs: 2030, what: 'blank', channel: null },
        { startMs: 3000, endMs: 4000, what: 'blur', channel: null },
        { startMs: 3600, endMs: 3700, what: 'blank', channel: null },
      ],
    });
    for (const { contrast } of before.pictures) expect(contrast).toBeGreaterThan(60);
    const lookAt = (ms: number) => after.pictures.find(({ startMs, endMs }) => startMs <= ms && ms < endMs);
    const edges = after.pictures.map(({ startMs }) => Math.round(startMs));
    expect(edges).toEqual(
      [...before.pictures.map(({ startMs }) => Math.round(startMs)), 1010, 2030, 3700].sort((a, b) => a - b),
    );
    for (const was of before.pictures) {
      const is = lookAt(was.startMs + 0.5);
      const inside = (from: number, to: number) => was.startMs >= from && was.startMs < to;
      if (inside(1010, 2030) || inside(3600, 3700)) expect(is).toMatchObject({ contrast: 0, brightness: 16 });
      else if (inside(3000, 4000)) expect(is?.contrast).toBeLessThan(10);
      else {
        expect(Math.abs((is?.contrast ?? 0) - was.contrast), `at ${was.startMs}`).toBeLessThan(3);
        expect(Math.abs((is?.brightness ?? 0) - was.brightness), `at ${was.startMs}`).toBeLessThan(3);
      }
    }
    // At the edges themselves, which lie inside pictures.
    expect([1009, 1011, 2029, 2031].map((ms) => lookAt(ms)?.contrast === 0)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(Math.abs(after.durationMs - before.durationMs)).toBeLessThan(10);
    // Nothing was covered in the sound: it was kept packet by packet.
    expect(after.channels).toEqual(before.channels);
  });

  test('that nothing is covered in is kept as it is, with its turn and its uneven times', async () => {
    const path = await made(
      'phone.mp4',
      film({ frameMs: (index) => index * 33 + Math.floor(index / 10) * 150, rotationDegrees: 90 }),
    );
    const before = await readMedia(path);
    const targetPath = join(folder, 'phone.redacted.mp4');
    const redactions: CutJob['redactions'] = [{ startMs: 2500, endMs: 2750, what: 'beep', channel: null }];
    await worker.makeCut({
      source: inTheClear(path),
      target: inTheClear(targetPath),
      durationMs: 8000,
      span: null,
      redactions,
      sound: 'aac',
    });
    const after = await readMedia(targetPath);
    expect(after.pictures).toEqual(before.pictures);
    expect(Math.abs(after.durationMs - before.durationMs)).toBeLessThan(10);
    expect((await worker.probe(inTheClear(targetPath))).tracks[0]).toMatchObject({
      rotationDegrees: 90,
      width: 240,
      height: 320,
    });
    // A clip of it is turned too, and begins with the picture that stood there.
    const clip = await cut(path, { span: { startMs: 400, endMs: 900 } });
    expect(clip.pictures[0]?.startMs).toBe(0);
    expect(clip.pictures.at(-1)?.endMs).toBeCloseTo(500, 0);
    expect(Math.abs(clip.durationMs - 500)).toBeLessThan(1);
  });
});

test('it tells how far it is, stops when told to, and says what is wrong in its own words', async () => {
  const path = await made('half-minute.wav', stereo(30));
  const fractions: number[] = [];
  const targetPath = join(folder, 'progress.mp4');
  const job: CutJob = {
    source: inTheClear(path),
    target: inTheClear(targetPath),
    durationMs: 30_000,
    span: null,
    redactions: [],
    sound: 'aac',
  };
  await worker.makeCut(job, { onProgress: (fraction) => fractions.push(fraction) });
  expect(fractions.at(-1)).toBe(1);
  expect(fractions.length).toBeGreaterThan(3);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));

  const stopping = new AbortController();
  // So long that it cannot be over before this process is heard.
  const long = { ...job, source: inTheClear(await made('long.wav', stereo(300))), durationMs: 300_000 };
  const stopped = worker.makeCut(long, { signal: stopping.signal, onProgress: () => stopping.abort() });
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(worker.makeCut({ ...job, span: { startMs: 5, endMs: 5 } })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
  });
  await expect(
    worker.makeCut({ ...job, source: inTheClear(join(folder, 'nowhere.wav')) }),
  ).rejects.toMatchObject({
    code: 'MEDIA_MISSING',
  });
  const hasFullDevice = await stat('/dev/full').catch(() => null);
  if (hasFullDevice !== null)
    await expect(worker.makeCut({ ...job, target: inTheClear('/dev/full') })).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
});
