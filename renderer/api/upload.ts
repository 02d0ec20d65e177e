import type { Staged } from '../../shared/contract/recording.ts';
import { routes } from '../../shared/contract/routes.ts';
import { attempt, type CallFailure, failureOfBody, type Result } from './attempt.ts';
import { client } from './client.ts';

export type UploadOptions = {
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Stages a file for import. XMLHttpRequest and not fetch: only it tells how much of a body has been sent, and it
 * streams a file of gigabytes from the disk without holding it.
 */
export function upload(file: File, { onProgress, signal }: UploadOptions): Promise<Result<Staged>> {
  const failed = (failure: CallFailure): Result<Staged> => ({ ok: false, failure });
  if (signal.aborted) return Promise.resolve(failed({ code: 'CANCELLED', data: {} }));
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    signal.addEventListener('abort', abort);
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    });
    request.addEventListener('abort', () => resolve(failed({ code: 'CANCELLED', data: {} })));
    request.addEventListener('error', () => void whyBroken(file).then((failure) => resolve(failed(failure))));
    request.addEventListener('load', () => {
      // The core is ours and typed; a body that is no JSON means that a gate answered in its stead.
      const body: unknown = request.response;
      if (request.status === 200 && isStaged(body)) resolve({ ok: true, value: body });
      else resolve(failed(failureOfBody(body)));
    });
    request.responseType = 'json';
    request.open('POST', `${routes.upload}?name=${encodeURIComponent(file.name)}`);
    request.send(file);
  });
}

/** The browser tells no reason: the file may have gone, the core may have gone, or the core may have hung up on us. */
async function whyBroken(file: File): Promise<CallFailure> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    return { code: 'MEDIA_UNREADABLE', data: {} };
  }
  const answer = await attempt(client.app.info());
  return answer.ok ? { code: 'INTERNAL', data: {} } : answer.failure;
}

function isStaged(body: unknown): body is Staged {
  return typeof body === 'object' && body !== null && 'stagedId' in body && 'fileName' in body;
}
