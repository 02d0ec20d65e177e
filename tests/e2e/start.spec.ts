import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const script = fileURLToPath(new URL('../../build/start.mjs', import.meta.url));

test('start prints one line with an address that shows the sample study, and Ctrl-C ends it cleanly', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-start-'));
  const env = {
    ...process.env,
    STILLPOINT_PROFILE: join(folder, 'p'),
    STILLPOINT_STUDIES: join(folder, 's'),
  };
  const start = spawn(process.execPath, [script, '--sample', '--no-open', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(start, 'exit');
  try {
    const lines: string[] = [];
    const output = createInterface(start.stdout);
    output.on('line', (line) => lines.push(line));
    await once(output, 'line');
    const { url }: { url: string } = JSON.parse(lines[0] ?? '');
    expect(new URL(url).hostname).toBe('127.0.0.1');

    await page.goto(url);
    await expect(page.getByRole('main')).toBeVisible();

    start.kill('SIGINT');
    expect(await exited).toEqual([0, null]);
    expect(lines).toHaveLength(1);
    await expect(fetch(url)).rejects.toThrow();
  } finally {
    start.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
