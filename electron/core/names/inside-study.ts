import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { studySuffix } from '../study/library.ts';

/** Whether this path lies in the open study, or in any other folder that is called a study. */
export async function isInsideStudy(openFolder: string, path: string): Promise<boolean> {
  const folders = dirname(path).split(sep);
  return folders.some((name) => name.endsWith(studySuffix)) || (await isInside(openFolder, path));
}

/** Whether this path, which need not exist, lies in this folder, whatever links lead there. */
async function isInside(folder: string, path: string): Promise<boolean> {
  const [root, parent] = await Promise.all([realpath(folder), realpath(dirname(path))]).catch(() => ['', '']);
  return root !== '' && join(parent, basename(path)).startsWith(root + sep);
}

/** Whether some file in this folder has exactly these bytes: a key file that was downloaded or copied into a study. */
export async function holdsCopy(folder: string, bytes: Uint8Array): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => null);
    if (found?.size !== bytes.byteLength) continue;
    if ((await readFile(path).catch(() => null))?.equals(bytes) === true) return true;
  }
  return false;
}
