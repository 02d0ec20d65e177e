import { expect, type Locator, test } from '@playwright/test';
import { readTranscript } from '../../shared/interchange/read-transcript.ts';
import { foreignFixture, transcriptFixture, turnLines, wordPackage } from '../fixtures/transcripts.ts';
import { launchApp } from './support/launch.ts';
import { look } from './support/look.ts';
import { file, kept, openDesk } from './support/transcripts.ts';

test.setTimeout(240_000);

const styles = [
  ['plain.srt', transcriptFixture('plain.srt')],
  ['voices.vtt', transcriptFixture('voices.vtt')],
  ['noscribe.txt', transcriptFixture('noscribe.txt')],
  ['otranscribe.txt', transcriptFixture('otranscribe.txt')],
  ['word.docx', wordPackage(transcriptFixture('word-paragraphs.xml'))],
  ['two-speakers.eaf', transcriptFixture('two-speakers.eaf')],
  ['long.TextGrid', transcriptFixture('long.TextGrid')],
  ['mary.TextGrid', foreignFixture('mary.TextGrid')],
] as const;

test('files of every kind are imported from the desk, asked about one after the other', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const opened = await openDesk(page, app.url);
  const { transcript } = opened;
  await transcript.show();
  await transcript.choose(
    () => page.getByRole('button', { name: 'Import transcripts…' }).click(),
    styles.map(([name, bytes]) => file(name, bytes)),
  );
  for (const [index, [name]] of styles.entries()) {
    await expect(transcript.dialog.getByText(name, { exact: true })).toBeVisible();
    await expect(transcript.dialog.getByText(/^\d+ more files? (is|are) waiting$/)).toHaveCount(
      index < styles.length - 1 ? 1 : 0,
    );
    await transcript.finishImport();
  }
  await expect(transcript.dialog).toHaveCount(0);
  const inDatabase = await kept(opened);
  for (const [name, bytes] of styles) {
    const found = readTranscript({ name, bytes });
    const first = found.transcript.tiers.flatMap(({ parent }, tier) => (parent === null ? [tier] : []));
    const turns = found.transcript.turns.filter(({ tier }) => first.includes(tier));
    const wanted = turnLines({ transcript: { ...found.transcript, turns } });
    expect(inDatabase.get(name.replace(/\.\w+$/, '')), name).toEqual(wanted);
  }
});

test('files come in by the button of the study and by mouse, let go of above a session and above its desk', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const opened = await openDesk(page, app.url);
  const { desk, transcript } = opened;
  const drop = async (on: Locator, name: string, text: string) => {
    const files = await page.evaluateHandle(
      ([fileName, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], fileName, { type: 'application/x-subrip' }));
        return transfer;
      },
      [name, text] as const,
    );
    for (const type of ['dragenter', 'dragover', 'drop'])
      await on.dispatchEvent(type, { dataTransfer: files });
  };
  const srt = (text: string) => `1\n00:00:01,000 --> 00:00:02,000\n${text}\n`;
  await drop(page.getByRole('main', { name: 'Session desk' }), 'on the desk.srt', srt('Above the desk.'));
  await transcript.finishImport();
  await expect(transcript.dialog).toHaveCount(0);

  await desk.backToStudy();
  await drop(
    page.getByRole('button', { name: 'Session 3', exact: true }),
    'on the card.srt',
    srt('Above the card.'),
  );
  await transcript.finishImport();
  await expect(transcript.dialog).toHaveCount(0);

  await transcript.choose(
    () => page.getByRole('button', { name: 'Import transcripts…' }).click(),
    [file('by button.srt', Buffer.from(srt('By the button.')))],
  );
  await transcript.finishImport();
  await expect(transcript.dialog).toHaveCount(0);
  const inDatabase = await kept(opened);
  expect([...inDatabase.values()].flat().map((line) => line.replace(/^\d+-\d+ /, ''))).toEqual(
    expect.arrayContaining(['Above the desk.', 'Above the card.', 'By the button.']),
  );
});

test('a broken file: every line that could not be read is told, another encoding read, the rest imported; harm is refused', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const opened = await openDesk(page, app.url);
  const { transcript } = opened;
  const broken = readTranscript({ name: 'broken.srt', bytes: transcriptFixture('broken.srt') });
  const bomb =
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha">]><ANNOTATION_DOCUMENT>&x;</ANNOTATION_DOCUMENT>';
  await transcript.show();
  await transcript.choose(
    () => page.getByRole('button', { name: 'Import transcripts…' }).click(),
    [
      file('broken.srt', transcriptFixture('broken.srt')),
      file('bomb.eaf', Buffer.from(bomb)),
      file('umlaut.txt', Buffer.from('Therapist: Grüße\nClient: „So“?', 'latin1')),
    ],
  );
  const listed = transcript.dialog.getByRole('region', { name: `${broken.unread.length} lines need a look` });
  await expect(listed.getByRole('listitem')).toHaveCount(broken.unread.length);
  await expect(listed.getByText(`Line ${broken.unread[0]?.line}`, { exact: true }).first()).toBeVisible();
  await look(page, 'transcript import, lines to look at');
  await transcript.finishImport();

  await expect(transcript.dialog.getByRole('alert')).toContainText('declares entities');
  await transcript.dialog.getByRole('button', { name: 'Leave this file' }).click();

  await expect(transcript.dialog.getByText('Grüße')).toBeVisible();
  const letters = transcript.dialog.getByRole('combobox', { name: 'Letters are read as' });
  await expect(letters).toHaveValue('windows-1252');
  await letters.selectOption('utf-8');
  await expect(transcript.dialog.getByText('Gr��e')).toBeVisible();
  await letters.selectOption('windows-1252');
  await expect(transcript.dialog.getByText('Grüße')).toBeVisible();
  // Whoever is called as somebody's role is that somebody, until told otherwise.
  await expect(transcript.dialog.getByRole('combobox', { name: 'Therapist' })).not.toHaveValue('');
  await transcript.finishImport();
  await expect(transcript.dialog).toHaveCount(0);
  const inDatabase = await kept(opened);
  expect(inDatabase.get('broken')).toEqual(turnLines(broken));
  expect([...inDatabase.keys()]).not.toContain('bomb');
  expect(inDatabase.get('umlaut')?.[0]).toBe('?-? Therapist: Grüße');
});
