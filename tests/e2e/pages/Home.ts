import { expect, type Locator, type Page } from '@playwright/test';

/** Home, as somebody sees it who has just started the app. */
export class Home {
  readonly page: Page;
  readonly heading: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Stillpoint', level: 1 });
    this.alert = page.getByRole('alert');
  }

  async visit(url: string): Promise<void> {
    await this.page.goto(url);
    await expect(this.heading).toBeVisible({ timeout: 15_000 });
  }

  async makeStudy(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New study' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New study' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(title);
    await dialog.getByRole('button', { name: 'Make study' }).click();
    await expect(this.page.getByRole('button', { name: 'Import recordings' })).toBeVisible();
  }

  async openSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try the sample study' }).click();
    await expect(this.page.getByRole('button', { name: 'Close study' })).toBeVisible();
  }

  recent(title: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Take ${title} off this list` }) });
  }

  async openRecent(title: string): Promise<void> {
    await this.recent(title)
      .getByRole('button', { name: new RegExp(`^${title}`) })
      .click();
  }
}
