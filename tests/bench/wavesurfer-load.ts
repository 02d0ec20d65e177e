import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { findBrowser, quietSwitches } from '../../build/browser.mjs';
import type { WavesurferPage } from './wavesurfer-load.page.ts';

declare global {
  interface Window {
    wavesurferPage: WavesurferPage;
  }
}

const root = join(import.meta.dirname, '../..');

/** How long wavesurfer.js takes by itself for the same file: fetch, decode in the page, draw. */
export async function measureWavesurferLoad(source: string): Promise<{ loadMs: number }> {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(root, '.cache/bench-vite'),
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [
      {
        name: 'serve-the-recording',
        configureServer: ({ middlewares }) => {
          middlewares.use('/recording.mp3', (_, response) => createReadStream(source).pipe(response));
        },
      },
    ],
  });
  await server.listen();
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', ...quietSwitches],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(180_000);
    await page.goto(new URL('tests/bench/wavesurfer-load.html', server.resolvedUrls?.local[0]).href);
    await page.waitForFunction(() => 'wavesurferPage' in window);
    return { loadMs: await page.evaluate(() => window.wavesurferPage.load('/recording.mp3')) };
  } finally {
    await browser.close();
    await server.close();
  }
}
