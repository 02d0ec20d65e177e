import { basename } from 'node:path';
import { Failure, isMissing } from '../../../shared/contract/failure.ts';
import { importUnderWay } from '../media/import.ts';
import { alteredKeys, type StudyKeys } from '../seal/keys.ts';
import { unfinishedSuffix } from '../seal/place.ts';
import type { Reader } from '../store/connection.ts';
import { isSound } from './database-tasks.ts';
import type { OpenStudy } from './open.ts';
import { databaseOf } from './open.ts';

/**
 * Reads everything in an open study's folder, and names what is not as it was written: keys that are not what their
 * copies are, databases that are not whole, files with a seal that does not hold, and originals that are not what came in
 * (another whole file in their place has a seal that holds). A minute or so for 10 GB.
 */
export async function checkAll(
  { files, store }: Pick<OpenStudy, 'files' | 'store'>,
  keys: StudyKeys | null,
): Promise<{ checked: number; altered: string[] }> {
  const { root } = files;
  const altered = await alteredKeys(root);
  const known = checksumsOf(store.read);
  const isImported = importUnderWay(await files.list('media'));
  let checked = 0;
  for await (const path of files.every()) {
    // What is being written has no seal that could hold yet: a waveform under way, too, when the app was killed over it.
    if (path.endsWith(unfinishedSuffix) || (path.startsWith('media/') && isImported(basename(path))))
      continue;
    const checksum = await files.checksum(path).catch(ofUnread);
    // Under another name by now, as an upload that ended, or gone until it is made anew, as a waveform.
    if (checksum === undefined) continue;
    checked += 1;
    if (checksum !== null && checksum === (known.get(path) ?? checksum)) continue;
    altered.push(path);
    if (checksum !== null) files.onAltered(path);
  }
  const backups = (await files.list('backups')).filter((name) => name.endsWith('.db'));
  const databases = [
    ['study.db', databaseOf(root)],
    ...backups.map((name) => [`backups/${name}`, files.database(`backups/${name}`)] as const),
  ] as const;
  for (const [name, path] of databases) {
    if (await isSound(path, keys?.database ?? null)) continue;
    altered.push(name);
    files.onAltered(name);
  }
  return { checked: checked + databases.length, altered };
}

/** SHA-256 in hex of originals in the clear, by their path, as they were when they came in. */
function checksumsOf(read: Reader): ReadonlyMap<string, string> {
  const rows = read.all('SELECT original_path, checksum FROM recordings');
  return new Map(rows.map((row) => [String(row['original_path']), String(row['checksum'])]));
}

/** Null for what is altered, of which whoever read it has told; undefined for what is not there any more. */
function ofUnread(thrown: unknown): null | undefined {
  if (isMissing(thrown)) return undefined;
  if (thrown instanceof Failure && thrown.code === 'FILE_ALTERED') return null;
  throw thrown;
}
