import { createHash } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import { createWriter } from '../seal/byte-writer.ts';
import type { StudyKeys } from '../seal/keys.ts';
import { checksum, piecesOf } from '../seal/pieces.ts';
import { type FilePlace, sealedSuffix, unfinishedSuffix } from '../seal/place.ts';
import { appendSlice } from '../seal/slices.ts';
import { openDatabase } from '../store/open-database.ts';
import { isSound, runInThread } from './database-tasks.ts';

export type Conversion = 'sealed' | 'clear';

/** Parts of an interview's recording are the one kind of file that grows, and are sealed as slices. */
const grows = (path: string): boolean => basename(dirname(path)) === 'recall';

/** Writes a file in its other form, compares, and only then removes the one it had. */
export async function convertFile(
  path: string,
  keys: StudyKeys,
  to: Conversion,
  advance: (byteCount: number) => void,
): Promise<void> {
  const target: FilePlace =
    to === 'sealed'
      ? { path: path + sealedSuffix, key: keys.files }
      : { path: path.slice(0, -sealedSuffix.length), key: null };
  const source: FilePlace = { path, key: to === 'sealed' ? null : keys.files };
  // Whole under its own name only when it was read back: what is there was compared before the interruption.
  if ((await stat(target.path).catch(() => null)) === null) {
    const unfinished = { ...target, path: target.path + unfinishedSuffix };
    const written =
      to === 'sealed' && grows(path)
        ? await copyAsSlices(source, unfinished, keys, advance)
        : await copy(source, unfinished, advance);
    if ((await checksum(unfinished)) !== written) throw new Failure('DRIVE_FAILED');
    await rename(unfinished.path, target.path);
  }
  await rm(path, { recursive: true });
}

async function copy(
  source: FilePlace,
  target: FilePlace,
  advance: (byteCount: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  const writer = await createWriter(target, 'w');
  try {
    for await (const piece of piecesOf(source)) {
      hash.update(piece);
      await writer.write(piece);
      advance(piece.byteLength);
    }
    await writer.finish();
  } catch (thrown) {
    await writer.abandon();
    throw thrown;
  }
  return hash.digest('hex');
}

async function copyAsSlices(
  source: FilePlace,
  target: FilePlace,
  keys: StudyKeys,
  advance: (byteCount: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  let offset = 0;
  await rm(target.path, { recursive: true, force: true });
  for await (const piece of piecesOf(source)) {
    hash.update(piece);
    await appendSlice(target.path, keys.files, offset, piece);
    offset += piece.byteLength;
    advance(piece.byteLength);
  }
  return hash.digest('hex');
}

/**
 * Brings into a database's file what still lies beside it: its write-ahead log, or what a kill left of a transaction. Who
 * only reads can do neither, and would take it for one that must not be written to. Nothing else is written: a backup
 * gets no journal of its own, in which a kill could catch it. One that is damaged stays as it is.
 */
export function settleDatabase(path: string, key: Uint8Array | null): void {
  try {
    const database = openDatabase(path, key, { fileMustExist: true });
    try {
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      database.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      database.close();
    }
  } catch (thrown) {
    if (toFailure(thrown).code !== 'STUDY_DAMAGED') throw thrown;
  }
}

/** A backup, or the study's own, in its other form; nothing where it has that already. */
export async function convertDatabase(path: string, keys: StudyKeys, to: Conversion): Promise<void> {
  const [key, targetKey] = to === 'sealed' ? [null, keys.database] : [keys.database, null];
  // Of the form it had: in the other one it is only read.
  if ((await stat(`${path}-journal`).catch(() => null)) !== null) settleDatabase(path, key);
  if (await isSound(path, targetKey)) return;
  const target = path + unfinishedSuffix;
  const removeUnfinished = async (): Promise<void> => {
    for (const suffix of ['', '-journal']) await rm(target + suffix, { force: true });
  };
  await removeUnfinished();
  // A damaged backup is no database to anybody; what can be made of its bytes is somebody else's to try.
  if (basename(path) !== 'study.db' && !(await isSound(path, key))) {
    if (to === 'sealed') await convertFile(path, keys, to, () => {});
    return;
  }
  try {
    // Before the file is exchanged.
    settleDatabase(path, key);
    await runInThread({ task: 'rekey', path, target, key, targetKey });
  } catch (thrown) {
    // A copy that is half there would keep a full disk full.
    await removeUnfinished();
    throw thrown;
  }
  for (const suffix of ['-wal', '-shm']) await rm(path + suffix, { force: true });
  await rename(target, path);
}
