import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { studyAreas } from '../../../shared/model/study-path.ts';
import { sealedSuffix } from '../seal/place.ts';
import { databaseOf } from './open.ts';

/**
 * Whether something is sealed in this folder, in which no keys were found. Taken for a study in the clear its database
 * would seem damaged, its backups too, and sealing it once more would give half of it other keys. `isConverting`: a
 * conversion was begun in it, so that files may be sealed while the database is not.
 */
export async function isSealedWithoutKeys(folder: string, isConverting: boolean): Promise<boolean> {
  if (!isConverting && (await isInTheClear(databaseOf(folder)))) return false;
  for (const area of studyAreas)
    for (const name of await readdir(join(folder, area), { recursive: true }).catch(() => []))
      if (name.endsWith(sealedSuffix) || name.includes(`${sealedSuffix}.part`)) return true;
  // Nothing but databases: a damaged one begins with anything, a sealed one and all its backups with what is random.
  const backups = await readdir(join(folder, 'backups')).catch(() => []);
  const areClear = await Promise.all(backups.map((name) => isInTheClear(join(folder, 'backups', name))));
  const isAnyClear = areClear.includes(true) || (await isInTheClear(databaseOf(folder)));
  return !isAnyClear && (isConverting || areClear.length > 0);
}

const plainStart = 'SQLite format 3\0';

/** Whether it begins as every database in the clear does; an empty or missing file is nothing to hide. */
async function isInTheClear(path: string): Promise<boolean> {
  if (((await stat(path).catch(() => null))?.size ?? 0) === 0) return true;
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(plainStart.length);
    await file.read(start, 0, start.byteLength, 0);
    return start.toString('latin1') === plainStart;
  } finally {
    await file.close();
  }
}
