import { AxeBuilder } from '@axe-core/playwright';
import { expect as baseExpect, type Page } from '@playwright/test';
import { Recall, test } from './pages/Recall.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';

// axe looks at every element of five screens, twice; a trace would keep each look of it besides.
test.use({ trace: 'off' });
test.setTimeout(240_000);
const expect = baseExpect.configure({ timeout: 20_000 });

const looks = [
  { colorScheme: 'light', width: 1440, height: 900 },
  { colorScheme: 'dark', width: 1024, height: 700 },
] as const;

/** What axe finds serious or critical, in words that say where. Soft: one run tells all. */
async function check(page: Page, screen: string): Promise<void> {
  for (const { colorScheme, width, height } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const troubles = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
      );
    expect.soft(troubles, `${screen}, ${colorScheme}, ${width} × ${height}`).toEqual([]);
  }
}

test('nothing serious on the four steps of a recall interview and in its second window', async ({
  page,
  context,
}) => {
  await using app = await launchApp(['--sample']);
  const { origin } = await enter(page, app.url);
  const recall = new Recall(page);
  await recall.plan('Client 07');
  await recall.allowMicrophone();
  await check(page, 'Prepare');
  await recall.begin();
  await recall.addPlace(1, 'When the door fell shut', '0:02');
  await check(page, 'Ask');
  await recall.toWatch();
  await recall.play(500);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  await page.keyboard.press('m');
  await expect(page.getByRole('textbox', { name: 'Name of the moment' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: /^Remove the peak of/ })).toBeVisible();
  await check(page, 'Watch');
  const second = await context.newPage();
  await second.goto(`${origin}/recaller`);
  await expect(second.getByRole('button', { name: 'Stop' })).toBeVisible();
  await check(second, 'the recaller’s window');
  await page.bringToFront();
  await recall.close();
  await check(page, 'Close');
});
