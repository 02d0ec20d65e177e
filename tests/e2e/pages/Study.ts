import { expect, type FileChooser, type Locator, type Page } from '@playwright/test';
import { chooseFiles } from '../support/files.ts';

type Files = Parameters<FileChooser['setFiles']>[0];

/** The study: its board, people, codebook and settings. */
export class Study {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  tab(
    name: 'Sessions' | 'People' | 'Consent' | 'Codebook' | 'Instruments' | 'Memos' | 'Log' | 'Settings',
  ): Locator {
    return this.page.getByRole('tab', { name });
  }

  async rename(title: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Name of the study' });
    await field.fill(title);
    await field.press('Enter');
    await expect(field).toHaveValue(title);
  }

  async addToTeam(name: string, role: string): Promise<void> {
    await this.tab('People').click();
    const form = this.page.locator('form').filter({ has: this.page.getByRole('textbox', { name: 'Name' }) });
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    await form.getByRole('combobox', { name: 'Role' }).selectOption(role);
    await form.getByRole('button', { name: 'Add' }).click();
    await expect(this.page.getByRole('combobox', { name: `Role of ${name}` })).toBeVisible();
  }

  async addCode(name: string, key: string): Promise<void> {
    await this.tab('Codebook').click();
    await this.page.getByRole('button', { name: 'Add code' }).click();
    const editor = this.page.getByRole('region', { name: 'Code New code' });
    await editor.getByRole('textbox', { name: 'Name' }).fill(name);
    await editor.getByRole('textbox', { name: 'Name' }).press('Enter');
    const named = this.page.getByRole('region', { name: `Code ${name}` });
    await named.getByRole('textbox', { name: 'Key' }).fill(key);
    await expect(named.getByRole('textbox', { name: 'Key' })).toHaveValue(key.toUpperCase());
  }

  /** Through the browser's own file dialog, as with the button. */
  async choose(files: Files): Promise<void> {
    await chooseFiles(
      this.page,
      () => this.page.getByRole('button', { name: 'Import recordings', exact: true }).click(),
      files,
    );
  }

  /** The card of a file on its way in. */
  incoming(fileName: string): Locator {
    return this.page
      .getByRole('region', { name: 'Coming in' })
      .getByRole('listitem')
      .filter({ hasText: fileName });
  }

  async import(files: Files, fileName: string): Promise<void> {
    await this.choose(files);
    const card = this.incoming(fileName);
    await card.getByRole('button', { name: 'Import', exact: true }).click();
    // Three hours on a busy machine.
    await expect(card.getByRole('button', { name: 'Open' })).toBeVisible({ timeout: 60_000 });
  }

  async openImported(fileName: string): Promise<void> {
    await this.incoming(fileName).getByRole('button', { name: 'Open' }).click();
  }

  async openSession(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).first().click();
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close study' }).click();
    await expect(this.page.getByRole('heading', { name: 'Stillpoint', level: 1 })).toBeVisible();
  }
}
