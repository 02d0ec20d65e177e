import { type CodebookFile, codebookFileLimit } from '../../../../../shared/contract/codebook-file.ts';
import type { TextEncoding } from '../../../../../shared/interchange/encodings.ts';
import { attempt, type Result } from '../../../../api/attempt.ts';
import { client } from '../../../../api/client.ts';

/** Has the core read a file; nothing is written yet. Failures: FILE_TOO_LARGE, MEDIA_UNREADABLE, and the core's. */
export async function readCodebookFile(file: File, encoding?: TextEncoding): Promise<Result<CodebookFile>> {
  if (file.size > codebookFileLimit)
    return { ok: false, failure: { code: 'FILE_TOO_LARGE', data: { limit: '5 MB' } } };
  const bytes = await base64Of(file);
  if (bytes === null) return { ok: false, failure: { code: 'MEDIA_UNREADABLE', data: {} } };
  return await attempt(client.codebook.read({ bytes, ...(encoding === undefined ? {} : { encoding }) }));
}

/** Null when the file cannot be read any more. */
function base64Of(file: File): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('error', () => resolve(null));
    // A data address: what follows the comma is the base64 that a call can carry.
    reader.addEventListener('load', () => {
      const { result } = reader;
      resolve(typeof result === 'string' ? result.slice(result.indexOf(',') + 1) : null);
    });
    reader.readAsDataURL(file);
  });
}
