// Loaded with --import (or imported) by a process that must not outlive the one that started it. Whoever kills
// `npm start` with SIGKILL kills npm alone: without this the server would live on unseen and hold the study's lock.
// Windows keeps naming the dead parent, so there it never fires; closing the console ends the whole group there.
import { readFileSync } from 'node:fs';

const everyMs = 100;
const starters = whoStartedUs();

const watch = setInterval(() => {
  if (whoStartedUs() === starters) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
}, everyMs);
watch.unref();

/** The parent; where npm put a shell in between (Debian's does not step aside), the shell's parent as well. */
function whoStartedUs() {
  const parent = process.ppid;
  if (process.platform !== 'linux' || process.env['npm_lifecycle_event'] === undefined) return `${parent}`;
  try {
    const shell = /\(\w*sh\) \w (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8'));
    return `${parent} ${shell?.[1]}`;
  } catch {
    return 'nobody';
  }
}
