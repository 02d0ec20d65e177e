import { chromium, type Page } from '@playwright/test';
import { findBrowser, quietSwitches } from '../../build/browser.mjs';
import { Study } from '../e2e/pages/Study.ts';
import { launchApp } from '../e2e/support/launch.ts';
import { largeCodebook } from '../fixtures/large-codebook.ts';
import { type Measurement, milliseconds, percentile } from './report.ts';

const codeCount = 2000;
const frames = 240;

/** The codebook's tree with 2,000 codes: frames while it scrolls, and while a filter is typed and taken back. */
export async function measureCodebook(): Promise<Measurement[]> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', ...quietSwitches],
  });
  try {
    await using app = await launchApp(['--sample']);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(app.url);
    await new Study(page).tab('Codebook').click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import…' }).click();
    const buffer = Buffer.from(largeCodebook(codeCount).json);
    await (await choosing).setFiles({ name: 'large.json', mimeType: 'application/json', buffer });
    await page.getByRole('button', { name: `Import ${codeCount} codes` }).click();
    await page.getByText(`${codeCount + 8} codes`, { exact: true }).waitFor();
    return [
      row('scrolled', await scrollFrames(page)),
      row('filtered, letter by letter and back', await filterFrames(page)),
    ];
  } finally {
    await browser.close();
  }
}

function row(what: string, times: readonly number[]): Measurement {
  const most = percentile(times, 0.95);
  return {
    what: `codebook tree of ${codeCount} codes, ${what}`,
    measured: `95 % of ${times.length} frames: ${milliseconds(most)}, worst ${milliseconds(Math.max(...times))}`,
    against: '95 % of frames within 20 ms',
    isReached: most <= 20,
  };
}

/** Milliseconds between frames while the tree is scrolled by 150 px in each of them. */
async function scrollFrames(page: Page): Promise<number[]> {
  return await page.getByRole('tree', { name: 'Codes' }).evaluate(
    (tree, count) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last = performance.now();
        const step = (now: number): void => {
          times.push(now - last);
          last = now;
          tree.scrollTop += 150;
          if (times.length < count) requestAnimationFrame(step);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(step);
      }),
    frames,
  );
}

/** Milliseconds between frames while a name is typed into the filter and deleted again. */
async function filterFrames(page: Page): Promise<number[]> {
  const find = page.getByRole('textbox', { name: 'Find a code' });
  await find.focus();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { frameTimes: times });
    let last = performance.now();
    const step = (now: number): void => {
      times.push(now - last);
      last = now;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  for (let round = 0; round < 3; round += 1) {
    await page.keyboard.type('silence 1', { delay: 60 });
    for (let letter = 0; letter < 'silence 1'.length; letter += 1)
      await page.keyboard.press('Backspace', { delay: 40 });
  }
  return await page.evaluate(() => Reflect.get(window, 'frameTimes').slice(1));
}
