import { expect, type Locator, type Page } from '@playwright/test';

declare global {
  interface Window {
    /** Where each element began to play, or was sent while it played, in ms; noted by a test. */
    begunMs?: number[];
    /** Where they were while they played. */
    soundedMs?: number[];
  }
}

/** The screen of search and queries. */
export class Find {
  readonly page: Page;
  readonly words: Locator;
  readonly list: Locator;
  readonly rows: Locator;
  readonly selected: Locator;
  readonly playing: Locator;
  readonly position: Locator;
  readonly playButton: Locator;
  readonly pauseButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.words = page.getByRole('combobox', { name: 'Words to look for' });
    this.list = page.getByRole('listbox', { name: 'Results' });
    this.rows = this.list.getByRole('option');
    this.selected = this.list.getByRole('option', { selected: true });
    this.playing = this.rows.filter({ hasText: 'playing' });
    this.position = page.getByRole('timer', { name: 'Position' });
    const bar = page.getByRole('toolbar', { name: 'Playback of results' });
    this.playButton = bar.getByRole('button', { name: 'Play the results' });
    this.pauseButton = bar.getByRole('button', { name: 'Pause' });
  }

  async addCondition(kind: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add condition' }).last().focus();
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('menuitem', { name: kind, exact: true }).press('Enter');
    // Closed at once it would be opened again by the key that is meant for the next one.
    await expect(this.page.getByRole('menu')).toHaveCount(0);
  }

  /** Waits until these words are in every row, and there are rows: what was found before may hold them too. */
  async seeOnly(words: string): Promise<void> {
    await expect
      .poll(async () => {
        const rows = await this.rows.allInnerTexts();
        return rows.length > 0 && rows.every((row) => row.includes(words));
      })
      .toBe(true);
  }

  /** Where the element that sounds stands, in ms. */
  async playedMs(): Promise<number> {
    return await this.page
      .locator('audio[src], video[src]')
      .evaluate((media) => (media instanceof HTMLMediaElement ? Math.round(media.currentTime * 1000) : -1));
  }

  /** From now on the page notes by its media elements' own word where each result begins. */
  async noteBeginnings(): Promise<void> {
    await this.page.evaluate(() => {
      window.begunMs = [];
      window.soundedMs = [];
      const note = ({ target }: Event): void => {
        if (target instanceof HTMLMediaElement) window.begunMs?.push(Math.round(target.currentTime * 1000));
      };
      // Media events do not bubble, but they are captured on their way down.
      document.addEventListener('seeking', note, true);
      const noteSound = ({ target }: Event): void => {
        if (target instanceof HTMLMediaElement && !target.paused && !target.seeking)
          window.soundedMs?.push(Math.round(target.currentTime * 1000));
      };
      document.addEventListener('timeupdate', noteSound, true);
    });
  }

  async played(): Promise<{ begunMs: number[]; soundedMs: number[] }> {
    return await this.page.evaluate(() => ({
      begunMs: window.begunMs ?? [],
      soundedMs: window.soundedMs ?? [],
    }));
  }

  async download(item: string): Promise<{ path: string }> {
    await this.page.getByRole('button', { name: 'Export the results' }).click();
    const started = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
    return { path: await (await started).path() };
  }
}
