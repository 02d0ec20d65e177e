import { defineConfig } from '@playwright/test';
import { findBrowser, quietSwitches } from './browser.mjs';

const executablePath = findBrowser();

export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  use: {
    // Without an installed one, Playwright's own download.
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', ...quietSwitches],
    },
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
  },
});
