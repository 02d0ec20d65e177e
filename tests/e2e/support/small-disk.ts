import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  /** Where it is mounted. */
  path: string;
  /** Takes all the room that is left. */
  fill(): void;
  free(): void;
  [Symbol.dispose](): void;
}

/** A disk in memory of so many bytes; null where this process may not mount one. */
export function mountSmallDisk(path: string, byteCount: number): SmallDisk | null {
  mkdirSync(path, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${byteCount}`, 'tmpfs', path]);
  if (mounted.status !== 0) return null;
  const filler = join(path, 'filler');
  return {
    path,
    fill() {
      const file = openSync(filler, 'w');
      try {
        // Down to the last page of it.
        for (let chunk = Buffer.alloc(1 << 20); chunk.byteLength >= 4096; )
          try {
            writeSync(file, chunk);
          } catch {
            chunk = chunk.subarray(0, chunk.byteLength / 2);
          }
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    [Symbol.dispose]() {
      spawnSync('umount', ['-l', path]);
    },
  };
}
