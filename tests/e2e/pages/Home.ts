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

  /** Sealed with a passphrase, as is offered first; else in the clear. */
  async makeStudy(title: string, passphrase: string | null = null): Promise<void> {
    await this.page.getByRole('button', { name: 'New study' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New study' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(title);
    if (passphrase === null) await dialog.getByRole('radio', { name: 'Leave it in the clear' }).check();
    else {
      await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
      await dialog.getByLabel('The same again').fill(passphrase);
    }
    await dialog.getByRole('button', { name: 'Make study' }).click();
    await expect(this.page.getByRole('button', { name: 'Import recordings' })).toBeVisible();
  }

  /** The form that asks for the passphrase of a sealed study. */
  get secret(): Locator {
    return this.page.getByLabel('Passphrase or recovery key');
  }

  async unlock(secret: string): Promise<void> {
    await this.secret.fill(secret);
    await this.page.getByRole('button', { name: 'Unlock' }).click();
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
