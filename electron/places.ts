import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** Where the parts of the app are, seen from one of its entries (`serve`, `main`); the same in sources and as built. */
export type Places = {
  version: string;
  /** The built page. */
  page: string;
  /** Entry of the media worker. */
  worker: string;
  preload: string;
  sample: string;
};

/**
 * Call it with the entry's own `import.meta.url`: a bundler may move this file into another folder than the entry's.
 * `resources` is the packaged app's folder beside the asar, null in a checkout.
 */
export function findPlaces(entryUrl: string, resources: string | null): Places {
  const entry = fileURLToPath(entryUrl);
  const folder = dirname(entry);
  const isSource = entry.endsWith('.ts');
  const root = join(folder, isSource ? '..' : '../..');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return {
    version,
    page: join(root, 'dist/renderer'),
    worker: join(folder, isSource ? 'core/media/worker.ts' : 'worker.js'),
    // Electron runs preload scripts as they are: there is none from sources.
    preload: join(root, 'dist/electron/preload.cjs'),
    sample: join(resources ?? join(root, 'build'), 'sample'),
  };
}
