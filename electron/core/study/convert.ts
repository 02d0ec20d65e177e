import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { Failure, isMissing, toFailure } from '../../../shared/contract/failure.ts';
import { studyAreas } from '../../../shared/model/study-path.ts';
import { parseJson } from '../parse-json.ts';
import { newStudyKeys, removeKeys, type StudyKeys } from '../seal/keys.ts';
import { permitFor, permits } from '../seal/permit.ts';
import { checksum } from '../seal/pieces.ts';
import { sealedSuffix, unfinishedSuffix } from '../seal/place.ts';
import { type Conversion, convertDatabase, convertFile, settleDatabase } from './convert-file.ts';
import { isSound } from './database-tasks.ts';
import { lockStudy } from './lock.ts';
import { databaseOf } from './open.ts';

/**
 * Sealing a study that is in the clear, or the other way round. Each file is written anew, read back and compared
 * before the old one goes, so that at every moment each is there whole in one form or in both; a marker in the
 * folder says which way it goes, and whoever finds it goes on. The database comes last.
 */
const marker = z.object({
  to: z.enum(['sealed', 'clear']),
  /** For the way into the clear. Without it, a file that anybody laid there would have the next unlocking unseal everything. */
  permit: z.string().optional(),
});
const permitted = 'Stillpoint: bring this study into the clear';

export const markerName = 'conversion.json';
const markerOf = (folder: string): string => join(folder, markerName);

/** One that cannot be read says no less than that something was begun, and sealing can always be gone on with. */
async function markerIn(folder: string): Promise<z.infer<typeof marker> | null> {
  const text = await readFile(markerOf(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  return marker.safeParse(parseJson(text)).data ?? { to: 'sealed' };
}

/** The conversion that was begun in this folder and not ended; null when there is none. Whether by whom has the keys only they tell. */
export async function conversionOf(folder: string): Promise<Conversion | null> {
  return (await markerIn(folder))?.to ?? null;
}

/** Whether the way into the clear was begun by whoever had the keys. Else what is in the clear already is sealed again. */
export async function mayUnseal(folder: string, keys: StudyKeys): Promise<boolean> {
  const permit = (await markerIn(folder))?.permit;
  return permit !== undefined && (await permits(keys.files, permitted, permit));
}

export type ConversionOptions = {
  onProgress?: (doneBytes: number, totalBytes: number) => void;
  signal?: AbortSignal;
};

/**
 * Seals a study that nobody has open; `lock` lays its new keys down before the first file. Answers them. Throws
 * DISK_FULL, NO_PERMISSION, CANCELLED: it can be gone on with, or, if nothing was begun, the study is as it was.
 * STUDY_DAMAGED, STUDY_LOCKED: nothing was begun.
 */
export function sealStudy(
  folder: string,
  lock: (keys: StudyKeys) => Promise<void>,
  options: ConversionOptions = {},
): Promise<StudyKeys> {
  return whileLocked(folder, async () => {
    await refuseDamaged(folder, null);
    const keys = await newStudyKeys();
    await begin(folder, { to: 'sealed' });
    try {
      await lock(keys);
    } catch (thrown) {
      // Nothing was sealed with them.
      await forgetConversion(folder);
      throw thrown;
    }
    await convertAll(folder, keys, 'sealed', options);
    return keys;
  });
}

/**
 * Brings a sealed study that nobody has open into the clear. Everything is read through first: a file that was altered
 * could be neither unsealed nor, with half of the study in the clear, be left alone. Throws as `sealStudy`, and
 * FILE_ALTERED with nothing begun.
 */
export function unsealStudy(
  folder: string,
  keys: StudyKeys,
  { onProgress, signal }: ConversionOptions = {},
): Promise<void> {
  return whileLocked(folder, async () => {
    await refuseDamaged(folder, keys.database);
    const files = await filesToConvert(folder, 'clear');
    const readBytes = sumOf(files);
    const advance = advancing(2 * readBytes, {
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
    for (const { path } of files) await checksum({ path, key: keys.files }, advance);
    await begin(folder, { to: 'clear', permit: await permitFor(keys.files, permitted) });
    await convertAll(folder, keys, 'clear', {
      onProgress: (doneBytes, totalBytes) => onProgress?.(readBytes + doneBytes, readBytes + totalBytes),
      ...(signal && { signal }),
    });
  });
}

/** Goes on to where it was going. Throws as `sealStudy`. */
export function continueConversion(
  folder: string,
  keys: StudyKeys,
  to: Conversion,
  options: ConversionOptions,
): Promise<void> {
  return whileLocked(folder, () => convertAll(folder, keys, to, options));
}

async function whileLocked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const unlock = lockStudy(folder);
  try {
    return await work();
  } catch (thrown) {
    throw toFailure(thrown);
  } finally {
    unlock();
  }
}

/** A study whose database cannot be converted would be stuck half way. */
async function refuseDamaged(folder: string, key: Uint8Array | null): Promise<void> {
  settleDatabase(databaseOf(folder), key);
  if (!(await isSound(databaseOf(folder), key))) throw new Failure('STUDY_DAMAGED');
}

/** Whole or not there: of a marker that a full disk or a crash left empty nobody could tell which way it went. */
async function begin(folder: string, what: z.infer<typeof marker>): Promise<void> {
  const part = markerOf(folder) + unfinishedSuffix;
  try {
    await writeFile(part, JSON.stringify(what), { flush: true });
    await rename(part, markerOf(folder));
  } catch (thrown) {
    await rm(part, { force: true });
    throw thrown;
  }
}

/** Ends what the marker says, when nothing is sealed yet, or nothing any more. */
export async function forgetConversion(folder: string): Promise<void> {
  await removeKeys(folder);
  await rm(markerOf(folder), { force: true });
}

/** Counts what is done, and stops where it was asked to. */
function advancing(
  totalBytes: number,
  { onProgress, signal }: ConversionOptions,
): (byteCount: number) => void {
  let doneBytes = 0;
  return (byteCount) => {
    doneBytes += byteCount;
    onProgress?.(doneBytes, totalBytes);
    if (signal?.aborted === true) throw new Failure('CANCELLED');
  };
}

async function convertAll(
  folder: string,
  keys: StudyKeys,
  to: Conversion,
  options: ConversionOptions,
): Promise<void> {
  const files = await filesToConvert(folder, to);
  const databases = await databasesIn(folder);
  const advance = advancing(sumOf(files) + sumOf(databases), options);
  for (const file of files) await convertFile(file.path, keys, to, advance);
  for (const database of databases) {
    await convertDatabase(database.path, keys, to);
    advance(database.byteCount);
  }
  if (to === 'clear') await removeKeys(folder);
  await rm(markerOf(folder), { force: true });
}

type Found = { path: string; byteCount: number };

const sumOf = (found: readonly Found[]): number => found.reduce((sum, { byteCount }) => sum + byteCount, 0);

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
  // Backups are databases, and sealed as such; those that are damaged were sealed as the bytes they are.
  if (to === 'clear')
    for (const name of await readdir(join(folder, 'backups')).catch(() => []))
      if (name.endsWith(sealedSuffix)) {
        const path = join(folder, 'backups', name);
        found.push({ path, byteCount: await sizeOf(path) });
      }
  // Databases that a restored backup took the place of: damaged ones too, so as the bytes they are.
  for (const name of await readdir(folder)) {
    const isReplaced = /^study\.db\.replaced-/.test(name);
    if (isReplaced && name.endsWith(sealedSuffix) !== (to === 'sealed'))
      found.push({ path: join(folder, name), byteCount: await sizeOf(join(folder, name)) });
  }
  return found;
}

function ifMissing(thrown: unknown): void {
  if (!isMissing(thrown)) throw thrown;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.size;
  let sum = 0;
  for (const name of await readdir(path)) sum += (await stat(join(path, name))).size;
  return sum;
}

/** The study's own comes last: as long as it is not converted, the study is not. */
async function databasesIn(folder: string): Promise<Found[]> {
  const names = await readdir(join(folder, 'backups')).catch(() => []);
  // What SQLite keeps beside a database goes with it.
  const backups = names.filter((name) => !/\.(part|age)$|-(wal|shm|journal)$/.test(name));
  const paths = [...backups.map((name) => join(folder, 'backups', name)), databaseOf(folder)];
  return await Promise.all(paths.map(async (path) => ({ path, byteCount: (await stat(path)).size })));
}
