import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { readTranscript } from '../../shared/interchange/read-transcript.ts';
import { transcriptFixture, turnLines } from '../fixtures/transcripts.ts';
import { Transcript } from './pages/Transcript.ts';
import { holdInterviews } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';
import { look } from './support/look.ts';
import { file, kept, openDesk } from './support/transcripts.ts';

test.setTimeout(240_000);

test('a transcript is corrected, cut, joined, given to people, made a moment of, coded, undone, and exported as it stands', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const opened = await openDesk(page, app.url);
  const { client, transcript, session, recording, person } = opened;
  const { id } = await client.transcript.import({
    actor: null,
    recordingId: recording.id,
    label: 'Week',
    origin: 'imported',
    sourceName: 'week.txt',
    turns: [
      { speaker: 'T', startMs: 1000, endMs: 3500, text: 'How was the week?' },
      { speaker: 'C', startMs: 4000, endMs: 9000, text: 'Long. I felt seen, and then it was gone.' },
      { speaker: null, startMs: null, endMs: null, text: 'Mm.' },
    ],
  });
  await page.keyboard.press('Shift+T');
  await expect(transcript.turns).toHaveCount(3);

  // A click goes there; the turn that sounds is marked, outside of React.
  await transcript.turn('Long.').getByRole('button', { name: 'Play from 0:00:04.0' }).click();
  await expect(page.getByRole('timer', { name: 'Position' })).toContainText('0:00:04.0');
  await expect(transcript.turn('Long.')).toHaveAttribute('data-now', '');

  // Edited in place, and on disk before anything says so.
  await page.keyboard.press('Shift+W');
  await expect(transcript.text).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' Again.');
  await expect.poll(async () => (await kept(opened)).get('Week')?.[1]).toContain('gone. Again.');

  // Cut at the caret, joined again by Backspace, and the key of a speaker.
  for (let step = 0; step < ' Again.'.length; step += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(transcript.turns).toHaveCount(4);
  await expect.poll(async () => (await kept(opened)).get('Week')?.[2]).toBe('?-9000 C: Again.');
  await expect(transcript.text).toBeFocused();
  await page.keyboard.press('Control+1');
  await expect.poll(async () => (await kept(opened)).get('Week')?.[2]).toBe('?-9000 T: Again.');
  await page.keyboard.press('Backspace');
  await expect(transcript.turns).toHaveCount(3);
  await page.keyboard.press('Escape');

  // Whoever is said to speak gives the turn their colour and letters.
  await transcript.menu('Speakers…');
  const speakers = page.getByRole('dialog', { name: 'Speakers of this transcript' });
  await expect(speakers).toBeVisible();
  await look(page, 'transcript speakers');
  await speakers.getByRole('combobox', { name: 'Who C is' }).selectOption({ index: 1 });
  await page.keyboard.press('Escape');
  await expect(speakers).toHaveCount(0);
  expect((await client.transcript.load({ id })).speakers[1]?.personId).not.toBeNull();

  // Words selected in the text: a moment over the turn, and a code's key.
  await transcript.turn('Long.').getByText('Long.').dblclick();
  await expect(transcript.text).toBeFocused();
  await page.keyboard.press('Home');
  for (let step = 0; step < 'Long.'.length; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+Shift+M');
  const moments = async () => (await client.session.load({ id: session.id })).moments;
  await expect.poll(async () => (await moments()).at(-1)?.label).toBe('Long.');
  await page.keyboard.press('Home');
  for (let step = 0; step < 'Long.'.length; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+Shift+Y');
  await page.getByRole('textbox', { name: 'Find a code' }).fill('a');
  await page.keyboard.press('Enter');
  const passages = async () =>
    (await client.session.load({ id: session.id })).codings.filter(({ turnId }) => turnId !== null);
  await expect.poll(passages).toMatchObject([{ fromOffset: 0, toOffset: 5, personId: person.id }]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // As it stands, in a format that has a place for all of it.
  const started = page.waitForEvent('download');
  await transcript.menu('ELAN annotations');
  const exported = await started;
  expect(exported.suggestedFilename()).toBe('Week.eaf');
  const bytes = await readFile(await exported.path());
  const again = turnLines(readTranscript({ name: 'Week.eaf', bytes }));
  expect(again.toSorted()).toEqual((await kept(opened)).get('Week')?.toSorted());
  const subtitles = page.waitForEvent('download');
  await transcript.menu('SubRip subtitles');
  await subtitles;
  await expect(page.getByText('Exported without 1 turn').first()).toBeVisible();

  // Every step of it can be taken back.
  const original = '4000-9000 C: Long. I felt seen, and then it was gone.';
  for (let step = 0; step < 9 && (await kept(opened)).get('Week')?.[1] !== original; step += 1)
    await client.history.undo({ actor: null });
  await expect(transcript.turns).toHaveCount(3);
  expect((await kept(opened)).get('Week')?.[1]).toBe(original);
});

test('untimed text is aligned by one key at each turn while it plays', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const opened = await openDesk(page, app.url);
  const { client, desk, transcript, recording } = opened;
  const texts = ['One.', 'Two.', 'Three.'];
  await client.transcript.import({
    actor: null,
    recordingId: recording.id,
    label: 'Untimed',
    origin: 'imported',
    sourceName: 'untimed.txt',
    turns: texts.map((text) => ({ speaker: null, startMs: null, endMs: null, text })),
  });
  await page.keyboard.press('Shift+T');
  await expect(transcript.turns).toHaveCount(3);
  await transcript.menu('Align by key');
  await look(page, 'transcript aligning');
  await desk.play();
  const pressed: number[] = [];
  for (const text of texts) {
    await expect(page.getByText(`begins: ${text}`)).toBeVisible();
    const before = await desk.playedMs();
    await expect.poll(() => desk.playedMs(), { intervals: [20] }).toBeGreaterThan(before + 300);
    pressed.push(await desk.playedMs());
    await page.keyboard.press('F8');
  }
  await expect(page.getByText('Every turn after this one has been gone through')).toBeVisible();
  await desk.pause();
  const lines = (await kept(opened)).get('Untimed') ?? [];
  const starts = lines.map((line) => Number(/^(\d+)-/.exec(line)?.[1] ?? Number.NaN));
  for (const [index, startMs] of starts.entries()) {
    // After the instant that was read just before the press, and before the next one was.
    expect(startMs).toBeGreaterThanOrEqual(pressed[index] ?? Number.NaN);
    expect(startMs).toBeLessThan(pressed[index + 1] ?? recording.durationMs);
  }
  expect(lines[0]?.split(' ')[0]).toBe(`${starts[0]}-${starts[1]}`);
});

test('one’s own transcript is written from scratch without a hand off the keyboard', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const opened = await openDesk(page, app.url);
  const { desk, transcript } = opened;
  await transcript.show();
  await page.getByRole('button', { name: 'Write one' }).click();
  await expect(transcript.turns).toHaveCount(1);
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Shift+W');
  await expect(transcript.text).toBeFocused();
  await page.keyboard.type('How was the week?');
  await page.keyboard.press('Control+Space');
  await expect(desk.pauseButton).toBeVisible();
  await expect.poll(() => desk.playedMs(), { intervals: [20] }).toBeGreaterThan(1500);
  await page.keyboard.press('Enter');
  await expect(transcript.turns).toHaveCount(2);
  await expect(transcript.text).toHaveValue('');
  await page.keyboard.type('Long.');
  await page.keyboard.press('Control+Space');
  await expect(desk.playButton).toBeVisible();
  const pausedMs = await desk.playedMs();
  await page.keyboard.press('F9');
  await expect.poll(() => desk.playedMs()).toBeLessThan(pausedMs - 1000);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Escape');
  const lines = async () => [...(await kept(opened)).values()].at(-1) ?? [];
  await expect
    .poll(async () => (await lines()).map((line) => line.replace(/^.*?: /, '')))
    .toEqual(['How was the week?', 'Long.']);
  const [first = '', second = ''] = await lines();
  const secondMs = Number(/^(\d+)-/.exec(second)?.[1]);
  expect(secondMs).toBeGreaterThan(1400);
  expect(first).toMatch(new RegExp(`^0-${secondMs} `));
});

test('ten thousand turns: only those in sight are in the document, and the one that sounds is found and followed', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client, desk, transcript, recording } = await openDesk(page, app.url);
  const lengthMs = Math.floor(recording.durationMs / 10_000);
  await client.transcript.import({
    actor: null,
    recordingId: recording.id,
    label: 'Long',
    origin: 'imported',
    sourceName: '',
    turns: Array.from({ length: 10_000 }, (_, place) => ({
      speaker: place % 2 === 0 ? 'T' : 'C',
      startMs: place * lengthMs,
      endMs: (place + 1) * lengthMs,
      text: `Turn ${place + 1}`,
    })),
  });
  await page.keyboard.press('Shift+T');
  await expect(transcript.panel.getByText('10000 turns')).toBeVisible();
  expect(await transcript.turns.count()).toBeLessThan(40);
  await desk.goTo(0.75);
  const now = page.locator('[data-now]');
  // Until playback is there it is still the first one that sounds.
  const isFound = async (): Promise<boolean> => {
    const [words = ''] = await now.allInnerTexts();
    const place = Number(/Turn (\d+)/.exec(words)?.[1]);
    const playedMs = await desk.playedMs();
    return playedMs > 0 && Math.abs(place - 1 - Math.floor(playedMs / lengthMs)) <= 1;
  };
  await expect.poll(isFound).toBe(true);
  await expect(now).toBeInViewport();
  expect(await transcript.turns.count()).toBeLessThan(40);
});

test('a recall interview’s own recording has a transcript on its desk, which goes with its sound', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client, ofClient } = await holdInterviews(page, app, { hasSound: true });
  const { recordings } = await client.interview.load({ id: ofClient });
  const [own] = recordings;
  if (own === undefined) throw new Error('no recording of the interview');
  await client.transcript.import({
    actor: null,
    recordingId: own.id,
    label: 'Recalled',
    origin: 'imported',
    sourceName: '',
    turns: [
      { speaker: 'I', startMs: 0, endMs: 2000, text: 'What came back?' },
      { speaker: 'C', startMs: 2000, endMs: 5000, text: 'That she had heard me.' },
    ],
  });
  await client.view.save({ key: 'interface', value: { interviewId: ofClient } });
  await page.reload();
  const transcript = new Transcript(page);
  await transcript.show();
  await expect(transcript.turns).toHaveCount(2);
  await transcript.turn('That she').getByRole('button', { name: 'Play from 0:00:02.0' }).click();
  await expect(transcript.turn('That she')).toHaveAttribute('data-now', '');
  await expect(transcript.turn('What came')).not.toHaveAttribute('data-now', '');
  await look(page, 'transcript interview');
});

test('nothing serious for those who cannot see or use a mouse, in both themes', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const { transcript } = await openDesk(page, app.url);
  await page.keyboard.press('Shift+T');
  await expect(page.getByText('No transcript yet')).toBeVisible();
  await look(page, 'transcript empty');
  await transcript.choose(
    () => page.getByRole('button', { name: 'Import transcripts…' }).click(),
    [file('names.vtt', transcriptFixture('names.vtt'))],
  );
  await expect(transcript.dialog.getByRole('button', { name: /^Import \d+ turns$/ })).toBeVisible();
  await look(page, 'transcript import');
  await transcript.finishImport();
  await expect(transcript.dialog).toHaveCount(0);
  await expect(transcript.turns.first()).toBeVisible();
  await look(page, 'transcript turns');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Shift+W');
  await expect(transcript.text).toBeFocused();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: 'Selected passage' })).toBeVisible();
  await look(page, 'transcript editing');
});
