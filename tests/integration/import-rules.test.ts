import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/** The import table of ARCHITECTURE.md: per file, what it may import and what it may not. */
const table: Record<string, { may: string[]; mayNot: string[] }> = {
  'shared/model/a.ts': {
    may: ['./b.ts', '../time/b.ts', 'zod', '@orpc/contract', 'uuidv7'],
    mayNot: ['node:fs', 'electron', 'react', '@orpc/server', 'saxes', 'fflate'].concat([
      '../../electron/core/b.ts',
      '../../renderer/b.ts',
      '../../build/b.ts',
    ]),
  },
  'shared/interchange/transcript/a.ts': {
    may: ['./b.ts', '../../time/b.ts', 'zod', 'saxes', 'fflate'],
    mayNot: ['node:fs', 'react', '../../../electron/core/b.ts'],
  },
  'shared/model/a.test.ts': { may: ['vitest', 'node:fs'], mayNot: [] },
  'electron/core/store/a.ts': {
    may: ['../../../shared/model/b.ts', './b.ts', 'node:util', 'better-sqlite3', '@orpc/server'],
    mayNot: ['electron', 'electron/main', 'node:http', 'node:https', 'node:net', 'http', 'react'].concat([
      '../../desktop/b.ts',
      '../../server/b.ts',
      '../../main.ts',
      '../../serve.ts',
      '../../../renderer/b.ts',
      '../../../build/b.ts',
      '../../../tests/b.ts',
      'node:fs',
      'node:fs/promises',
      'node:child_process',
    ]),
  },
  'electron/core/study/a.ts': {
    may: ['node:fs/promises', 'node:worker_threads', '../store/b.ts', '@orpc/server/node'],
    mayNot: ['electron', 'node:https', '../../server/b.ts', '../../../build/b.ts'],
  },
  'electron/desktop/a.ts': {
    may: ['electron', 'node:fs', '../../shared/b.ts', '@orpc/server/message-port'].concat([
      '../core/core.ts',
      '../core/host.ts',
      '../core/bytes/b.ts',
      '../core/media/fork.ts',
    ]),
    mayNot: [
      '../core/app.ts',
      '../core/store/b.ts',
      '../../build/b.ts',
      'node:http',
      'node:net',
      '../server/b.ts',
      '../serve.ts',
      '../../renderer/b.ts',
      'react-dom/client',
    ],
  },
  'electron/main.ts': {
    may: ['electron', './desktop/b.ts', './core/b.ts'],
    mayNot: ['node:http', './server/b.ts'],
  },
  'electron/preload.cts': { may: ['electron'], mayNot: ['node:http', './server/b.ts'] },
  'electron/server/a.ts': {
    may: ['node:http', '../core/core.ts', '../core/bytes/b.ts', '../../shared/b.ts', '@orpc/server/fetch'],
    mayNot: ['electron', '../desktop/b.ts', '../main.ts', '../../renderer/b.ts'].concat([
      '../core/app.ts',
      '../core/media/fork.ts',
      '../../tests/b.ts',
    ]),
  },
  'electron/serve.ts': {
    may: ['node:http', './server/b.ts', './core/b.ts'],
    mayNot: ['electron', './desktop/b.ts'],
  },
  'renderer/views/a.tsx': {
    may: [
      'react',
      'react-i18next',
      '@mantine/core',
      '../api/b.ts',
      '../../shared/model/b.ts',
      '@orpc/client',
    ],
    mayNot: [
      'node:fs',
      'electron',
      'better-sqlite3',
      '@orpc/server',
      '../../electron/core/b.ts',
      '../../tests/b.ts',
    ],
  },
  'renderer/state/a.ts': {
    may: ['react', 'zustand', '../api/b.ts', '../ui/b.ts', '../../shared/commands/b.ts'],
    mayNot: ['../views/b.ts', '../commands/b.ts', '../desk/b.ts', 'node:fs', '../../electron/core/b.ts'],
  },
  'renderer/recall/a.ts': {
    may: ['zustand/vanilla', '../api/b.ts', '../state/b.ts', '../../shared/time/b.ts'],
    mayNot: [
      'react',
      '@mantine/core',
      'zustand',
      '../views/b.ts',
      '../commands/b.ts',
      '../desk/b.ts',
      'electron',
    ],
  },
  'renderer/desk/session/a.ts': {
    may: ['zustand', '../../api/b.ts', '../../ui/b.ts', '../../recall/b.ts', '../../../shared/commands/b.ts'],
    mayNot: ['react', '@mantine/core', '../../views/b.ts', '../../commands/b.ts', 'electron'],
  },
  'renderer/commands/a.ts': {
    may: ['react', '@mantine/core', '../desk/b.ts', '../recall/b.ts', '../state/b.ts', '../ui/b.ts'],
    mayNot: ['../views/b.ts', 'electron', '../../electron/core/b.ts'],
  },
  ...Object.fromEntries(
    [
      ['player', 'Player'],
      ['waveform', 'Waveform'],
      ['timeline', 'Timeline'],
    ].flatMap(([folder, component]) => [
      [
        `renderer/${folder}/a.ts`,
        {
          may: ['wavesurfer.js', 'zustand/vanilla', '../state/b.ts', '../../shared/time/b.ts'],
          mayNot: [
            'react',
            'react/jsx-runtime',
            'react-dom/client',
            '@mantine/core',
            'zustand',
            '../api/b.ts',
            '../views/b.ts',
          ].concat(['node:fs', 'electron', '../../electron/core/b.ts']),
        },
      ],
      [
        `renderer/${folder}/${component}.tsx`,
        { may: ['react', '../api/b.ts'], mayNot: ['node:fs', 'electron', '../../electron/core/b.ts'] },
      ],
    ]),
  ),
};

test('no process asks a network for anything, whatever Node has for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-rules-'));
  try {
    await copyFile(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const file of ['electron/core/a.ts', 'shared/a.ts', 'renderer/a.ts']) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), "export const asked = fetch('http://127.0.0.1');\n");
    }
    const found = await diagnosticsOf(folder, 'style/noRestrictedGlobals');
    expect(found.map(({ location }) => location.path.replaceAll('\\', '/')).sort()).toEqual([
      'electron/core/a.ts',
      'shared/a.ts',
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** The table as files under the same biome.json, one import a line: what lint refuses is read back by its line. */
test('every file may import what the table allows and nothing that it forbids', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-rules-'));
  try {
    await copyFile(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [file, { may, mayNot }] of Object.entries(table)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), [...mayNot, ...may].map((name) => `import '${name}';\n`).join(''));
    }
    const expected = Object.entries(table).flatMap(([file, { mayNot }]) =>
      mayNot.map((name) => `${file} ${name}`),
    );
    expect(await refusedImports(folder)).toEqual(expected.sort());
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function diagnosticsOf(folder: string, rule: string): Promise<Diagnostic[]> {
  const args = ['lint', '--vcs-enabled=false', `--only=${rule}`, '--max-diagnostics=none'];
  // It exits with 1 when it finds something, which is what is asked for here.
  const { stdout } = await promisify(execFile)(process.execPath, [biome, ...args, '--reporter=json', '.'], {
    cwd: folder,
  }).catch((error: { stdout: string }) => error);
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
  return diagnostics;
}

async function refusedImports(folder: string): Promise<string[]> {
  const diagnostics = await diagnosticsOf(folder, 'style/noRestrictedImports');
  const refused = diagnostics.map(({ location: { path, start } }) => {
    const file = path.replaceAll('\\', '/');
    const lines = [...(table[file]?.mayNot ?? []), ...(table[file]?.may ?? [])];
    return `${file} ${lines[start.line - 1]}`;
  });
  return [...new Set(refused)].sort();
}

interface Diagnostic {
  location: { path: string; start: { line: number } };
}
