import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * A screen in memory for programs that want one. Xvfb itself rather than xvfb-run, which needs xauth, a package that
 * xvfb only recommends.
 *
 * @returns {Promise<{ name: string, stop: () => void } | undefined>} what DISPLAY should say; undefined without Xvfb
 */
export function startVirtualDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.once('exit', () => resolve(undefined));
    createInterface(server.stdout).once('line', (number) => {
      resolve({ name: `:${number}`, stop: () => server.kill() });
    });
  });
}
