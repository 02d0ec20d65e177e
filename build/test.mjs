// npm test and npm run check. Every stage runs even when an earlier one failed: who waited ten minutes wants to
// know everything. The last line, `N passed, N failed, N skipped`, is what the continuous integration reads.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser, hasDisplay } from './browser.mjs';
import { findElectron } from './electron.mjs';
import { readPlaywright, readVitest } from './reports.mjs';
import { say } from './say.mjs';
import { prepare, root } from './setup.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

/** @typedef {import('./reports.mjs').Counts} Counts */

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

await prepare();
const results = join(root, '.cache', 'results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failedStages = [];
/** What did not simply pass, told once more at the end. */
/** @type {Record<'failed' | 'unsteady' | 'skipped', string[]>} */
const remarks = { failed: [], unsteady: [], skipped: [] };

await stage('types', () => check('typescript/bin/tsc', ['-b']));
await stage('lint', () => check('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']));
await stage(flags.quick ? 'unit tests' : 'unit and integration tests', () =>
  vitest(flags.quick ? ['--project', 'unit'] : []),
);
if (!flags.quick) await stage('end-to-end tests', endToEnd);

for (const reason of remarks.skipped) say(`skipped: ${reason}`);
for (const line of remarks.unsteady) say(`passed only at the second try: ${line}`);
for (const line of remarks.failed) say(`failed: ${line}`);
if (failedStages.length > 0) say(`failed: ${failedStages.join(', ')}`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(failedStages.length === 0 ? 0 : 1);

/**
 * @param {string} name
 * @param {() => Promise<Counts>} run
 */
async function stage(name, run) {
  const startedMs = Date.now();
  say(`\n== ${name}`);
  const counts = await run();
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  if (counts.failed > 0) failedStages.push(name);
  say(
    `== ${name}: ${counts.failed > 0 ? 'failed' : 'good'}, ${Math.round((Date.now() - startedMs) / 1000)} s`,
  );
}

/**
 * @param {string} script of a package, run under this Node
 * @param {string[]} args
 * @returns {Promise<Counts>} the whole counts as one test
 */
async function check(script, args) {
  const isGood = (await run(script, args)) === 0;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

/**
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
async function vitest(args) {
  const file = join(results, 'vitest.json');
  const errors = join(results, 'vitest-errors.json');
  const code = await run('vitest/vitest.mjs', ['run', '--config', 'build/vitest.config.ts', ...args], {
    STILLPOINT_RESULTS: results,
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  return told(readVitest(readJson(file), root, existsSync(errors) ? readJson(errors) : []), code);
}

/** @returns {Promise<Counts>} */
async function endToEnd() {
  if (!(await installBrowser())) return { passed: 0, failed: 1, skipped: 0 };
  const file = join(results, 'playwright.json');
  // Chromium runs without a screen; Electron does not.
  const display = findElectron() !== undefined && !hasDisplay() ? await startVirtualDisplay() : undefined;
  const code = await run(
    '@playwright/test/cli.js',
    ['test', '--config', 'build/playwright.config.ts', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(display === undefined ? {} : { DISPLAY: display.name }) },
  );
  display?.stop();
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  return told(readPlaywright(readJson(file)), code);
}

/**
 * @param {import('./reports.mjs').Report} report
 * @param {number} code the runner's exit code: it may have failed although every test passed
 * @returns {Counts}
 */
function told(report, code) {
  remarks.failed.push(...report.failed);
  remarks.unsteady.push(...report.unsteady);
  remarks.skipped.push(...report.skipped);
  const { counts } = report;
  return { ...counts, failed: counts.failed === 0 && code !== 0 ? 1 : counts.failed };
}

/** @returns {Promise<boolean>} whether there is a browser to test in */
async function installBrowser() {
  const { chromium } = await import('@playwright/test');
  const isThere = () => findBrowser() !== undefined || existsSync(chromium.executablePath());
  if (isThere()) return true;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('No browser found: installing the packages chromium and xvfb …');
    /** @type {import('node:child_process').SpawnSyncOptions} */
    const options = {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium', 'xvfb'], options);
  }
  if (!isThere()) {
    say("No browser found: fetching Playwright's …");
    await run('@playwright/test/cli.js', ['install', 'chromium']);
  }
  if (isThere()) return true;
  say(
    process.platform === 'linux'
      ? 'There is no browser to test in. Type: sudo apt-get install chromium xvfb'
      : 'There is no browser to test in. Install Google Chrome, then run npm test again.',
  );
  return false;
}

/**
 * @param {string} script inside node_modules
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} exit code
 */
function run(script, args, env = {}) {
  const path = join(root, 'node_modules', script);
  const child = spawn(process.execPath, [path, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
