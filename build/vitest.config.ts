import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Set by `npm test`, which tells at its end what did not simply pass. */
const results = process.env['STILLPOINT_RESULTS'];

export default defineConfig({
  root,
  cacheDir: '.cache/vitest',
  test: {
    reporters:
      results === undefined
        ? ['default']
        : [
            'default',
            ['json', { outputFile: join(results, 'vitest.json') }],
            {
              // Errors outside of any test fail a run too, and the JSON says nothing of them.
              onTestRunEnd: (_, errors) =>
                writeFileSync(
                  join(results, 'vitest-errors.json'),
                  JSON.stringify(errors.map(({ message, stack }) => stack ?? message)),
                ),
            },
          ],
    // Two at a time: the machines that run this have two cores, and the media tests use whole ones.
    maxWorkers: 2,
    // As with the end-to-end tests: what passes only at the second try is named at the end.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // What is waited for comes when the machine has time for it: the default of a second is a test of the machine.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
    // The core's processes and threads are started by the hundred, from TypeScript, which is thus stripped once.
    env: { NODE_COMPILE_CACHE: join(root, '.cache', 'compile') },
    projects: [
      {
        extends: true,
        // Some start a media worker of their own, which on a busy machine takes seconds.
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], testTimeout: 60_000 },
      },
    ],
  },
});
