import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SoundServer {
  /** For a browser that is to hear it. */
  env: Record<string, string>;
  /** The end of every microphone, as a pulled plug is the end of one. */
  kill(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * A sound server of its own with one microphone that hums: Chromium's fake device cannot be unplugged. Null where
 * PulseAudio is not installed.
 */
export async function startSoundServer(): Promise<SoundServer | null> {
  const programs = ['pulseaudio', 'pactl'];
  if (programs.some((program) => spawnSync(program, ['--version']).status !== 0)) return null;
  // Not among the test's results: a socket's path may have no more than some hundred characters.
  const folder = await mkdtemp(join(tmpdir(), 'sound-'));
  const socket = join(folder, 'native');
  const child = spawn(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--use-pid-file=no',
      ...['-L', `module-native-protocol-unix socket=${socket} auth-anonymous=1`],
      ...['-L', 'module-null-sink sink_name=deaf'],
      ...['-L', 'module-sine-source source_name=hum frequency=440'],
    ],
    { env: { ...process.env, XDG_RUNTIME_DIR: folder, HOME: folder }, stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const env = { PULSE_SERVER: `unix:${socket}` };
  const listens = () =>
    run('pactl', ['info'], { env: { ...process.env, ...env } }).then(
      () => true,
      () => false,
    );
  // It has no sign of its own that it does.
  while (!(await listens()))
    if (child.exitCode !== null) throw new Error(`pulseaudio ended with ${child.exitCode}`);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    env,
    kill,
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
