import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const serve = fileURLToPath(new URL('../../../dist/electron/serve.js', import.meta.url));

export interface RunningApp {
  /** Ready to open, with its token; another one after every restart. */
  url: string;
  /** Absolute. Holds `profile` and `studies`, and whatever a test puts there; removed at the end. */
  folder: string;
  /** All that the app wrote to stderr. */
  log(): string;
  /** Sends the process a signal and does not wait for anything. */
  signal(signal: NodeJS.Signals): void;
  /** Ends the process and waits for it. Resolves with its exit code, null when the signal ended it. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts it again over the same folders, with these flags in place of the first ones; kills it first if it runs. */
  restart(flags?: string[]): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the built browser host with a profile of its own: `await using app = await launchApp(['--sample'])`.
 * Rejects with what it wrote to stderr when it ends before it listens. `before` is put before the command, for a
 * program that starts another one in some surroundings of its own.
 */
export async function launchApp(
  flags: string[] = [],
  env: Record<string, string> = {},
  before: readonly string[] = [],
): Promise<RunningApp> {
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-test-'));
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  if (flags.includes('--sample') && env['STILLPOINT_STUDIES'] === undefined)
    await cp(await sampleStudies(), join(folder, 'studies'), { recursive: true });
  const folders = {
    // Whatever the app lays down outside of the two lies here too, and can be searched.
    TMPDIR: temporary,
    STILLPOINT_PROFILE: join(folder, 'profile'),
    STILLPOINT_STUDIES: join(folder, 'studies'),
  };
  let server = await startServer(flags, { ...folders, ...env }, before);
  const app: RunningApp = {
    url: server.url,
    folder,
    log: () => server.log(),
    signal: (signal) => void server.child.kill(signal),
    kill: (signal = 'SIGTERM') => end(server.child, signal),
    restart: async (again = flags) => {
      await end(server.child, 'SIGKILL');
      server = await startServer(again, { ...folders, ...env }, before);
      app.url = server.url;
      return app.url;
    },
    [Symbol.asyncDispose]: async () => {
      await end(server.child, 'SIGTERM');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return app;
}

let made: Promise<string> | null = null;

/**
 * A folder with the sample study in it, made by the app once for all tests of this process and closed again: made anew it
 * costs each of them a second. `start.spec.ts` has its own made.
 */
function sampleStudies(): Promise<string> {
  made ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stillpoint-sample-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const studies = join(folder, 'studies');
    const places = { STILLPOINT_PROFILE: join(folder, 'profile'), STILLPOINT_STUDIES: studies };
    const { child } = await startServer(['--sample'], places, []);
    await end(child, 'SIGTERM');
    return studies;
  })();
  return made;
}

interface Server {
  child: ChildProcess;
  url: string;
  log(): string;
}

async function startServer(
  flags: string[],
  env: Record<string, string>,
  before: readonly string[],
): Promise<Server> {
  const [command = '', ...args] = [...before, process.execPath, serve, ...flags];
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => resolve(urlIn(line)));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The app ended with ${code} before it listened:\n${text}`)),
    );
  });
  return { child, url, log: () => text };
}

function urlIn(line: string): string {
  const { url }: { url: string } = JSON.parse(line);
  return url;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}
