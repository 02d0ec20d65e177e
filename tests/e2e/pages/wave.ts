import { expect, type Page } from '@playwright/test';

export type WaveSeen = { isBegun: boolean; isWhole: boolean };

/**
 * Runs in the page: whether any of the overview's waveform is painted, and whether it reaches to its end. Looks at
 * pixels, since what is known about peaks and what is on the screen are two things. A column counts when more than
 * the middle line is painted in it; the very end may be silent, so the page's own word that it has all is asked for too.
 */
export function readWave(): WaveSeen {
  const host = document.querySelector('.sp-timeline-overview-wave');
  const canvases: HTMLCanvasElement[] = [];
  const collect = (root: ParentNode): void => {
    canvases.push(...root.querySelectorAll('canvas'));
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) collect(element.shadowRoot);
  };
  if (host !== null) collect(host);
  const canvas = canvases.find((each) => each.width > 100 && each.height > 8);
  const context = canvas?.getContext('2d');
  if (canvas === undefined || !context) return { isBegun: false, isWhole: false };
  const { width, height } = canvas;
  const isPainted = (from: number, to: number): boolean => {
    const left = Math.floor(from * width);
    const columns = Math.max(1, Math.ceil((to - from) * width));
    const { data } = context.getImageData(left, 0, columns, height);
    for (let x = 0; x < columns; x += 1) {
      let rows = 0;
      for (let y = 0; y < height; y += 1) if ((data[4 * (y * columns + x) + 3] ?? 0) > 0) rows += 1;
      if (rows > Math.round(devicePixelRatio)) return true;
    }
    return false;
  };
  const isGrowing = [...document.querySelectorAll('p')].some((each) =>
    each.textContent.startsWith('Drawing the waveform'),
  );
  return { isBegun: isPainted(0, 1), isWhole: !isGrowing && isPainted(0.9, 1) };
}

export type WaveTimes = { firstMs: number; wholeMs: number };

/**
 * Begins to watch for the waveform with the page's own clock: from the next click on a button of this name to the frame
 * in which any of the waveform, and all of it, is painted. Answers how to wait for both times.
 */
export async function timeWave(page: Page, buttonName: string): Promise<() => Promise<WaveTimes>> {
  await page.evaluate(
    ([read, name]) => {
      // The page's own functions cannot come with an evaluated one; its text can.
      const readText = new Function(`return (${read})()`);
      const readNow = (): WaveSeen => readText();
      const times = { beganMs: 0, firstMs: 0, wholeMs: 0 };
      Object.assign(window, { waveTimes: times });
      const look = (): void => {
        const seen = readNow();
        const sinceMs = performance.now() - times.beganMs;
        if (seen.isBegun && times.firstMs === 0) times.firstMs = sinceMs;
        if (seen.isWhole) times.wholeMs = sinceMs;
        else requestAnimationFrame(look);
      };
      const onClick = (event: MouseEvent): void => {
        const button = event.target instanceof Element ? event.target.closest('button') : null;
        if (button?.textContent?.trim() !== name) return;
        document.removeEventListener('click', onClick, true);
        times.beganMs = event.timeStamp;
        look();
      };
      document.addEventListener('click', onClick, true);
    },
    [readWave.toString(), buttonName] as const,
  );
  // Asked again and again from here: the page's own policy forbids what Playwright's waitForFunction would put into it.
  return async () => {
    const read = (): Promise<WaveTimes> => page.evaluate(() => Reflect.get(window, 'waveTimes'));
    await expect.poll(async () => (await read()).wholeMs, { timeout: 30_000 }).toBeGreaterThan(0);
    return await read();
  };
}
