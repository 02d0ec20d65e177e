import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a small file so that, whatever happens in between, there is the old one or the new one and never half of one;
 * synced. In the clear: for what has its own seal, or needs none. Throws the system's errors.
 */
export async function writeWhole(
  path: string,
  contents: Uint8Array | string,
  { mode = 0o666 }: { mode?: number } = {},
): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, contents, { mode, flush: true });
    await rename(part, path);
  } catch (thrown) {
    // What stopped it is what is told, also where the drive does not even let go of the part.
    await rm(part, { force: true }).catch(() => null);
    throw thrown;
  }
}
