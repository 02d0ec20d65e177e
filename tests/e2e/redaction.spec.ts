import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Download, expect, type Page, test } from '@playwright/test';
import { parseTime } from '../../shared/time/timecode.ts';
import { readMedia } from '../fixtures/media/read-media.ts';
import { Desk } from './pages/Desk.ts';
import { Study } from './pages/Study.ts';
import { launchApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.use({ acceptDownloads: true, trace: 'off' });
test.setTimeout(180_000);

const sample = join(import.meta.dirname, '../../build/sample');
const redactions = (page: Page) => page.getByRole('region', { name: 'Redactions' });
const rows = (page: Page) => redactions(page).getByRole('button', { expanded: false });

/** Goes there, as a click into the overview does, and says where that is. */
async function goTo(desk: Desk, part: number): Promise<number> {
  await desk.goTo(part);
  await desk.page.waitForFunction(() => {
    const media = document.querySelector<HTMLMediaElement>('audio[src], video[src]');
    return media !== null && !media.seeking;
  });
  return await desk.playedMs();
}

/** A span by keys: in at one place, out at another. */
async function drawSpan(desk: Desk, from: number, to: number): Promise<void> {
  await goTo(desk, from);
  await desk.press('Escape');
  await desk.press('i');
  await goTo(desk, to);
  await desk.press('o');
  await expect(desk.page.getByRole('toolbar', { name: 'Selected span' })).toBeVisible();
}

/** The times of the redaction that is open, as its fields have them. */
async function times(page: Page): Promise<{ startMs: number; endMs: number }> {
  const value = async (name: string) =>
    parseTime(await redactions(page).getByRole('textbox', { name, exact: true }).inputValue()) ?? -1;
  return { startMs: await value('Start'), endMs: await value('End') };
}

async function saved(download: Promise<Download>): Promise<{ name: string; path: string }> {
  const file = await download;
  return { name: file.suggestedFilename(), path: await file.path() };
}

/** Says what an export is for, and goes on. */
async function agree(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Export clips' });
  await expect(dialog.getByRole('combobox', { name: 'What it is for' })).toHaveValue('analysis');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toBeHidden();
}

const level = (samples: Float32Array, from: number, to: number): number => {
  let sum = 0;
  for (let at = Math.round(from); at < Math.round(to); at += 1) sum += (samples[at] ?? 0) ** 2;
  return Math.sqrt(sum / Math.max(1, Math.round(to) - Math.round(from)));
};

test('sound: marked by keys, changed, undone, previewed, exported, and measured in the file', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const desk = new Desk(page);
  await page.goto(app.url);
  await new Study(page).openSession('Session 3');
  await desk.markAs('Coder K');
  await desk.seeWholeWave();
  await expect(redactions(page)).toContainText('Nothing in this recording is redacted');
  await look(page, 'redaction-none');

  await drawSpan(desk, 0.3, 0.33);
  await page.getByRole('button', { name: 'Redact', exact: false }).first().click();
  await expect(page.getByRole('menuitem', { name: 'Tone over the sound' })).toBeVisible();
  // A recording of sound has no picture to blur.
  await expect(page.getByRole('menuitem', { name: 'Blur the picture' })).toBeHidden();
  await look(page, 'redaction-menu');
  await page.getByRole('menuitem', { name: 'Mute the sound' }).click();
  await expect(redactions(page)).toContainText('1 span');
  const first = await times(page);
  expect(first.endMs - first.startMs).toBeGreaterThan(3000);
  await redactions(page).getByRole('textbox', { name: 'Why' }).fill('a surname');
  await expect(redactions(page).getByRole('button', { expanded: true })).toContainText('a surname');
  await look(page, 'redaction-selected');

  await test.step('it is undone and done again like anything else', async () => {
    await desk.press('Escape');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(redactions(page)).toContainText('Nothing in this recording is redacted');
    await page.getByRole('button', { name: 'Redo', exact: true }).click();
    await page.getByRole('button', { name: 'Redo', exact: true }).click();
    await expect(redactions(page)).toContainText('a surname');
  });

  await test.step('a second, of one speaker, by key and with another kind', async () => {
    await drawSpan(desk, 0.6, 0.62);
    await desk.press('Shift+R');
    await expect(redactions(page)).toContainText('2 spans');
    await redactions(page)
      .getByRole('combobox', { name: 'What is done' })
      .selectOption('Tone over the sound');
    await expect(redactions(page).getByRole('button', { expanded: true })).toContainText(
      'Tone over the sound',
    );
    await redactions(page).getByRole('textbox', { name: 'End', exact: true }).fill('0');
    await redactions(page).getByRole('textbox', { name: 'End', exact: true }).press('Enter');
    await expect(redactions(page).getByRole('alert')).toContainText('needs a length');
    await look(page, 'redaction-problem');
    await redactions(page).getByRole('textbox', { name: 'End', exact: true }).press('Escape');
  });
  const second = await times(page);

  await test.step('while it plays the page mutes it, and says that this is a preview', async () => {
    const isMuted = () =>
      page.locator('audio[src]').evaluate((media) => media instanceof HTMLMediaElement && media.muted);
    await rows(page).first().click();
    await expect.poll(isMuted).toBe(true);
    await expect(page.getByText('Preview of the redaction: Sound muted')).toBeVisible();
    await look(page, 'redaction-preview');
    await desk.press('Shift+H');
    await expect.poll(isMuted).toBe(false);
    await desk.press('Shift+H');
    await expect.poll(isMuted).toBe(true);
    await redactions(page).getByRole('button', { name: 'Play from just before' }).click();
    await expect.poll(isMuted).toBe(false);
    await expect.poll(isMuted, { timeout: 15_000 }).toBe(true);
    expect(await desk.playedMs()).toBeGreaterThanOrEqual(first.startMs);
    await desk.pause();
  });

  const before = await readMedia(join(sample, 'session.m4a'));
  const exported = page.waitForEvent('download');
  await redactions(page).getByRole('button', { name: 'Export the redacted recording' }).click();
  await agree(page);
  const file = await saved(exported);
  expect(file.name).toBe('Client 07 session 3 redacted.m4a');
  const after = await readMedia(file.path);
  expect(Math.abs(after.durationMs - before.durationMs)).toBeLessThan(10);
  const sampleOf = (ms: number): number => (ms * before.sampleRate) / 1000;
  for (const [index, samples] of after.channels.entries()) {
    const was = before.channels[index] ?? new Float32Array();
    const inside = [sampleOf(first.startMs), sampleOf(first.endMs)] as const;
    expect(level(samples, ...inside)).toBeLessThan(0.0005);
    expect(level(samples, sampleOf(second.startMs), sampleOf(second.endMs))).toBeCloseTo(
      0.12 / Math.SQRT2,
      2,
    );
    // What was said up to 20 ms before it and from 20 ms after it is there as it was.
    for (const [from, to] of [
      [first.startMs - 2000, first.startMs - 20],
      [first.endMs + 20, first.endMs + 2000],
      [second.endMs + 20, second.endMs + 2000],
    ] as const) {
      const now = level(samples, sampleOf(from), sampleOf(to));
      const then = level(was, sampleOf(from), sampleOf(to));
      expect(Math.abs(now - then)).toBeLessThan(0.1 * then + 0.0005);
    }
  }
  await expect(page.getByText('saved to your downloads').first()).toBeVisible();

  await test.step('a clip of a moment, and of all that are listed', async () => {
    await desk.moments.filter({ hasText: 'The weight on the chest' }).click();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Clip of this moment…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export clips' });
    await expect(dialog).toBeVisible();
    await look(page, 'clip-dialog');
    const startMs = parseTime(await desk.startOf().inputValue()) ?? 0;
    const endMs = parseTime(await desk.endOf().inputValue()) ?? 0;
    await dialog.getByRole('textbox', { name: 'Seconds before and after' }).fill('1');
    const clipped = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export' }).click();
    const clip = await saved(clipped);
    expect(clip.name).toMatch(/^Client 07 session 3 moment \d+\.m4a$/);
    const { channels, sampleRate } = await readMedia(clip.path);
    const lengthMs = ((channels[0]?.length ?? 0) * 1000) / sampleRate;
    expect(Math.abs(lengthMs - (Math.max(endMs - startMs, 3000) + 2000))).toBeLessThan(20);

    await desk.openCommands();
    await page.keyboard.type('clips of the moments');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('10 moments');
    const packed = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export' }).click();
    const archive = await saved(packed);
    expect(archive.name).toBe('Client 07 session 3 clips.zip');
    expect((await stat(archive.path)).size).toBeGreaterThan(10_000);
  });

  await test.step('the original goes only when a word is typed; what is there then plays', async () => {
    await desk.press('Escape');
    await redactions(page).getByRole('button', { name: 'Remove the original for good' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the original recording?' });
    await expect(dialog.getByRole('button', { name: 'Erase the original' })).toBeDisabled();
    await look(page, 'remove-original');
    await dialog.getByRole('textbox', { name: 'Type “erase” to go on' }).fill('erase');
    await dialog.getByRole('button', { name: 'Erase the original' }).click();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('The original is erased', {
      timeout: 30_000,
    });
    await expect(redactions(page)).toContainText('Nothing in this recording is redacted');
    await desk.seeCount(10);
    await desk.seeWholeWave();
    await goTo(desk, 0.31);
    await desk.play();
    await desk.pause();
  });
});

test('picture: blanked where it is marked, while it plays and in the file; the export is seen and stopped', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const desk = new Desk(page);
  await page.goto(app.url);
  await new Study(page).openSession('Session 3');
  await desk.markAs('Coder K');
  await page.getByRole('button', { name: 'Recording Session, sound' }).click();
  await page.getByRole('menuitemradio', { name: /Session, picture/ }).click();
  await expect(page.getByLabel('Picture of Session, picture')).toHaveJSProperty('readyState', 4);
  await desk.seeWholeWave();
  await drawSpan(desk, 0.4, 0.45);
  await page.getByRole('button', { name: 'Redact', exact: false }).first().click();
  await page.getByRole('menuitem', { name: 'Blank the picture' }).click();
  await expect(redactions(page).getByRole('button', { expanded: true })).toContainText('Picture blanked');
  const span = await times(page);
  await drawSpan(desk, 0.5, 0.55);
  await desk.press('Shift+R');
  await redactions(page).getByRole('combobox', { name: 'What is done' }).selectOption('Blur the picture');
  await expect(redactions(page).getByRole('button', { expanded: true })).toContainText('Picture blurred');
  const blurred = await times(page);
  await goTo(desk, 0.52);
  await expect(page.getByText('Preview of the redaction: Picture blurred')).toBeVisible();
  await look(page, 'redaction-blurred');
  await goTo(desk, 0.42);
  await expect(page.getByText('Preview of the redaction: Picture blanked')).toBeVisible();
  await look(page, 'redaction-blanked');
  await goTo(desk, 0.2);
  await expect(page.getByText('Preview of the redaction')).toBeHidden();

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Whole recording, redacted…' }).click();
  await agree(page);
  const stack = page.getByRole('region', { name: 'Exports' });
  await expect(stack.getByRole('progressbar')).toBeVisible();
  await look(page, 'export-progress');
  await stack.getByRole('button', { name: 'Cancel' }).click();
  await expect(stack).toBeHidden();

  const exported = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Whole recording, redacted…' }).click();
  await agree(page);
  const file = await saved(exported);
  expect(file.name).toBe('Client 07 session 3 redacted.mp4');
  const [before, after] = [await readMedia(join(sample, 'session.mp4')), await readMedia(file.path)];
  expect(Math.abs(after.durationMs - before.durationMs)).toBeLessThan(10);
  for (const [index, samples] of after.channels.entries())
    expect(Math.abs(samples.length - (before.channels[index]?.length ?? 0))).toBeLessThan(44);
  const looksAt = (ms: number) => after.pictures.find(({ startMs, endMs }) => startMs <= ms && ms < endMs);
  for (const was of before.pictures) {
    const is = looksAt(was.startMs + 0.5);
    const inside = (of: typeof span) => was.startMs >= of.startMs && was.startMs < of.endMs;
    if (inside(span)) expect(is).toMatchObject({ contrast: 0, brightness: 16 });
    else if (inside(blurred)) expect(is?.contrast).toBeLessThan(was.contrast * 0.9);
    else expect(Math.abs((is?.brightness ?? 0) - was.brightness), `at ${was.startMs}`).toBeLessThan(4);
  }
  expect(
    [span.startMs - 2, span.startMs, span.endMs - 1, span.endMs].map((ms) => looksAt(ms)?.contrast === 0),
  ).toEqual([false, true, true, false]);
});
