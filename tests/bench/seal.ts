import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createMediaWorker } from '../../electron/core/media/client.ts';
import { forkWorker } from '../../electron/core/media/fork.ts';
import { importMedia, settleImport } from '../../electron/core/media/import.ts';
import type { MediaWorker } from '../../electron/core/media/types.ts';
import { newStudyKeys, type StudyKeys } from '../../electron/core/seal/keys.ts';
import { newId } from '../../electron/core/store/ids.ts';
import { markMoment } from '../../electron/core/store/moment.ts';
import { StudyFiles, type StudyPath } from '../../electron/core/study/files.ts';
import { createStudyFolder } from '../../electron/core/study/open.ts';
import * as ids from '../../shared/model/ids.ts';
import { testDevice } from '../fixtures/device.ts';
import { makeLongMp3 } from '../fixtures/media/long.ts';
import { recordingRow } from '../fixtures/recording-row.ts';
import { type Measurement, milliseconds, percentile } from './report.ts';

const rounds = 5;
const seeks = 400;
/** What a media element asks for after a seek, before it goes on. */
const seekBytes = 256 * 1024;
const commits = 500;

const median = (values: readonly number[]): number => percentile(values, 0.5);

/** As a recording comes in through the browser host: received, hashed, looked at and remuxed. Answers ms. */
async function importOnce(
  files: StudyFiles,
  worker: MediaWorker,
  source: string,
  id: string,
): Promise<number> {
  const started = performance.now();
  const path: StudyPath = `media/${id}.upload`;
  const received = await files.receive(path, createReadStream(source));
  const staged = { kind: 'staged', path, fileName: 'hour.mp3', ...received } as const;
  const job = { recordingId: id, source: staged, audioTrack: null, keepsFileName: true, removesTags: false };
  await importMedia({ files, worker }, job);
  await settleImport(files, id);
  return performance.now() - started;
}

/** Times to the first bytes at places all over a file, in ms. */
async function seekAround(files: StudyFiles, path: StudyPath): Promise<number[]> {
  const byteCount = (await files.stat(path))?.byteCount ?? 0;
  const taken: number[] = [];
  for (let index = 0; index < seeks; index += 1) {
    const start = Math.floor(((index * 0.618_034) % 1) * (byteCount - seekBytes));
    const started = performance.now();
    const reader = files.read(path, { start, end: start + seekBytes - 1 }).getReader();
    await reader.read();
    taken.push(performance.now() - started);
    await reader.cancel();
  }
  return taken;
}

async function commitMarks(folder: string, keys: StudyKeys | null): Promise<number[]> {
  const study = await createStudyFolder(folder, 'Bench', testDevice, keys);
  const [caseId, sessionId] = [newId(ids.caseId), newId(ids.sessionId)];
  const [recordingId, personId] = [newId(ids.recordingId), newId(ids.personId)];
  study.store.edit('sample.create', { actor: null, isUndoable: false }, (edit) => {
    const createdAt = 1;
    edit.insert('case', { id: caseId, label: 'A', note: '', createdAt });
    edit.insert('session', { id: sessionId, caseId, number: 1, heldOn: null, title: '', createdAt });
    edit.insert('person', {
      id: personId,
      kind: 'team',
      name: 'K',
      role: 'coder',
      isRetired: false,
      createdAt,
    });
    edit.insert('recording', recordingRow({ id: recordingId, sessionId, durationMs: 3_600_000 }));
  });
  const taken: number[] = [];
  for (let index = 0; index < commits; index += 1) {
    const started = performance.now();
    study.store.edit('moment.mark', { actor: personId }, (edit) =>
      markMoment(edit, { recordingId, personId, rawMs: index * 1000, lookBackMs: 0 }),
    );
    taken.push(performance.now() - started);
  }
  await study.close();
  return taken;
}

/** What sealing costs: the same work in the clear and sealed, in turns in one run. */
export async function measureSeal(folder: string): Promise<Measurement[]> {
  const keys = await newStudyKeys();
  const clear = new StudyFiles(join(folder, 'clear'), null);
  const sealed = new StudyFiles(join(folder, 'sealed'), keys.files);
  for (const files of [clear, sealed]) {
    await mkdir(files.root);
    await files.ensureAreas();
  }
  const source = join(folder, 'hour.mp3');
  await makeLongMp3(source, 60);
  const worker = createMediaWorker(
    forkWorker(join(import.meta.dirname, '../../electron/core/media/worker.ts')),
  );
  const imports: { clear: number[]; sealed: number[] } = { clear: [], sealed: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const [inClear, inSeal] = [
      await importOnce(clear, worker, source, `r${round}`),
      await importOnce(sealed, worker, source, `r${round}`),
    ];
    // The first only starts the worker.
    if (round === 0) continue;
    imports.clear.push(inClear);
    imports.sealed.push(inSeal);
  }
  worker.dispose();
  const [clearSeeks, sealedSeeks] = [
    await seekAround(clear, 'media/r1.mp3'),
    await seekAround(sealed, 'media/r1.mp3'),
  ];
  const clearCommits = await commitMarks(join(folder, 'clear.stillpoint'), null);
  const sealedCommits = await commitMarks(join(folder, 'sealed.stillpoint'), keys);
  await rm(source);

  const importRatio = median(imports.sealed) / median(imports.clear);
  const [clearSeek, sealedSeek] = [percentile(clearSeeks, 0.95), percentile(sealedSeeks, 0.95)];
  const commitRatio = median(sealedCommits) / median(clearCommits);
  return [
    {
      what: 'sealed: importing 1 h of MP3, against the same in the clear',
      measured: `${importRatio.toFixed(2)} × (${milliseconds(median(imports.sealed))})`,
      against: `${milliseconds(median(imports.clear))}, at most 1.25 ×`,
      isReached: importRatio <= 1.25,
    },
    {
      what: 'sealed: first bytes after a seek, 95 %',
      measured: milliseconds(sealedSeek),
      against: `in the clear ${milliseconds(clearSeek)}, at most 20 ms more`,
      isReached: sealedSeek - clearSeek <= 20,
    },
    {
      what: 'sealed: a mark committed with FULL sync',
      measured: `${commitRatio.toFixed(2)} × (median ${milliseconds(median(sealedCommits))}, 99 % ${milliseconds(percentile(sealedCommits, 0.99))})`,
      against: `in the clear median ${milliseconds(median(clearCommits))}, at most 1.5 ×`,
      isReached: commitRatio <= 1.5,
    },
  ];
}
