import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
