import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FF_ENCODER_PCM_S16LE } from 'node-av/constants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaWorker } from '../../electron/core/media/client.ts';
import { derivePeaks } from '../../electron/core/media/derive-peaks.ts';
import { forkWorker } from '../../electron/core/media/fork.ts';
import { importMedia, settleImport } from '../../electron/core/media/import.ts';
import { pyramidLevels } from '../../electron/core/media/pyramid.ts';
import type { ImportedMedia, MediaWorker } from '../../electron/core/media/types.ts';
import { planCopy } from '../../electron/core/media/verdict.ts';
import { newStudyKeys } from '../../electron/core/seal/keys.ts';
import { StudyFiles, type StudyPath } from '../../electron/core/study/files.ts';
import { type FormatCase, formatCases } from '../fixtures/media/formats.ts';
import { makeLongMp3 } from '../fixtures/media/long.ts';
import { makeMedia } from '../fixtures/media/make-media.ts';

/** Long enough for several chunks in every format, short enough for all of them. */
const seconds = 20;

let worker: MediaWorker;
let folder = '';
let plain: StudyFiles;
let sealed: StudyFiles;

beforeAll(async () => {
  worker = createMediaWorker(forkWorker(join(import.meta.dirname, '../../electron/core/media/worker.ts')));
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-sealed-'));
  plain = new StudyFiles(join(folder, 'plain'), null);
  sealed = new StudyFiles(join(folder, 'sealed'), (await newStudyKeys()).files);
  for (const files of [plain, sealed]) await files.ensureAreas();
});
afterAll(async () => {
  worker.dispose();
  await rm(folder, { recursive: true });
});

async function source({ fileName, spec }: FormatCase): Promise<string> {
  if (spec === null) return join(import.meta.dirname, '../fixtures/media', fileName);
  const path = join(folder, fileName);
  await makeMedia(path, { ...spec, seconds });
  return path;
}

const bytesOf = async (files: StudyFiles, path: StudyPath): Promise<Buffer> =>
  Buffer.from(await new Response(files.read(path)).arrayBuffer());

/** As the browser host brings a file in: it is uploaded, and FFmpeg sees it only as it lies in the study. */
async function bringIn(files: StudyFiles, recordingId: string, path: string): Promise<ImportedMedia> {
  const staged: StudyPath = `media/${recordingId}.upload`;
  const fileName = path.split('/').at(-1) ?? '';
  async function* body(): AsyncGenerator<Uint8Array> {
    yield await readFile(path);
  }
  const received = await files.receive(staged, body());
  const media = await importMedia(
    { files, worker },
    { recordingId, source: { kind: 'staged', path: staged, ...received, fileName }, audioTrack: null },
  );
  await settleImport(files, recordingId);
  return media;
}

test.each(formatCases.map((formatCase) => [formatCase.name, formatCase] as const))(
  '%s: sealed, it becomes what it becomes in the clear',
  async (_name, formatCase) => {
    const path = await source(formatCase);
    const recordingId = formatCase.fileName.replaceAll('.', '-');
    const [open, shut] = [await bringIn(plain, recordingId, path), await bringIn(sealed, recordingId, path)];
    expect(shut).toEqual(open);
    const [openPlayed, shutPlayed] = [
      await bytesOf(plain, open.playedPath),
      await bytesOf(sealed, shut.playedPath),
    ];
    if (planCopy(open.certificate).video === 'encode') {
      // x264 does not make the same pictures bit for bit every time (seen here with FFmpeg's own program too, one run in
      // sixty): what must be the same is every packet's time, and below the sound.
      const clocks = [plain, sealed].map((files) =>
        worker.certify(files.place(open.playedPath), { audioTrack: null }),
      );
      expect(await clocks[1]).toEqual(await clocks[0]);
      expect(Math.abs(shutPlayed.byteLength / openPlayed.byteLength - 1)).toBeLessThan(0.02);
    } else expect(shutPlayed.equals(openPlayed)).toBe(true);
    const summaries = [
      await derivePeaks({ files: plain, worker }, open),
      await derivePeaks({ files: sealed, worker }, shut),
    ];
    expect(summaries[1]).toEqual(summaries[0]);
    for (const level of summaries[0]?.channels === 0 ? [] : pyramidLevels) {
      const name: StudyPath = `peaks/${recordingId}/${level}.dat`;
      expect((await bytesOf(sealed, name)).equals(await bytesOf(plain, name)), name).toBe(true);
    }
    // Nothing of it lies there otherwise than sealed.
    const names = [
      ...(await readdir(join(sealed.root, 'media'))),
      ...(await readdir(join(sealed.root, 'peaks', recordingId))),
    ];
    expect(names.filter((name) => !name.endsWith('.age'))).toEqual([]);
    await rm(path.startsWith(folder) ? path : join(folder, 'none'), { force: true });
  },
);

test('a long recording, whose index is longer than every buffer, is sealed as any other', async () => {
  const path = join(folder, 'hour.mp3');
  await makeLongMp3(path, 60);
  const [open, shut] = [await bringIn(plain, 'hour', path), await bringIn(sealed, 'hour', path)];
  expect(shut).toEqual(open);
  expect((await bytesOf(sealed, shut.playedPath)).equals(await bytesOf(plain, open.playedPath))).toBe(true);
});

test.each([
  ['in the clear', false],
  ['sealed', true],
])('a waveform that is not what was written is told of by name, and made anew: %s', async (_, isSealed) => {
  const files = isSealed ? sealed : plain;
  const path = join(folder, 'waves.wav');
  const track = { kind: 'audio', encoder: FF_ENCODER_PCM_S16LE, sampleRate: 44_100, channels: 2 } as const;
  await makeMedia(path, { muxer: 'wav', seconds: 20, tracks: [{ ...track, bursts: [3, 9] }] });
  const media = await bringIn(files, 'waves', path);
  const whole = await derivePeaks({ files, worker }, media);
  const inside = join(files.root, 'peaks/waves');
  const [fine, coarse, summary] = ['256.dat', '1024.dat', 'summary.json'] as const;
  const on = (name: string): string => join(inside, isSealed ? `${name}.age` : name);
  const written = new Map<StudyPath, Buffer>();
  for (const name of await files.list('peaks/waves'))
    written.set(`peaks/waves/${name}`, await bytesOf(files, `peaks/waves/${name}`));
  const told: string[] = [];
  files.onAltered = (file) => told.push(file);
  const change = async (name: string, by: (bytes: Buffer) => Uint8Array) =>
    await writeFile(on(name), by(await readFile(on(name))));
  const flip = (bytes: Buffer) => bytes.with(bytes.byteLength - 40, (bytes.at(-40) ?? 0) ^ 4);
  const cases: [what: string, change: () => Promise<void>, names: string[]][] = [
    ['nothing', async () => {}, []],
    ['a bit of a level', () => change(fine, flip), [fine]],
    ['a level cut off', () => change(coarse, (bytes) => bytes.subarray(0, -9)), [coarse]],
    ['one level in the place of another', () => copyFile(on(coarse), on(fine)), [fine]],
    // In the clear a summary that cannot be read is what a power cut leaves.
    ['a summary cut off', () => change(summary, (bytes) => bytes.subarray(0, -9)), isSealed ? [summary] : []],
    ['a level gone', () => rm(on(fine)), []],
    ['all of it gone', () => rm(inside, { recursive: true }), []],
  ];
  for (const [what, alter, names] of cases) {
    told.length = 0;
    await alter();
    expect([what, await derivePeaks({ files, worker }, media)]).toEqual([what, whole]);
    expect([what, ...told]).toEqual([what, ...names.map((name) => `peaks/waves/${name}`)]);
    for (const [name, bytes] of written)
      expect((await bytesOf(files, name)).equals(bytes), `${what}: ${name}`).toBe(true);
  }
});
