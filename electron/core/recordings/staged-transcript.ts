import { Failure } from '../../../shared/contract/failure.ts';
import type { TextEncoding } from '../../../shared/interchange/encodings.ts';
import { readTranscript, type TranscriptFile } from '../../../shared/interchange/read-transcript.ts';
import type { StagedId } from '../../../shared/model/ids.ts';
import { openReader } from '../seal/byte-reader.ts';
import type { Staging } from './staging.ts';

/** Ten times the longest transcript there is, and read in a second or two, in which no mark could be committed. */
const largestMegabytes = 16;

/**
 * Reads an uploaded file as a transcript; nothing of it is kept. In the core and not in the page: somebody else's XML and
 * zip are met where limits hold. Throws FILE_TOO_LARGE before a byte is read, and what `readTranscript` throws.
 */
export async function readStagedTranscript(
  staging: Staging,
  id: StagedId,
  encoding: TextEncoding | null,
): Promise<TranscriptFile> {
  const { place, fileName, byteCount } = staging.get(id);
  if (byteCount > largestMegabytes * 1024 * 1024)
    throw new Failure('FILE_TOO_LARGE', { limit: `${largestMegabytes} MB` });
  const file = await openReader(place);
  try {
    const bytes = await file.read(0, file.byteCount);
    return readTranscript({ name: fileName, bytes }, { encoding: encoding ?? undefined });
  } finally {
    await file.close();
  }
}
