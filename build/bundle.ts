// Builds dist/: the processes (main, serve, worker), the preload and the page.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { packageOf, writeNotices } from './notices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const firstScriptLimitBytes = 350_000;

/** Folders under node_modules whose code went into the bundles: their licences travel with it. */
const bundled = new Set<string>();

const collectPackages: Plugin = {
  name: 'collect-packages',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type !== 'chunk') continue;
      for (const id of part.moduleIds) {
        const folder = packageOf(id);
        if (folder !== undefined) bundled.add(folder);
      }
    }
  },
};

const common = {
  configFile: false,
  logLevel: 'warn',
  mode: 'production',
  plugins: [collectPackages],
} satisfies InlineConfig;

/** Chunks lie beside the entries, so that `new URL('./worker.js', import.meta.url)` means the same in all of them. */
const processes = {
  ...common,
  root,
  ssr: {
    target: 'node',
    noExternal: true,
    external: ['electron', 'better-sqlite3', 'node-av', 'sodium-native'],
  },
  build: {
    ssr: true,
    target: 'node24',
    outDir: join(dist, 'electron'),
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: {
        main: join(root, 'electron/main.ts'),
        serve: join(root, 'electron/serve.ts'),
        worker: join(root, 'electron/core/media/worker.ts'),
        database: join(root, 'electron/core/study/database-thread.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
} satisfies InlineConfig;

/** A sandboxed preload is one CommonJS file: it can require nothing but 'electron'. */
const preload = {
  ...common,
  root,
  ssr: { target: 'node', noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: join(dist, 'electron'),
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: { preload: join(root, 'electron/preload.cts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
} satisfies InlineConfig;

/** Nothing inline (the content security policy forbids it) and addresses relative (two hosts, two origins). */
const page = {
  ...common,
  root: join(root, 'renderer'),
  base: './',
  plugins: [react(), collectPackages],
  build: {
    target: 'chrome140',
    outDir: join(dist, 'renderer'),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
} satisfies InlineConfig;

/** What the browser must fetch before it can draw anything: the entry and all that it imports at once. */
function firstScriptBytes(output: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]): number {
  const chunks = new Map(
    output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part] as const] : [])),
  );
  const wanted = new Set(
    [...chunks.values()].filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName),
  );
  for (const name of wanted) for (const imported of chunks.get(name)?.imports ?? []) wanted.add(imported);
  return [...wanted].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(dist, 'renderer', name))).byteLength,
    0,
  );
}

rmSync(dist, { recursive: true, force: true });
await build(processes);
await build(preload);
const pageBuilt = await build(page);
if (!('output' in pageBuilt)) throw new Error('The page was not built in one go.');
await writeNotices(root, bundled, join(dist, 'THIRD_PARTY_NOTICES.txt'));

const bytes = firstScriptBytes(pageBuilt.output);
process.stderr.write(`The page's first script: ${Math.round(bytes / 1000)} kB gzipped (limit 350).\n`);
if (bytes > firstScriptLimitBytes) process.exit(1);
