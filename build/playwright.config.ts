import { defineConfig } from '@playwright/test';
import { browserEnvironment, findBrowser, quietSwitches } from './browser.mjs';

const executablePath = findBrowser();

export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: false,
  // A machine that tests for others may be busy for a minute; what passes only at the second try is named at the end.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    // Without an installed one, Playwright's own download.
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', ...quietSwitches],
      env: browserEnvironment(),
    },
    viewport: { width: 1440, height: 900 },
    // Of the second try: it takes a third of the time of a whole run, and of most runs nobody looks at it.
    trace: 'on-first-retry',
  },
});
