import { Worker } from 'node:worker_threads';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import { type DatabaseTask, databaseAnswer } from './database-thread.ts';

/** Beside this file in the sources, and beside the entries in the bundle. */
const entry = new URL(
  import.meta.url.endsWith('.ts') ? './database-thread.ts' : './database.js',
  import.meta.url,
);

/** Whether the database opens with this key and is whole. */
export async function isSound(path: string, key: Uint8Array | null): Promise<boolean> {
  return await runInThread({ task: 'check', path, key }).then(
    () => true,
    (thrown: unknown) => {
      if (thrown instanceof Failure && thrown.code === 'STUDY_DAMAGED') return false;
      throw thrown;
    },
  );
}

/**
 * Runs one task in a thread of its own. Resolves when the database (for `copy`: the copy) is sound. Throws
 * STUDY_DAMAGED when it is not, or what the system said: DISK_FULL, NO_PERMISSION, DRIVE_FAILED.
 */
export async function runInThread(task: DatabaseTask): Promise<void> {
  const thread = new Worker(entry);
  try {
    const message = await new Promise<unknown>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new Failure('WORKER_CRASHED')));
      thread.postMessage(task);
    });
    const answer = databaseAnswer.parse(message);
    if (answer.code !== null) throw toFailure(Object.assign(new Error(answer.code), { code: answer.code }));
    if (!answer.isSound) throw new Failure('STUDY_DAMAGED');
  } finally {
    await thread.terminate();
  }
}
