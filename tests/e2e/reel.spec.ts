import { readFile } from 'node:fs/promises';
import { expect as baseExpect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { fromCsv } from '../../shared/interchange/csv.ts';
import type { RecordingId } from '../../shared/model/ids.ts';
import { Find } from './pages/Find.ts';
import { enter } from './support/interviews.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';
import { addSession } from './support/sessions.ts';

test.setTimeout(300_000);
const expect = baseExpect.configure({ timeout: 20_000 });

/** Two coded moments: one in two parts with 13 seconds between them, and one of the next session. */
async function prepared(page: Page, app: RunningApp) {
  const at = await enter(page, app.url);
  const { client } = at;
  const study = await client.study.load();
  const [session] = study?.sessions ?? [];
  const coder = study?.people.find(({ role }) => role === 'coder');
  const sound = study?.recordings.find(({ interviewId, kind }) => interviewId === null && kind === 'audio');
  if (!session || !coder || !sound) throw new Error('the sample is not what it was');
  const [actor, personId] = [coder.id, coder.id];
  const later = await addSession(app, at, session.caseId, 20);
  const { id: codeId } = await client.code.create({
    actor,
    parentId: null,
    name: 'Turning point',
    color: '#0072b2',
  });
  const mark = async (recordingId: RecordingId, startMs: number, endMs: number, label: string) => {
    const span = { recordingId, startMs, endMs, label, selection: 'span' } as const;
    const { momentId } = await client.moment.create({ actor, personId, ...span });
    await client.coding.toggle({ actor, target: { kind: 'moment', momentId }, codeId, personId });
    return momentId;
  };
  const inParts = await mark(sound.id, 2000, 2600, 'Begun, left and come back to');
  await client.segment.add({ actor, momentId: inParts, startMs: 15_600, endMs: 16_100 });
  await mark(later.recordingId, 1000, 1700, 'A session later');
  await client.view.save({ key: 'interface', value: { personId: coder.id } });
  await page.reload();
  await expect(page.getByRole('tablist', { name: 'Parts of the study' })).toBeVisible();
}

test('a reel plays a moment’s parts without what lies between, goes on into the next session, and leaves as a clip for each part', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await prepared(page, app);
  const find = new Find(page);
  await page.keyboard.press('Control+Shift+e');
  await find.addCondition('Codes');
  await expect(page.getByRole('combobox', { name: 'Choose codes' })).toBeFocused();
  await page.keyboard.type('Turning');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(find.rows).toHaveCount(2);
  await expect(find.rows.first()).toContainText('2 parts');

  await find.list.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('Part 1 of 2: 0:00:02.0 to 0:00:02.6')).toBeVisible();
  await look(page, 'reel-parts');
  await find.list.focus();
  await find.noteBeginnings();
  await page.keyboard.press('Space');
  await expect(find.selected).toHaveAttribute('aria-posinset', '2', { timeout: 60_000 });
  await expect(find.selected).toContainText('Session 4');
  await expect(find.playButton).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('0:00:01.0 to 0:00:01.7')).toBeVisible();
  await expect(page.getByText('End of the results')).toHaveCount(1);
  const { begunMs, soundedMs } = await find.played();
  // Each part from its own beginning, then the other session's.
  expect(begunMs.filter((ms) => [15_600, 1000].includes(ms))).toEqual([15_600, 1000]);
  expect(soundedMs.filter((ms) => ms >= 2000 && ms < 2600)).not.toEqual([]);
  expect(soundedMs.filter((ms) => ms > 6000 && ms < 15_600)).toEqual([]);

  const file = await find.download('Results as CSV');
  const [header = [], ...rows] = fromCsv(await readFile(file.path, 'utf8'));
  expect(rows.map((row) => [row[header.indexOf('session')], row[header.indexOf('parts')]])).toEqual([
    ['3', '0:00:02.000-0:00:02.600; 0:00:15.600-0:00:16.100'],
    ['4', '0:00:01.000-0:00:01.700'],
  ]);

  await page.getByRole('button', { name: 'Export the results' }).click();
  await page.getByRole('menuitem', { name: 'Results as clips…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export clips' });
  await expect(dialog).toContainText('2 results are cut out exactly');
  await expect(dialog).toContainText('one clip for each part');
  await expect(dialog).toContainText('3 clips in one ZIP file');
  await look(page, 'reel-parts-clips');
  const started = page.waitForEvent('download', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Export' }).click();
  const entries = Object.keys(unzipSync(await readFile(await (await started).path())));
  expect(entries).toEqual([
    'Client 07 session 3 0h00m02s to 0h00m02s part 1 of 2.m4a',
    'Client 07 session 3 0h00m15s to 0h00m16s part 2 of 2.m4a',
    expect.stringMatching(/ session 4 0h00m01s to 0h00m01s\.m4a$/),
  ]);
});
