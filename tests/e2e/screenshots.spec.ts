import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Desk } from './pages/Desk.ts';
import { Home } from './pages/Home.ts';
import { Study } from './pages/Study.ts';
import { launchApp } from './support/launch.ts';

const folder = process.env['STILLPOINT_SCREENSHOTS'] ?? '';
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;

test.skip(folder === '', 'Only with STILLPOINT_SCREENSHOTS=folder: it makes pictures, it tests nothing.');

for (const colorScheme of ['light', 'dark'] as const)
  for (const { width, height } of sizes)
    test(`pictures of Home, Study and Session, ${colorScheme}, ${width} × ${height}`, async ({ page }) => {
      await using app = await launchApp(['--sample']);
      const study = new Study(page);
      const desk = new Desk(page);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      const take = (name: string): Promise<unknown> =>
        page.screenshot({
          path: join(folder, `${name}-${colorScheme}-${width}x${height}.png`),
          scale: 'css',
        });

      await page.goto(app.url);
      await expect(page.getByRole('button', { name: 'Session 3', exact: true })).toBeVisible();
      await take('study');
      await study.tab('Codebook').click();
      await page.getByRole('treeitem', { name: /Resolution/ }).click();
      await take('study-codebook');
      await study.tab('Sessions').click();
      await study.openSession('Session 3');
      await desk.markAs('Coder K');
      await desk.seeWholeWave();
      await desk.moments.filter({ hasText: 'Hearing about the clock' }).click();
      await expect(desk.note).toHaveValue(/./);
      await take('session');
      await page.getByRole('button', { name: 'Recording Session, sound' }).click();
      await page.getByRole('menuitemradio', { name: /Session, picture/ }).click();
      await expect(page.getByLabel('Picture of Session, picture')).toHaveJSProperty('readyState', 4);
      await desk.seeWholeWave();
      await desk.goTo(0.4);
      await desk.press('Shift+M');
      await desk.seeCount(1);
      await take('session-picture');
      await desk.backToStudy();
      await study.close();
      await expect(new Home(page).recent('Sample study')).toBeVisible();
      await take('home');
    });
