import { expect, type Locator, type Page } from '@playwright/test';
import { chooseFiles } from '../support/files.ts';

/** The transcript on a desk, and the dialog that imports one. */
export class Transcript {
  readonly page: Page;
  readonly panel: Locator;
  readonly turns: Locator;
  readonly dialog: Locator;
  readonly text: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Transcript', exact: true });
    this.turns = page.getByRole('region', { name: 'Turns' }).getByRole('listitem');
    this.dialog = page.getByRole('dialog', { name: 'Import a transcript' });
    this.text = page.getByRole('textbox', { name: 'Text of the turn' });
  }

  async show(): Promise<void> {
    await this.page.getByText('Transcript', { exact: true }).click();
  }

  turn(text: string | RegExp): Locator {
    return this.turns.filter({ hasText: text });
  }

  /** Chooses a file in the browser's own dialog, which the given step opens. */
  async choose(
    open: () => Promise<void>,
    files: { name: string; mimeType: string; buffer: Buffer }[],
  ): Promise<void> {
    await chooseFiles(this.page, open, files);
    await expect(this.dialog).toBeVisible();
  }

  async command(name: RegExp): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('combobox', { name: 'Commands' }).fill('transcript');
    await this.page.getByRole('option', { name }).click();
  }

  async menu(item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'More about this transcript' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async finishImport(): Promise<void> {
    await this.dialog.getByRole('button', { name: /^Import \d+ turns?$/ }).click();
  }
}
