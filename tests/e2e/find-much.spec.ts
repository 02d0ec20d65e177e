import { readFile } from 'node:fs/promises';
import { expect as baseExpect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { createMoment } from '../../electron/core/store/moment.ts';
import { Store } from '../../electron/core/store/store.ts';
import { fromCsv } from '../../shared/interchange/csv.ts';
import { personId, recordingId } from '../../shared/model/ids.ts';
import { testDevice } from '../fixtures/device.ts';
import { Find } from './pages/Find.ts';
import { rowsOf, studyOf } from './support/database.ts';
import { enter } from './support/interviews.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.setTimeout(300_000);
const expect = baseExpect.configure({ timeout: 20_000 });

/** More than a query lists. */
const added = 2100;

/** While the app is closed, as the sample has a few moments only: 2,100 of them in one edit, through the store's own door. */
function fill(app: RunningApp): void {
  const [coder] = rowsOf<{ id: string }>(app, "SELECT id FROM people WHERE role = 'coder'");
  const [sound] = rowsOf<{ id: string }>(
    app,
    "SELECT id FROM recordings WHERE kind = 'audio' AND interview_id IS NULL",
  );
  const of = { recordingId: recordingId.parse(sound?.id), personId: personId.parse(coder?.id) };
  const store = Store.open(`${studyOf(app)}/study.db`, testDevice, () => {});
  store.edit('moment.create', { actor: null }, (edit) => {
    for (let place = 0; place < added; place += 1) {
      const span = { startMs: place * 100, endMs: place * 100 + 50, selection: 'span' } as const;
      createMoment(edit, { ...of, ...span, label: `Moment ${place + 1}` });
    }
  });
  store.close();
}

test('2,000 results of 2,100 scroll as ten do, are counted, and all of them leave as CSV', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await enter(page, app.url);
  await expect(page.getByRole('tablist', { name: 'Parts of the study' })).toBeVisible();
  await app.kill();
  fill(app);
  const inOrder = rowsOf<{ id: string }>(
    app,
    `SELECT m.id FROM moments m JOIN segments g ON g.moment_id = m.id JOIN sessions s ON s.id = m.session_id
     GROUP BY m.id ORDER BY s.number, m.recording_id, min(g.start_ms), max(g.end_ms), m.id`,
  ).map(({ id }) => id);
  await page.goto(await app.restart(['--study', studyOf(app)]));
  await expect(page.getByRole('tablist', { name: 'Parts of the study' })).toBeVisible();
  const find = new Find(page);
  await page.keyboard.press('Control+Shift+e');
  const total = inOrder.length.toLocaleString('en');
  await expect(page.getByText(`the first 2,000 of ${total} results`, { exact: true })).toBeVisible();
  await expect(find.rows.first()).toHaveAttribute('aria-setsize', '2000');
  expect(await find.rows.count()).toBeLessThan(40);
  await look(page, 'query-2000');

  // To the end and back by key, and somewhere into the middle by wheel.
  await find.list.focus();
  await page.keyboard.press('End');
  await expect(find.selected).toHaveAttribute('aria-posinset', '2000');
  await expect(find.selected).toBeInViewport();
  await expect(find.selected).toHaveAttribute('id', `found-moment-${inOrder[1999]}`);
  await page.keyboard.press('PageUp');
  await expect(find.selected).not.toHaveAttribute('aria-posinset', '2000');
  await expect(find.selected).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(find.selected).toHaveAttribute('aria-posinset', '1');
  await find.list.hover();
  await page.mouse.wheel(0, 60_000);
  await expect
    .poll(async () => Number(await find.rows.first().getAttribute('aria-posinset')))
    .toBeGreaterThan(500);
  expect(await find.rows.count()).toBeLessThan(40);

  const file = await find.download('Results as CSV');
  const [header = [], ...rows] = fromCsv(await readFile(file.path, 'utf8'));
  expect(rows.map((row) => row[header.indexOf('id')])).toEqual(inOrder);
});

test('a search that the core cannot answer says so and is asked again; what was found before is not shown as if it were the answer', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await enter(page, app.url);
  await expect(page.getByRole('tablist', { name: 'Parts of the study' })).toBeVisible();
  const find = new Find(page);
  await page.keyboard.press('Control+Shift+f');
  await expect(find.words).toBeFocused();
  await page.keyboard.type('door');
  await expect(find.rows).not.toHaveCount(0);

  // The index is not where the core looks for it.
  const move = (from: string, to: string): void => {
    const database = new Database(`${studyOf(app)}/study.db`);
    database.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
    database.close();
  };
  move('text_search', 'text_search_away');
  await page.keyboard.type('s');
  const failed = page.getByRole('alert').filter({ hasText: 'The search did not work' });
  await expect(failed).toBeVisible();
  await expect(find.rows).toHaveCount(0);
  await look(page, 'search-failed');
  // Trying again helps as soon as the cause has gone, and so does typing on.
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(failed).toBeVisible();
  move('text_search_away', 'text_search');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing found')).toBeVisible();
  await expect(failed).toBeHidden();
  await find.words.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await expect(find.rows).not.toHaveCount(0);
});
