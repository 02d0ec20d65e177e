import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What is left of restoring a backup: the database that was there before, whole, and half of one that was laid in its place. */
const leftover = /^study\.db\.(?:replaced-.+|part)$/;

/** Removes databases that were replaced by a backup; answers how many files went. Whatever was in them is gone with them. */
export async function removeReplaced(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => leftover.test(name));
  for (const name of names) await rm(join(folder, name), { force: true });
  return names.length;
}
