import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect as baseExpect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { unzipSync } from 'fflate';
import { fromCsv } from '../../shared/interchange/csv.ts';
import { Desk } from './pages/Desk.ts';
import { Find } from './pages/Find.ts';
import { enter } from './support/interviews.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.setTimeout(300_000);
const expect = baseExpect.configure({ timeout: 20_000 });

/** The sample with a transcript, and a coded moment on its second recording. */
async function prepared(page: Page, app: RunningApp) {
  const { client } = await enter(page, app.url);
  const study = await client.study.load();
  const session = study?.sessions[0];
  const coder = study?.people.find(({ role }) => role === 'coder');
  const [sound, video] = study?.recordings.filter(({ interviewId }) => interviewId === null) ?? [];
  const memory = study?.codes.find(({ name }) => name === 'Memory');
  if (!session || !coder || !sound || !video || !memory) throw new Error('the sample is not what it was');
  const actor = coder.id;
  const turn = (startMs: number, speaker: string, text: string) => ({
    startMs,
    endMs: startMs + 4000,
    speaker,
    text,
  });
  await client.transcript.import({
    actor,
    recordingId: sound.id,
    label: 'Transcript',
    origin: 'imported',
    sourceName: 'session.vtt',
    turns: [
      turn(21_000, 'Client', 'It is a weight, here, when the door closes.'),
      turn(34_000, 'Therapist', 'It has become quiet.'),
      turn(92_000, 'Client', 'You looked at the clock.'),
    ],
  });
  const { momentId } = await client.moment.create({
    actor,
    recordingId: video.id,
    personId: coder.id,
    startMs: 5000,
    endMs: 8000,
    label: 'The same again, seen',
    selection: 'span',
  });
  const target = { kind: 'moment', momentId } as const;
  await client.coding.toggle({ actor, target, codeId: memory.id, personId: coder.id });
  await client.view.save({ key: 'interface', value: { personId: coder.id } });
  await page.reload();
  await expect(page.getByRole('tablist', { name: 'Parts of the study' })).toBeVisible();
  return { client, session, sound, video };
}

test('a word typed anywhere is found, played where it is, and gone to without a mouse', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const { client, session } = await prepared(page, app);
  const about = { kind: 'session', id: session.id } as const;
  await client.memo.add({ actor: null, about, title: 'The hour', body: 'A zephyr of a thought.' });
  const find = new Find(page);
  const desk = new Desk(page);

  await page.keyboard.press('Control+Shift+f');
  await expect(find.words).toBeFocused();
  await look(page, 'search-empty');
  await page.keyboard.type('door');
  await expect(find.rows.filter({ hasText: 'Transcript' })).toHaveCount(1);
  await expect(find.rows.filter({ hasText: 'Note' })).toHaveCount(1);
  await expect(find.rows.filter({ hasText: 'Leave the door open' })).not.toHaveCount(0);
  for (const row of await find.rows.all()) await expect(row.locator('mark').first()).toHaveText(/door/i);
  await page.keyboard.press('ArrowDown');
  await look(page, 'search');

  // Played from the field, and stopped again.
  const turn = find.rows.filter({ hasText: 'Transcript' });
  while ((await turn.getAttribute('aria-selected')) !== 'true') {
    const before = await find.selected.getAttribute('aria-posinset');
    await page.keyboard.press('ArrowDown');
    await expect(find.selected).not.toHaveAttribute('aria-posinset', before ?? '');
  }
  await page.keyboard.press('Control+Space');
  await expect(find.pauseButton).toBeVisible();
  await expect.poll(() => find.playedMs(), { intervals: [50] }).toBeGreaterThan(21_000);
  await page.keyboard.press('Control+Space');
  await expect(find.playButton).toBeVisible();

  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('region', { name: 'Turns' }).locator('[aria-current], [data-selected]').first(),
  ).toContainText('when the door closes');
  await expect(desk.position).toHaveText('0:00:21.0');

  // Back with the same key: words and place in the list are still there.
  await page.keyboard.press('Control+Shift+f');
  await expect(find.words).toHaveValue('door');
  await expect(turn).toHaveAttribute('aria-selected', 'true');

  // A moment is selected on the desk.
  await find.words.fill('heart expect');
  await expect(find.rows).toContainText(['heart']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(desk.selected).toContainText('The clock');
  await expect(desk.position).toHaveText('0:01:29.6');

  // A recall statement is heard in its interview, and leads there, or to what it is about.
  await page.keyboard.press('Control+Shift+f');
  await find.words.fill('shallow');
  await expect(find.rows).toContainText(['shallow']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Space');
  await expect.poll(() => find.playedMs(), { intervals: [50] }).toBeGreaterThan(18_900);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Therapist 02/, level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: /had become shallow/ })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await page.keyboard.press('Control+Shift+f');
  await expect(find.selected).toHaveCount(1);
  await page.keyboard.press('Shift+Enter');
  await expect(desk.selected).toContainText('Naming the quiet');

  // A memo is opened where it belongs.
  await page.keyboard.press('Control+Shift+f');
  await find.words.fill('zephyr');
  await expect(find.rows).toContainText(['zephyr']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Text' })).toHaveValue(
    'A zephyr of a thought.',
  );
  // Once back to the list of memos, once out of it.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Memo', exact: true })).toBeHidden();
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();

  // With a mouse: the sign beside a row plays it, the row itself goes there.
  await page.keyboard.press('Control+Shift+f');
  await find.words.fill('father');
  await expect(find.rows).toContainText(['father']);
  await find.rows.locator('[data-play]').click();
  await expect(find.playing).toHaveCount(1);
  await find.rows.getByText('the sound of the door').click();
  await expect(desk.selected).toContainText('The weight on the chest');

  // Only notes, and then nothing at all.
  await page.keyboard.press('Control+Shift+f');
  await find.words.fill('door');
  await page.getByRole('checkbox', { name: 'Transcripts' }).uncheck();
  await page.getByRole('checkbox', { name: 'Names of moments' }).uncheck();
  await expect(find.rows).toHaveCount(1);
  await find.words.fill('zeppelin');
  await expect(page.getByText('Nothing found')).toBeVisible();
});

/** What the database says lies within a minute before a stop and is coded as the first three results are. */
function nearStops(app: RunningApp) {
  const [name = ''] = readdirSync(join(app.folder, 'studies')).filter((each) => each.endsWith('.stillpoint'));
  const database = new Database(join(app.folder, 'studies', name, 'study.db'), { readonly: true });
  try {
    return database
      .prepare<[], { id: string; label: string; startMs: number; endMs: number }>(
        `WITH spans AS (SELECT m.id, m.label, m.recording_id, min(g.start_ms) AS startMs, max(g.end_ms) AS endMs
           FROM moments m JOIN segments g ON g.moment_id = m.id GROUP BY m.id)
         SELECT id, label, startMs, endMs FROM spans
         WHERE id IN (SELECT c.moment_id FROM codings c JOIN codes k ON k.id = c.code_id
             JOIN codes p ON p.id = k.parent_id WHERE p.name = 'Inner experience')
           AND EXISTS (SELECT 1 FROM segments g JOIN interviews i ON i.recording_id = spans.recording_id
             JOIN stops s ON s.interview_id = i.id
             WHERE g.moment_id = spans.id AND s.session_ms BETWEEN g.end_ms AND g.end_ms + 60000)
         ORDER BY startMs`,
      )
      .all();
  } finally {
    database.close();
  }
}

test('a query with nearness is built, kept, played as a reel, and leaves as CSV and as clips', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await prepared(page, app);
  const find = new Find(page);
  const expected = nearStops(app);
  expect(expected.length).toBeGreaterThanOrEqual(3);
  const saved = page.getByRole('list').getByRole('button', { name: /^(A minute b|B)efore a stop$/ });

  await test.step('built by keyboard', async () => {
    await page.keyboard.press('Control+Shift+e');
    await expect(find.rows).not.toHaveCount(0);
    await look(page, 'query-all');
    await find.addCondition('Codes');
    await expect(page.getByRole('combobox', { name: 'Choose codes' })).toBeFocused();
    await page.keyboard.type('Inner exp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('checkbox', { name: 'With the codes below them' })).toBeChecked();
    await expect(find.rows.filter({ hasText: 'The same again, seen' })).toHaveCount(1);
    await find.addCondition('Near to something else');
    await expect(find.rows).toHaveCount(expected.length);
    await expect(page.getByText(`${expected.length} results`, { exact: true })).toBeVisible();
    await look(page, 'query');
  });

  await test.step('kept under a name, and run again after the page is loaded anew', async () => {
    await page.getByRole('textbox', { name: 'Save this query as' }).fill('Before a stop');
    await page.keyboard.press('Enter');
    await expect(saved).toHaveAttribute('aria-current', 'true');
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await expect(find.rows).not.toHaveCount(expected.length);
    await page.reload();
    await expect(page.getByText('Save this query as')).toBeVisible();
    await saved.click();
    await expect(find.rows).toHaveCount(expected.length);
    await page.getByRole('button', { name: 'More about the query Before a stop' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page
      .getByRole('textbox', { name: 'Name of the query', exact: true })
      .last()
      .fill('A minute before a stop');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'A minute before a stop', exact: true })).toBeVisible();
  });

  await test.step('one after another by keys, each from its own beginning', async () => {
    await find.list.focus();
    await find.noteBeginnings();
    await page.keyboard.press('Space');
    // The first goes on to the second by itself.
    await expect(find.playing).toHaveAttribute('aria-posinset', '1');
    await expect(find.playing).toHaveAttribute('aria-posinset', '2', { timeout: 60_000 });
    await page.keyboard.press('ArrowDown');
    await expect(find.playing).toHaveAttribute('aria-posinset', '3');
    await look(page, 'reel');
    await page.keyboard.press('Space');
    await expect(find.playButton).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await expect(find.selected).toHaveAttribute('aria-posinset', '2');
    await expect(find.position).toHaveText(timeText(expected[1]?.startMs ?? -1));
    const { begunMs: begun } = await find.played();
    for (const { startMs } of expected.slice(0, 3))
      expect(
        begun.some((ms) => Math.abs(ms - startMs) <= 1),
        `${startMs} among ${begun.join(', ')}`,
      ).toBe(true);
    await expect(page.getByRole('status').filter({ hasText: /^2 of \d+: Moment/ })).toHaveCount(1);
  });

  await test.step('as CSV, which says what the database says', async () => {
    const file = await find.download('Results as CSV');
    const [header = [], ...rows] = fromCsv(await readFile(file.path, 'utf8'));
    const column = (name: string): string[] => rows.map((row) => row[header.indexOf(name)] ?? '');
    expect(column('id')).toEqual(expected.map(({ id }) => id));
    expect(column('startMs')).toEqual(expected.map(({ startMs }) => String(startMs)));
    expect(column('endMs')).toEqual(expected.map(({ endMs }) => String(endMs)));
    expect(column('text')).toEqual(expected.map(({ label }) => label));
  });

  await test.step('as clips, named by pseudonym', async () => {
    await page.getByRole('button', { name: 'Export the results' }).click();
    await page.getByRole('menuitem', { name: 'Results as clips…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export clips' });
    await expect(dialog).toContainText(`${expected.length} results are cut out exactly`);
    await look(page, 'query-clips');
    const started = page.waitForEvent('download', { timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Export' }).click();
    const archive = await started;
    expect(archive.suggestedFilename()).toBe('Client 07 session 3 clips.zip');
    const entries = Object.keys(unzipSync(await readFile(await archive.path())));
    expect(entries).toHaveLength(expected.length);
    for (const name of entries)
      expect(name).toMatch(/^Client 07 session 3 0h\d\dm\d\ds to 0h\d\dm\d\ds\.m4a$/);
  });

  await test.step('every kind of condition, and the other two sets', async () => {
    await page.getByRole('button', { name: 'Begin anew' }).click();
    for (const kind of [
      'Words',
      'Person',
      'Role',
      'Session',
      'Case',
      'Time within the recording',
      'Several conditions',
    ])
      await find.addCondition(kind);
    await page.getByRole('textbox', { name: 'Words that occur' }).fill('weight chest');
    await page.getByRole('textbox', { name: 'Begins at or after' }).fill('0:15');
    await page.keyboard.press('Enter');
    await expect(find.rows).toHaveCount(1);
    await page.getByRole('checkbox', { name: 'Not' }).first().check();
    await expect(find.rows).not.toHaveCount(1);
    await look(page, 'query-conditions');
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await page.getByText('Stops', { exact: true }).click();
    await expect(find.rows.first()).toContainText('Stop of the recall interview');
    await page.getByText('Codings', { exact: true }).click();
    await expect(find.rows.first()).toContainText('Coding:');
    await find.addCondition('Rating');
    await expect(find.rows.first()).toContainText('Coding:');
    await page.getByRole('textbox', { name: 'At least' }).fill('9');
    await expect(page.getByText('Nothing fits')).toBeVisible();
    await look(page, 'query-nothing');
    await saved.click();
  });

  await test.step('across recordings, and what is not fit any more', async () => {
    await page.getByRole('button', { name: 'Remove the condition Near to something else' }).click();
    const seen = find.rows.filter({ hasText: 'The same again, seen' });
    await expect(seen).toHaveCount(1);
    await find.list.focus();
    await page.keyboard.press('End');
    await expect(seen).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Space');
    await expect(find.playing).toContainText('The same again, seen');
    await expect.poll(() => find.playedMs(), { intervals: [50] }).toBeGreaterThan(5000);
    await expect(find.playButton).toBeVisible();
    await look(page, 'reel-video');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await expect(page.getByRole('button', { name: 'Save the changes' })).toHaveCount(0);
    await page.getByRole('button', { name: 'More about the query A minute before a stop' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(page.getByRole('heading', { name: 'Saved queries' })).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('heading', { name: 'Saved queries' })).toBeVisible();
  });
});

/** As the readout shows an instant of this short recording. */
function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `0:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}.${Math.floor((ms % 1000) / 100)}`;
}
