import { recordingId } from '../../../shared/model/ids.ts';
import { importMedia, settleImport, uploadSuffix } from '../media/import.ts';
import type { ImportedMedia, MediaDeps } from '../media/types.ts';
import type { FilePlace } from '../seal/place.ts';
import { newId } from '../store/ids.ts';
import type { StudyPath } from '../study/files.ts';

/**
 * A recording anew, as `make` writes it, beside what there is of it. It is brought in like any other, with a certificate
 * of its own, and named as an upload before: what a crash leaves of it is recognised by that, and cleared on opening.
 * Call `settle` when a row names it. Throws as `make` and `importMedia`, and then leaves nothing.
 */
export async function bringInAgain(
  { files, worker }: MediaDeps,
  fileName: string,
  make: (target: FilePlace) => Promise<void>,
  options: { signal?: AbortSignal } = {},
): Promise<{ media: ImportedMedia; settle: () => Promise<void> }> {
  const again = newId(recordingId);
  const path: StudyPath = `media/${again}${uploadSuffix}`;
  try {
    await make(files.place(path));
    const checksum = await files.checksum(path);
    const byteCount = (await files.stat(path))?.byteCount ?? 0;
    const source = { kind: 'staged', path, checksum, byteCount, fileName } as const;
    const job = { recordingId: again, source, audioTrack: null };
    const media = await importMedia({ files, worker }, job, options);
    return { media, settle: () => settleImport(files, again) };
  } catch (thrown) {
    await files.remove(path);
    throw thrown;
  }
}
