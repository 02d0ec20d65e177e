import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaWorker } from '../../electron/core/media/client.ts';
import { forkWorker } from '../../electron/core/media/fork.ts';
import { importMedia } from '../../electron/core/media/import.ts';
import type { MediaWorker } from '../../electron/core/media/types.ts';
import { inTheClear } from '../../electron/core/seal/place.ts';
import { StudyFiles } from '../../electron/core/study/files.ts';
import { sources } from '../fixtures/core.ts';
import { burstInstants, type FormatCase, formatCases } from '../fixtures/media/formats.ts';
import { type MediaSpec, makeMedia } from '../fixtures/media/make-media.ts';
import { type ReadMedia, readMedia } from '../fixtures/media/read-media.ts';

// Every format that imports, imported and cut as a person would, and the clips read with FFmpeg's libraries alone.
const withinMs = 20;
/** Long enough for seeking to matter; the long ones of the table are for players that seek wrongly. */
const mostSeconds = 20;

let worker: MediaWorker;
let folder: string;
let files: StudyFiles;

beforeAll(async () => {
  worker = createMediaWorker(forkWorker(sources.worker));
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-cut-'));
  files = new StudyFiles(join(folder, 'study'), null);
  await files.ensureAreas();
});
afterAll(async () => {
  worker.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** The same recording, no longer than it needs to be, with a white picture at every burst. */
function shortened(spec: MediaSpec): { spec: MediaSpec; instants: readonly number[] } {
  const seconds = Math.min(spec.seconds, mostSeconds);
  const instants = burstInstants(seconds);
  const tracks = spec.tracks.map((track) =>
    track.kind === 'video'
      ? { ...track, flashes: instants }
      : { ...track, bursts: track.bursts.length === 0 ? [] : instants },
  );
  return { spec: { ...spec, seconds, tracks }, instants };
}

async function made({ fileName, spec, seconds }: FormatCase) {
  const path = join(folder, fileName);
  if (spec === null) {
    await copyFile(join(import.meta.dirname, '../fixtures/media', fileName), path);
    return { path, instants: burstInstants(seconds) };
  }
  const short = shortened(spec);
  await makeMedia(path, short.spec);
  return { path, instants: short.instants };
}

const checksum = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

/** Milliseconds at which any channel is first, and last, as loud as only a burst is; null when none is. */
function loudSpan({ channels, sampleRate }: ReadMedia): { fromMs: number; toMs: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = -1;
  for (const samples of channels) {
    const first = samples.findIndex((value) => Math.abs(value) > 0.4);
    if (first < 0) continue;
    from = Math.min(from, first);
    to = Math.max(
      to,
      samples.findLastIndex((value) => Math.abs(value) > 0.4),
    );
  }
  return to < 0 ? null : { fromMs: (from * 1000) / sampleRate, toMs: (to * 1000) / sampleRate };
}

for (const formatCase of formatCases) {
  test(`${formatCase.name}: both ends of a clip are exact`, { timeout: 120_000 }, async () => {
    const { path, instants } = await made(formatCase);
    const recordingId = formatCase.fileName.replace('.', '-');
    const media = await importMedia(
      { files, worker },
      { recordingId, source: { kind: 'external', absolutePath: path }, audioTrack: null },
    );
    const played = files.place(media.playedPath).path;
    const before = [
      await checksum(path),
      await checksum(files.place(media.originalPath).path),
      await checksum(played),
    ];
    const whole = await readMedia(played);
    let clipCount = 0;
    const cut = async (startMs: number, endMs: number): Promise<ReadMedia> => {
      clipCount += 1;
      const targetPath = join(folder, `${recordingId}.${clipCount}.mp4`);
      await worker.makeCut({
        source: inTheClear(played),
        target: inTheClear(targetPath),
        durationMs: media.durationMs,
        span: { startMs, endMs },
        redactions: [],
        sound: 'aac',
      });
      return await readMedia(targetPath);
    };

    // The first is so early that nothing is sought for it, the second is sought.
    for (const instant of [instants[0] ?? 0, instants[instants.length >> 1] ?? 0]) {
      const atMs = Math.round(instant * 1000);
      const around = await cut(atMs - 500, atMs + 700);
      const loud = loudSpan(around);
      expect.soft(Math.abs((loud?.fromMs ?? 999) - 500), `burst at ${loud?.fromMs}`).toBeLessThan(withinMs);
      expect
        .soft((around.channels[0]?.length ?? 0) / around.sampleRate, 'length of the sound')
        .toBeCloseTo(1.2, 3);

      const from = loudSpan(await cut(atMs, atMs + 300));
      expect.soft(from?.fromMs, 'begins with the burst').toBeLessThan(withinMs);
      expect.soft(Math.abs((from?.toMs ?? 999) - 50), 'of which nothing is missing').toBeLessThan(withinMs);
      const until = loudSpan(await cut(atMs - 400, atMs + 25));
      expect.soft(Math.abs((until?.fromMs ?? 999) - 400), 'ends within the burst').toBeLessThan(withinMs);
      const without = loudSpan(await cut(atMs - 400, atMs));
      expect.soft(without?.fromMs ?? 400, 'ends before the burst').toBeGreaterThan(400 - withinMs);

      if (media.kind !== 'video') continue;
      // Against the recording's own clock: AVI, for one, counts in whole pictures, and is late by up to one.
      const shown = whole.pictures.filter(({ startMs, endMs }) => endMs > atMs - 500 && startMs < atMs + 700);
      const seen = around.pictures.map((picture) => ({ ...picture, startMs: picture.startMs + atMs - 500 }));
      expect.soft(seen.length, 'as many pictures').toBe(shown.length);
      const [first, ...rest] = shown;
      expect
        .soft(Math.abs(Math.max(first?.startMs ?? 0, atMs - 500) - (seen[0]?.startMs ?? 0)))
        .toBeLessThan(1);
      for (const [index, { startMs, brightness }] of rest.entries()) {
        expect
          .soft(Math.abs((seen[index + 1]?.startMs ?? 0) - startMs), 'each at its instant')
          .toBeLessThan(1);
        expect
          .soft(Math.abs((seen[index + 1]?.brightness ?? 0) - brightness), 'and the same')
          .toBeLessThan(12);
      }
      expect
        .soft(Math.abs((around.pictures.at(-1)?.endMs ?? 0) - 1200), 'end of the picture')
        .toBeLessThan(1);
      if (instant > 2)
        expect
          .soft(
            seen.some(({ brightness }) => brightness > 200),
            'flash',
          )
          .toBe(true);
    }
    expect(
      [await checksum(path), await checksum(files.place(media.originalPath).path), await checksum(played)],
      'the original is untouched',
    ).toEqual(before);
  });
}
