import { readFile } from 'node:fs/promises';
import { Failure, isMissing, toFailure } from '../../../shared/contract/failure.ts';
import { keyFileLimitBytes } from '../../../shared/contract/names.ts';
import { writeWhole } from '../seal/write-whole.ts';

/**
 * The one door to key files, which lie wherever a person put them with the desktop's dialogs, and never in a study
 * (whose files have their own door).
 */

/** Throws KEY_FILE_MISSING, KEY_FILE_DAMAGED for what is far too large for one, NO_PERMISSION, DRIVE_FAILED. */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    if (bytes.byteLength > keyFileLimitBytes) throw new Failure('KEY_FILE_DAMAGED');
    return bytes;
  } catch (thrown) {
    if (isMissing(thrown)) throw new Failure('KEY_FILE_MISSING', {}, { cause: thrown });
    throw toFailure(thrown);
  }
}

/** Whole or not at all, synced, for this user's eyes only. Throws DISK_FULL, NO_PERMISSION, KEY_FILE_MISSING (no such folder). */
export async function writeKeyFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeWhole(path, bytes, { mode: 0o600 });
  } catch (thrown) {
    if (isMissing(thrown)) throw new Failure('KEY_FILE_MISSING', {}, { cause: thrown });
    throw toFailure(thrown);
  }
}
