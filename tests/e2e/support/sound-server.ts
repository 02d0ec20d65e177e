import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

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
export async function startSoundServer(folder: string): Promise<SoundServer | null> {
  if (spawnSync('pulseaudio', ['--version']).status !== 0) return null;
  mkdirSync(folder, { recursive: true });
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
  // It has no sign of its own that it listens.
  while (spawnSync('pactl', ['info'], { env: { ...process.env, ...env } }).status !== 0)
    if (child.exitCode !== null) throw new Error(`pulseaudio ended with ${child.exitCode}`);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { env, kill, [Symbol.asyncDispose]: kill };
}
