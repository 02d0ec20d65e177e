import { utilityProcess } from 'electron';
import { workerProcess } from '../core/media/fork.ts';
import type { SpawnWorker } from '../core/media/types.ts';

/**
 * The media worker as a utility process: child_process.fork would need Electron to run as Node, which its fuses forbid,
 * since anybody could then run anything under our name.
 */
export function utilityWorker(entryPath: string): SpawnWorker {
  return () => {
    const child = utilityProcess.fork(entryPath, [], {
      serviceName: 'Stillpoint media',
      stdio: 'inherit',
      execArgv: [`--js-flags=${workerProcess.v8Flags.join(' ')}`],
      env: { ...process.env, ...workerProcess.env },
    });
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', () => listener()),
      kill: () => void child.kill(),
    };
  };
}
