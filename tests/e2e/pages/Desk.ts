import { expect, type Locator, type Page } from '@playwright/test';
import { readWave, type WaveSeen } from './wave.ts';

/** The session desk: playback, timeline, list of moments, inspector. */
export class Desk {
  readonly page: Page;
  readonly moments: Locator;
  readonly inspector: Locator;
  readonly note: Locator;
  readonly position: Locator;
  readonly timeline: Locator;

  constructor(page: Page) {
    this.page = page;
    this.moments = page.getByRole('listbox', { name: 'Moments' }).getByRole('option');
    this.inspector = page.getByRole('region', { name: 'Moment', exact: true });
    this.note = this.inspector.getByRole('textbox', { name: 'Note' });
    this.position = page.getByRole('timer', { name: 'Position' });
    this.timeline = page.getByRole('group', { name: 'Timeline' });
  }

  /** Answers the question who is marking; it is asked when a desk is opened by nobody. */
  async markAs(name: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Who is marking?' });
    await dialog.getByRole('button', { name }).click();
    await this.seeNoDialog();
    await expect(this.page.getByRole('button', { name: `Marking as ${name}` })).toBeVisible();
  }

  /** Answers with somebody who is not in the study yet. */
  async markAsNew(name: string, role: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Who is marking?' });
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('combobox', { name: 'Role' }).selectOption(role);
    await dialog.getByRole('button', { name: 'Add and go on' }).click();
    await this.seeNoDialog();
    await expect(this.page.getByRole('button', { name: `Marking as ${name}` })).toBeVisible();
  }

  async putOffPerson(): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Who is marking?' });
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await this.seeNoDialog();
  }

  /** A dialog has every key to itself until it is wholly gone. */
  async seeNoDialog(): Promise<void> {
    await expect(this.page.locator('[aria-modal=true]')).toHaveCount(0);
  }

  async openCommands(): Promise<void> {
    await this.press('Control+k');
    await expect(this.page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  get playButton(): Locator {
    return this.page
      .getByRole('toolbar', { name: 'Playback' })
      .getByRole('button', { name: 'Play', exact: true });
  }

  get pauseButton(): Locator {
    return this.page
      .getByRole('toolbar', { name: 'Playback' })
      .getByRole('button', { name: 'Pause', exact: true });
  }

  /** How many moments there are, by the list's own word: only the rows in sight are in the document. */
  async seeCount(count: number): Promise<void> {
    const words = count === 1 ? '1 moment' : `${count} moments`;
    await expect(this.page.getByRole('complementary').getByText(words, { exact: true })).toBeVisible({
      timeout: 10_000,
    });
  }

  /** Where the element that sounds stands, in milliseconds: the truth that the readout and marks are held against. */
  async playedMs(): Promise<number> {
    return await this.page
      .locator('audio[src], video[src]')
      .evaluate((media) => (media instanceof HTMLMediaElement ? Math.round(media.currentTime * 1000) : -1));
  }

  /** Starts playback if need be and waits until it really runs on. */
  async play(): Promise<void> {
    if (await this.playButton.isVisible()) await this.press('Space');
    await expect(this.pauseButton).toBeVisible();
    const before = await this.playedMs();
    await expect.poll(() => this.playedMs(), { intervals: [20] }).toBeGreaterThan(before);
  }

  async pause(): Promise<void> {
    if (await this.pauseButton.isVisible()) await this.press('Space');
    await expect(this.playButton).toBeVisible();
  }

  /** Clicks into the overview at a part (0–1) of its width: goes there. */
  async goTo(part: number): Promise<void> {
    const overview = this.page.getByTitle('Overview of the whole recording');
    const box = await overview.boundingBox();
    if (box === null) throw new Error('the overview is not on screen');
    await overview.click({ position: { x: Math.round(box.width * part), y: box.height / 2 } });
  }

  /** The row of the list that is selected. */
  get selected(): Locator {
    return this.page.getByRole('option', { selected: true });
  }

  /** Writes the selected moment's note by key and goes back to the recording, when the core has it. */
  async writeNote(text: string): Promise<void> {
    await this.press('n');
    await expect(this.note).toBeFocused();
    await this.page.keyboard.type(text);
    await this.seeNoteSaved();
    await this.press('Escape');
    await expect(this.note).not.toBeFocused();
    await expect(this.note).toHaveValue(text);
  }

  async seeNoteSaved(): Promise<void> {
    const head = this.inspector.locator('label', { hasText: 'Note' }).locator('..');
    await expect(head.getByText('Saved', { exact: true })).toBeVisible();
  }

  /** The code as it stands on the selected moment, applied by this person. */
  applied(code: string, person: string): Locator {
    return this.inspector.getByRole('button', { name: `Take off ${code}, applied by ${person}` });
  }

  startOf(part = 1): Locator {
    return this.inspector.getByRole('textbox', { name: `Start of part ${part}` });
  }

  endOf(part = 1): Locator {
    return this.inspector.getByRole('textbox', { name: `End of part ${part}` });
  }

  /** What can be seen of the waveform now. */
  async wave(): Promise<WaveSeen> {
    return await this.page.evaluate(readWave);
  }

  /** The part of the recording on screen, as the overview shows it: left edge and width in pixels; null for the whole. */
  async zoom(): Promise<{ left: number; width: number } | null> {
    return await this.page.locator('.sp-timeline-window').evaluate((element) => {
      if (element instanceof HTMLElement && element.hidden) return null;
      const { left, width } = element.getBoundingClientRect();
      return { left: Math.round(left), width: Math.round(width) };
    });
  }

  /** Waits until the waveform is painted from the first pixel to the last. */
  async seeWholeWave(): Promise<void> {
    await expect.poll(() => this.wave(), { timeout: 15_000 }).toEqual({ isBegun: true, isWhole: true });
  }

  async download(
    item: 'CSV, a row for each moment' | 'CSV, a row for each moment and code' | 'JSON',
  ): Promise<{
    fileName: string;
    path: string;
  }> {
    await this.page.getByRole('button', { name: 'Export' }).click();
    const started = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
    const file = await started;
    return { fileName: file.suggestedFilename(), path: await file.path() };
  }

  async backToStudy(): Promise<void> {
    await this.page.getByRole('button', { name: 'Back to the study' }).click();
    await expect(this.page.getByRole('tablist', { name: 'Parts of the study' })).toBeVisible();
  }
}
