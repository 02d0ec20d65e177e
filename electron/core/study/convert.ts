import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import * as z from 'zod';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import { openReader } from '../seal/byte-reader.ts';
import { createWriter } from '../seal/byte-writer.ts';
import { lockKeys, newStudyKeys, removeKeys, type StudyKeys } from '../seal/keys.ts';
import { type FilePlace, sealedSuffix } from '../seal/place.ts';
import { appendSlice, openSlices } from '../seal/slices.ts';
import { connect } from '../store/connection.ts';
import { isSound, runInThread } from './database-tasks.ts';
import { studyAreas } from './files.ts';
import { lockStudy } from './lock.ts';
import { databaseOf } from './open.ts';

/**
 * Sealing a study that is in the clear, or the other way round. Each file is written anew, read back and compared
 * before the old one goes, so that at every moment each is there whole in one form or in both; a marker in the
 * folder says which way it goes, and whoever finds it goes on. The database comes last.
 */
const marker = z.object({ to: z.enum(['sealed', 'clear']) });
export type Conversion = z.infer<typeof marker>['to'];

const markerOf = (folder: string): string => join(folder, 'conversion.json');
const unfinishedSuffix = '.part';
const pieceBytes = 1024 * 1024;

/** The conversion that was begun in this folder and not ended; null when there is none. */
export async function conversionOf(folder: string): Promise<Conversion | null> {
  const text = await readFile(markerOf(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return marker.parse(JSON.parse(text)).to;
  } catch (thrown) {
    throw new Failure('STUDY_UNREADABLE', {}, { cause: thrown });
  }
}

type Options = { onProgress?: (doneBytes: number, totalBytes: number) => void; signal?: AbortSignal };

/** Seals a study that nobody has open. Answers its keys. Throws DISK_FULL, NO_PERMISSION, CANCELLED: it can be gone on with. */
export async function sealStudy(
  folder: string,
  passphrase: string,
  options: Options = {},
): Promise<StudyKeys> {
  const keys = await newStudyKeys();
  await begin(folder, 'sealed');
  await lockKeys(folder, keys, passphrase);
  await convert(folder, keys, 'sealed', options);
  return keys;
}

/** Brings a sealed study that nobody has open into the clear. Throws as `sealStudy`. */
export async function unsealStudy(folder: string, keys: StudyKeys, options: Options = {}): Promise<void> {
  await begin(folder, 'clear');
  await convert(folder, keys, 'clear', options);
}

async function begin(folder: string, to: Conversion): Promise<void> {
  try {
    await writeFile(markerOf(folder), JSON.stringify({ to }), { flush: true });
  } catch (thrown) {
    throw toFailure(thrown);
  }
}

/**
 * Goes on with, or begins, what the marker says. A marker without keys was left before the first file was touched, or
 * after the last one.
 */
export async function convert(
  folder: string,
  keys: StudyKeys,
  to: Conversion,
  { onProgress, signal }: Options,
): Promise<void> {
  const unlock = lockStudy(folder);
  try {
    const files = await filesToConvert(folder, to);
    const databases = await databasesIn(folder);
    const totalBytes = [...files, ...databases].reduce((sum, { byteCount }) => sum + byteCount, 0);
    let doneBytes = 0;
    const advance = (byteCount: number): void => {
      doneBytes += byteCount;
      onProgress?.(doneBytes, totalBytes);
      if (signal?.aborted === true) throw new Failure('CANCELLED');
    };
    for (const file of files) await convertFile(file.path, keys, to, advance);
    for (const database of databases) {
      await convertDatabase(database.path, keys, to);
      advance(database.byteCount);
    }
    if (to === 'clear') await removeKeys(folder);
    await rm(markerOf(folder), { force: true });
  } catch (thrown) {
    throw toFailure(thrown);
  } finally {
    unlock();
  }
}

/** A marker and no keys: nothing was converted yet, or everything; either way it is over. */
export async function forgetConversion(folder: string): Promise<void> {
  await rm(markerOf(folder), { force: true });
}

type Found = { path: string; byteCount: number };

/** Files in the form that is to go, and what an interruption left unfinished, which goes at once. */
async function filesToConvert(folder: string, to: Conversion): Promise<Found[]> {
  const found: Found[] = [];
  const visit = async (path: string): Promise<void> => {
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const inside = join(path, entry.name);
      const isSealed = entry.name.endsWith(sealedSuffix);
      if (entry.name.endsWith(unfinishedSuffix)) await rm(inside, { recursive: true });
      else if (entry.isDirectory() && !isSealed) await visit(inside);
      else if (isSealed !== (to === 'sealed')) found.push({ path: inside, byteCount: await sizeOf(inside) });
    }
  };
  for (const area of studyAreas) if (area !== 'backups') await visit(join(folder, area)).catch(ifMissing);
  // Databases that a restored backup took the place of: damaged ones too, so as the bytes they are.
  for (const name of await readdir(folder)) {
    const isReplaced = /^study\.db\.replaced-/.test(name);
    if (isReplaced && name.endsWith(sealedSuffix) !== (to === 'sealed'))
      found.push({ path: join(folder, name), byteCount: await sizeOf(join(folder, name)) });
  }
  return found;
}

function ifMissing(thrown: unknown): void {
  if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw thrown;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.size;
  let sum = 0;
  for (const name of await readdir(path)) sum += (await stat(join(path, name))).size;
  return sum;
}

async function databasesIn(folder: string): Promise<Found[]> {
  const backups = (await readdir(join(folder, 'backups')).catch(() => [])).filter(
    (name) => !name.endsWith(unfinishedSuffix),
  );
  const paths = [...backups.map((name) => join(folder, 'backups', name)), databaseOf(folder)];
  return await Promise.all(paths.map(async (path) => ({ path, byteCount: (await stat(path)).size })));
}

/** Parts of an interview's recording are the one kind of file that grows, and are sealed as slices. */
const grows = (path: string): boolean => path.includes(`${sep}recall${sep}`);

async function convertFile(
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

async function open(place: FilePlace) {
  const isSliced = place.key !== null && (await stat(place.path)).isDirectory();
  return isSliced && place.key !== null ? await openSlices(place.path, place.key) : await openReader(place);
}

async function* piecesOf(place: FilePlace): AsyncGenerator<Buffer> {
  const reader = await open(place);
  try {
    for (let position = 0; position < reader.byteCount; position += pieceBytes)
      yield await reader.read(position, Math.min(pieceBytes, reader.byteCount - position));
  } finally {
    await reader.close();
  }
}

async function checksum(place: FilePlace): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(place)) hash.update(piece);
  return hash.digest('hex');
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

async function convertDatabase(path: string, keys: StudyKeys, to: Conversion): Promise<void> {
  const [key, targetKey] = to === 'sealed' ? [null, keys.database] : [keys.database, null];
  if (await isSound(path, targetKey)) return;
  // What is still in the write-ahead log belongs into the file before the file is exchanged.
  connect(path, key).close();
  const target = path + unfinishedSuffix;
  await rm(target, { force: true });
  await runInThread({ task: 'rekey', path, target, key, targetKey });
  for (const suffix of ['-wal', '-shm']) await rm(path + suffix, { force: true });
  await rename(target, path);
}
