import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { milliseconds, percentile } from './report.ts';

const commits = 200;
/** About what an edit adds to the write-ahead log. */
const commitBytes = 24 * 1024;
const restMs = 50;

/** What the disk itself takes to keep a commit, in words: no number that waits for one can be better than this. */
export async function diskSync(folder: string): Promise<string> {
  const file = await open(join(folder, 'synced'), 'a');
  const bytes = new Uint8Array(commitBytes).fill(1);
  const times: number[] = [];
  try {
    for (let count = 0; count < commits; count += 1) {
      await file.write(bytes);
      const began = performance.now();
      await file.datasync();
      times.push(performance.now() - began);
      await rest(restMs);
    }
  } finally {
    await file.close();
  }
  return `the disk's own sync ${milliseconds(percentile(times, 0.5))}, 99 % ${milliseconds(percentile(times, 0.99))}`;
}
