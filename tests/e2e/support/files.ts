import type { FileChooser, Page } from '@playwright/test';

type Files = Parameters<FileChooser['setFiles']>[0];

/** The browser's dialog for files, which `open` brings up. */
export async function fileDialog(page: Page, open: () => Promise<unknown>): Promise<FileChooser> {
  const opened = page.waitForEvent('filechooser');
  // The wish to be told reaches the page by another way than a key does, and once in six came after it: the browser
  // had opened its own dialog by then, which nobody answers. An answer from the page says that the wish is there.
  await page.evaluate(() => undefined);
  await open();
  return await opened;
}

export async function chooseFiles(page: Page, open: () => Promise<unknown>, files: Files): Promise<void> {
  await (await fileDialog(page, open)).setFiles(files);
}
