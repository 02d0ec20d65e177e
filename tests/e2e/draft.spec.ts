import { pathToFileURL } from 'node:url';
import { expect as baseExpect, type Page, test } from '@playwright/test';
import { rowsOf } from './support/database.ts';
import { fileDialog } from './support/files.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';
import { file, openDesk } from './support/transcripts.ts';

test.setTimeout(300_000);
const expect = baseExpect.configure({ timeout: 30_000 });

const standIn = pathToFileURL(`${import.meta.dirname}/../fixtures/media/whisper-stand-in.ts`).href;
const model = file('ggml-stand-in.bin', Buffer.from('lmgg, and nothing else'));
const noModel = file('holiday.bin', Buffer.from('no model at all'));

/** Gives this file, or none, to the browser's own dialog, which the step opens. */
async function give(page: Page, given: typeof model | null, open: () => Promise<void>): Promise<void> {
  const chooser = await fileDialog(page, open);
  if (given !== null) await chooser.setFiles([given]);
  // What Chromium tells the page when the dialog is closed without a choice.
  else await chooser.element().evaluate((input) => input.dispatchEvent(new Event('cancel')));
}

const turns = (app: RunningApp) =>
  rowsOf<{ body: string; machine: number; checked: number; startMs: number; endMs: number }>(
    app,
    `SELECT body, is_machine_made AS machine, is_checked AS checked, start_ms AS startMs, end_ms AS endMs
     FROM turns ORDER BY transcript_id, position`,
  );

test('a draft by a model on this machine: what the button asks for, progress, stopping, and lines that are to be checked', async ({
  page,
}) => {
  await using app = await launchApp(['--sample'], { NODE_OPTIONS: `--import=${standIn}` });
  const { transcript, recording } = await openDesk(page, app.url);
  await page.keyboard.press('Shift+T');
  const begin = page.getByRole('button', { name: 'Draft by machine…' });
  await expect(page.getByText('Choose a whisper model in ggml format')).toBeVisible();
  await look(page, 'draft-button');

  // Without a model, and with what is none, it says what to do, and leaves nothing behind.
  await give(page, null, () => begin.click());
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('no model was chosen. A draft needs a whisper model in ggml format');
  await give(page, noModel, () => begin.click());
  await expect(messages).toContainText('This file is no whisper model in ggml format');
  await expect(page.getByText('No transcript yet')).toBeVisible();
  expect(turns(app)).toEqual([]);

  // Lines come while it works, each to be checked; stopped, those that came stay.
  await give(page, model, () => begin.click());
  const bar = page.getByRole('progressbar', { name: 'Drafting; every line is to be checked' });
  await expect(bar).toBeVisible();
  await expect(transcript.turn('Line 2 as the model heard it.')).toContainText('Drafted by a machine');
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  await page.getByRole('button', { name: /^Cancel/ }).click();
  await expect(bar).toBeHidden();
  await expect(messages).toContainText('Stopped. The lines that were drafted stay');
  await look(page, 'draft-stopped');
  await expect(page.getByText(/^\d+ turns drafted by a machine are not checked yet$/)).toBeVisible();
  // What the model was thinking of when it was stopped may still come.
  await expect
    .poll(async () => await page.getByText(`${turns(app).length} turns drafted by a machine`).count())
    .toBe(1);
  const stopped = turns(app);
  expect(stopped.length).toBeGreaterThanOrEqual(2);
  expect(stopped.every(({ machine, checked }) => machine === 1 && checked === 0)).toBe(true);
  expect(stopped.at(-1)?.endMs).toBeLessThan(recording.durationMs);

  // Undo takes away the whole draft, and a new one goes through to the end of the recording.
  await page.keyboard.press('Control+z');
  await expect(page.getByText('No transcript yet')).toBeVisible();
  await give(page, model, () => begin.click());
  await expect(messages).toContainText('The draft is there. Check its lines', { timeout: 60_000 });
  const lines = turns(app);
  // One behind the other from the beginning to the end, as the player counts.
  expect(lines.length).toBeGreaterThan(20);
  for (const [place, { startMs }] of lines.entries())
    expect(Math.abs(startMs - (lines[place - 1]?.endMs ?? 0))).toBeLessThan(60);
  expect(Math.abs((lines.at(-1)?.endMs ?? 0) - recording.durationMs)).toBeLessThan(60);
  await transcript.menu('Mark all turns as checked');
  await expect(page.getByText(/drafted by a machine are not checked yet/)).toBeHidden();
  await expect.poll(() => turns(app).every(({ checked }) => checked === 1)).toBe(true);
});
