import { test as base, expect, type JSHandle, type Locator, type Page } from '@playwright/test';

/** With Chromium's own microphone, which beeps, and which nobody has to allow. */
export const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fake] });
    },
    { scope: 'worker' },
  ],
});

// A second window, a microphone and a recording at once, on machines that do other things besides.
const patient = expect.configure({ timeout: 20_000 });

/** A recall interview being held, in the inquirer's window. */
export class Recall {
  readonly page: Page;
  readonly stops: Locator;
  readonly writing: Locator;

  constructor(page: Page) {
    this.page = page;
    this.stops = page.getByRole('button', { name: /^Stop \d+ at / });
    this.writing = page.getByRole('textbox', { name: 'Statement', exact: true });
  }

  /** From the board: the session has interviews already, and this becomes its last one. */
  async plan(recaller: string): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'Plan a recall interview' }).first().click();
    const dialog = page.getByRole('dialog', { name: /Plan a recall interview/ });
    await dialog.getByRole('combobox', { name: 'Recaller' }).click();
    await page.getByRole('option', { name: recaller }).click();
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await patient(page.locator('[aria-modal=true]')).toHaveCount(0);
    await this.onBoard(recaller).click();
    await patient(page.getByRole('heading', { name: `Recall interview: ${recaller}` })).toBeVisible();
  }

  /** The last interview with this person, on the board. */
  onBoard(recaller: string): Locator {
    return this.page.getByRole('button', { name: `Open the recall interview with ${recaller}` }).last();
  }

  async allowMicrophone(): Promise<void> {
    await this.page.getByRole('button', { name: 'Use the microphone' }).click();
    await patient(this.page.getByText('Ready', { exact: true }).first()).toBeVisible();
  }

  async begin(): Promise<void> {
    await this.page.getByRole('button', { name: 'Begin the interview' }).click();
    await patient(this.page.getByRole('heading', { name: 'The opening question' })).toBeVisible();
    await this.seeRecording();
  }

  async seeRecording(): Promise<void> {
    await patient(this.page.getByText('Recording', { exact: true })).toBeVisible();
  }

  /** An answer to the opening question, typed as it is said; `around` empty when it is not known. */
  async addPlace(number: number, what: string, around: string): Promise<void> {
    const place = this.page.getByRole('listitem', { name: `Place ${number}` });
    await this.page.getByRole('button', { name: 'Add a place' }).click();
    await patient(place.getByRole('textbox', { name: 'What' })).toBeFocused();
    await this.page.keyboard.type(what);
    await place.getByRole('textbox', { name: 'About where' }).fill(around);
    await this.page.keyboard.press('Tab');
  }

  async toWatch(): Promise<void> {
    await this.page.getByRole('button', { name: 'Go on to watching' }).click();
    await this.seeStanding();
  }

  async seeStanding(): Promise<void> {
    await patient(this.page.getByRole('button', { name: /^Play/ })).toBeVisible();
  }

  async playedMs(): Promise<number> {
    return await this.page
      .locator('audio[src], video[src]')
      .evaluate((media) => (media instanceof HTMLMediaElement ? media.currentTime * 1000 : -1));
  }

  /** Plays on from where it stands, and answers when it has played for this long. */
  async play(forMs: number): Promise<void> {
    const stop = this.page.getByRole('button', { name: 'Stop Space' });
    // Right after a stop a press is taken for that stop again, so people press once more; a late Stop is not pressed.
    await expect(async () => {
      if (await stop.isHidden()) await this.page.keyboard.press('Space');
      await expect(stop).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 20_000 });
    await this.playOn(forMs);
  }

  async playOn(forMs: number): Promise<void> {
    const fromMs = await this.playedMs();
    await patient.poll(() => this.playedMs(), { intervals: [50] }).toBeGreaterThan(fromMs + forMs);
  }

  /** Where the recording stands, in ms, at every frame of the page in which it plays: grows from now on. */
  playedFrames(): Promise<JSHandle<number[]>> {
    return this.page.evaluateHandle(() => {
      const frames: number[] = [];
      const note = (): void => {
        const media = document.querySelector<HTMLMediaElement>('audio, video');
        if (media?.paused === false) frames.push(media.currentTime * 1000);
        requestAnimationFrame(note);
      };
      note();
      return frames;
    });
  }

  async seeStops(count: number): Promise<void> {
    await this.seeStanding();
    await patient(this.stops).toHaveCount(count);
    await patient(this.stops.first()).toHaveAttribute('aria-pressed', 'true');
  }

  /** Writes what is said at the stop; it is saved when the list of stops, or a field of its own, shows it. */
  async say(body: string): Promise<void> {
    await this.page.keyboard.press('n');
    await patient(this.writing).toBeFocused();
    await this.page.keyboard.type(body);
  }

  async release(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await patient(this.writing).not.toBeFocused();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Shift+Enter');
    await patient(this.page.getByRole('heading', { name: 'Places not visited' })).toBeVisible();
  }

  async finish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Finish the interview' }).click();
    await patient(this.page.getByRole('button', { name: 'Plan a recall interview' }).first()).toBeVisible();
  }
}
