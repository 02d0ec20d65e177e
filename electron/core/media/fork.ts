import { fork } from 'node:child_process';
import type { SpawnWorker } from './types.ts';

/**
 * Memory is what a worker has least of on an old laptop. Packets come and go by the hundred thousand: a small nursery
 * in V8 and one tidy heap in glibc (other systems ignore its variables) save a third of the worker's size.
 */
export const workerProcess = {
  v8Flags: ['--max-semi-space-size=1'],
  env: {
    MALLOC_ARENA_MAX: '1',
    MALLOC_TRIM_THRESHOLD_: '1048576',
    MALLOC_MMAP_THRESHOLD_: '131072',
  },
};

/**
 * Makes worker processes with Node's own fork. `entryPath` is the absolute path of worker.ts, or of its bundle.
 * Standard output is dropped: FFmpeg's libraries may write there whatever they like, and nobody reads it.
 */
export function forkWorker(entryPath: string): SpawnWorker {
  return () => {
    const child = fork(entryPath, [], {
      execArgv: workerProcess.v8Flags,
      env: { ...process.env, ...workerProcess.env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return {
      post: (message) => {
        // A worker that is already dead says so through `onExit`, not here.
        if (child.connected && typeof message === 'object' && message !== null) child.send(message, () => {});
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        let isTold = false;
        const tellOnce = (): void => {
          if (!isTold) listener();
          isTold = true;
        };
        child.on('exit', tellOnce);
        child.on('error', tellOnce);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}
