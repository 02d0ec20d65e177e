import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import playwrightConfig from '../../build/playwright.config.ts';
import type { FrameTimes, TimelinePage } from './timeline-frames.page.ts';

declare global {
  interface Window {
    timelinePage: TimelinePage;
  }
}

export type TimelineFrames = {
  /** The same page at rest: where this is above 17, something else is using the machine. */
  idle: FrameTimes;
  /** Panning by wheel; the slowest of three zooms. */
  pan: FrameTimes;
  /** Zooming by wheel from the whole to seconds and back. */
  zoom: FrameTimes;
  /** Dragging the recording with the pointer. */
  drag: FrameTimes;
  /** The peer: wavesurfer.js with 3,000 regions (not 20,000), scrolled. */
  wavesurferRegionsPan: FrameTimes;
};

const root = join(import.meta.dirname, '../..');

/**
 * Times between frames, in milliseconds, of a 3-hour recording with 10,000 moments and 10,000 codings, two lanes, in
 * a 1440 × 900 window of a real Chromium that draws without a GPU.
 */
export async function measureTimelineFrames(): Promise<TimelineFrames> {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(root, '.cache/bench-vite'),
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  await server.listen();
  const browser = await chromium.launch(playwrightConfig.use?.launchOptions);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(new URL('tests/bench/timeline-frames.html', server.resolvedUrls?.local[0]).href);
    await page.waitForFunction(() => 'timelinePage' in window);
    // Once unmeasured: the compiler and the tiles of peaks warm up, as they have after a person's first second.
    await page.evaluate(() => window.timelinePage.pan());
    return {
      idle: await page.evaluate(() => window.timelinePage.idle()),
      pan: await page.evaluate(() => window.timelinePage.pan()),
      zoom: await page.evaluate(() => window.timelinePage.zoom()),
      drag: await page.evaluate(() => window.timelinePage.drag()),
      wavesurferRegionsPan: await page.evaluate(() => window.timelinePage.panRegions()),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
