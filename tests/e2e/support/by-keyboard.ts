import { expect, type Page } from '@playwright/test';
import { Desk } from '../pages/Desk.ts';
import type { RunningApp } from './launch.ts';

/** Goes on with Tab until what has the focus is called so. */
export async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key);
    const words = await page.evaluate(() => {
      const focused = document.activeElement;
      const isLabelled = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
      const labels = isLabelled || focused instanceof HTMLSelectElement ? focused.labels : null;
      return (
        focused?.getAttribute('aria-label') ??
        (labels === null ? null : [...labels].map((label) => label.textContent).join('')) ??
        focused?.textContent ??
        ''
      );
    });
    if (name.test(words)) return;
  }
  throw new Error(`Tab does not come to ${name}`);
}

/** By its name, as somebody does who does not know its key. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
  await page.keyboard.type(name);
  await expect(
    page.getByRole('listbox', { name: 'Commands' }).getByRole('option', { selected: true }),
  ).toContainText(name);
  await page.keyboard.press('Enter');
}

export async function openDesk(page: Page, app: RunningApp): Promise<Desk> {
  const desk = new Desk(page);
  await page.goto(app.url);
  await expect(page.getByRole('button', { name: 'Session 3', exact: true })).toBeVisible();
  await tabTo(page, /^Session 3$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Who is marking?' })).toBeVisible();
  await tabTo(page, /Coder K/);
  await page.keyboard.press('Enter');
  await desk.seeNoDialog();
  await desk.seeWholeWave();
  return desk;
}
