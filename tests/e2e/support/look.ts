import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export type Look = {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
};

/** Each scheme and each size once, for what is seldom seen; the screens themselves get all four. */
export const twoLooks: readonly Look[] = [
  { colorScheme: 'light', width: 1440, height: 900 },
  { colorScheme: 'dark', width: 1024, height: 700 },
];
export const allLooks: readonly Look[] = [
  ...twoLooks,
  { colorScheme: 'light', width: 1024, height: 700 },
  { colorScheme: 'dark', width: 1440, height: 900 },
];
/** The second screen in front of the recaller. */
export const secondScreenLooks: readonly Look[] = [
  { colorScheme: 'light', width: 1920, height: 1080 },
  { colorScheme: 'dark', width: 1920, height: 1080 },
];

/** A folder: what is looked at is then kept there as pictures, for people to look at too. */
const pictures = process.env['STILLPOINT_SCREENSHOTS'] ?? '';

/**
 * What axe finds serious or critical on what is on the screen, in words that say where. Soft: one run tells all.
 * Afterwards the window is as the first look had it.
 */
export async function look(page: Page, screen: string, looks: readonly Look[] = twoLooks): Promise<void> {
  for (const each of looks) {
    const { colorScheme, width, height } = each;
    await show(page, each);
    const { violations } = await axe(page).analyze();
    const troubles = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
      );
    expect.soft(troubles, `${screen}, ${colorScheme}, ${width} × ${height}`).toEqual([]);
    if (pictures === '') continue;
    const name = `${screen.replaceAll(/\W+/g, '-')}-${colorScheme}-${width}x${height}.png`;
    await page.screenshot({ path: join(pictures, name), scale: 'css' });
  }
  if (looks[0] !== undefined) await show(page, looks[0]);
}

/**
 * All rules and every violation, in a third of the time: axe's other mode opens a window of its own for each run, to put
 * together what was found in frames of other origins, and no page of ours has any; what passes is counted, not described;
 * and the two rules that would have style sheets and media fetched again are none of those that are serious.
 */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], preload: false });
}

/** Answers when it has come to rest: a colour on its way to the other scheme has the contrast of neither. */
async function show(page: Page, { colorScheme, width, height }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
