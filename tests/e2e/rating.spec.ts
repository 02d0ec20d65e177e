import { expect, test } from '@playwright/test';
import { Desk } from './pages/Desk.ts';
import { command, openDesk, tabTo } from './support/by-keyboard.ts';
import { rowsOf } from './support/database.ts';
import { enter } from './support/interviews.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.setTimeout(300_000);

type Rating = { about: string; person: string; item: string; value: number | null; text: string };
const ratings = (app: RunningApp): Rating[] =>
  rowsOf<Rating>(
    app,
    `SELECT CASE WHEN r.session_id IS NULL THEN 'moment' ELSE 'session' END AS about, p.name AS person,
       i.label AS item, r.value, r.text
     FROM ratings r JOIN people p ON p.id = r.person_id JOIN instrument_items i ON i.id = r.item_id
     WHERE r.interview_id IS NULL ORDER BY r.id`,
  );

test('instruments from a template and from scratch, a moment and a session rated with them, by keyboard alone', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  await command(page, 'Show the instruments');

  // The shape of an alliance measure.
  await tabTo(page, /^From a template$/);
  await press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await press('End');
  await press('Enter');
  const alliance = page.getByRole('region', { name: 'Instrument Goal, task and bond' });
  await expect(alliance.getByRole('button', { name: /^Item 12: Bond 4/ })).toBeVisible();

  // A form of one's own: two items of one subscale, in half points, one of them reversed.
  await tabTo(page, /^Add instrument$/, 'Shift+Tab');
  await press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await page.keyboard.type('Event check');
  await press('Enter');
  const own = page.getByRole('region', { name: 'Instrument Event check' });
  await expect(own).toBeVisible();
  await tabTo(page, /^Subscales$/);
  await page.keyboard.type('Warmth, Pace');
  await tabTo(page, /^Scores$/);
  await page.keyboard.type('Mean');
  await expect(own.getByRole('combobox', { name: 'Scores' })).toHaveValue('mean');
  await tabTo(page, /^A total over all items$/);
  await press('Space');
  await tabTo(page, /^Add item$/, 'Shift+Tab');
  await press('Enter');
  await expect(own.getByRole('textbox', { name: 'Label' })).toBeFocused();
  await page.keyboard.type('Felt heard');
  await tabTo(page, /^Highest$/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('9');
  await press('Tab');
  await page.keyboard.type('Half');
  await expect(own.getByRole('combobox', { name: 'Steps' })).toHaveValue('0.5');
  await press('Tab');
  await page.keyboard.type('1 not at all\n9 wholly');
  await tabTo(page, /^Subscale$/);
  await page.keyboard.type('Warmth');
  await expect(own.getByRole('combobox', { name: 'Subscale' })).toHaveValue('Warmth');
  // The next one begins as the last one is.
  await tabTo(page, /^Add item$/);
  await press('Enter');
  await expect(own.getByRole('button', { name: 'Item 2: Item 2' })).toBeVisible();
  await expect(own.getByRole('textbox', { name: 'Label' })).toBeFocused();
  await page.keyboard.type('Felt hurried');
  await tabTo(page, /^Reversed/);
  await press('Space');
  await expect(own.getByRole('switch', { name: 'Reversed' })).toBeChecked();
  await look(page, 'instruments');
  // Moved up and down again.
  await tabTo(page, /^Item 2: Felt hurried/, 'Shift+Tab');
  await press('Alt+ArrowUp');
  await expect(own.getByRole('button', { name: 'Item 1: Felt hurried' })).toBeFocused();
  await press('Alt+ArrowDown');
  await expect(own.getByRole('button', { name: 'Item 2: Felt hurried' })).toBeFocused();
  const items = rowsOf(
    app,
    `SELECT i.label, i.low, i.high, i.step, i.is_reverse AS reverse, i.subscale FROM instrument_items i
     JOIN instruments n ON n.id = i.instrument_id WHERE n.name = 'Event check' ORDER BY i.position`,
  );
  const scale = { low: 1, high: 9, step: 0.5, subscale: 'Warmth' };
  expect(items).toEqual([
    { label: 'Felt heard', ...scale, reverse: 0 },
    { label: 'Felt hurried', ...scale, reverse: 1 },
  ]);

  // A moment, in the client's name.
  await page.getByRole('tab', { name: 'Instruments' }).focus();
  for (let presses = 0; presses < 4; presses += 1) await press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Sessions', selected: true })).toBeVisible();
  await tabTo(page, /^Session 3$/);
  await press('Enter');
  await desk.seeWholeWave();
  await press('Home');
  await press('ArrowDown');
  await expect(desk.note).toBeVisible();
  await press('Shift+G');
  const form = desk.inspector;
  await expect(form.getByRole('combobox', { name: 'Form' })).toHaveText(/Event check/);
  await expect(
    form
      .getByRole('radiogroup', { name: /Felt heard/ })
      .getByRole('radio')
      .first(),
  ).toBeFocused();
  await press('Shift+Tab');
  await press('Shift+Tab');
  await expect(form.getByRole('combobox', { name: 'As whom' })).toBeFocused();
  await page.keyboard.type('Client');
  const whom = form.getByRole('combobox', { name: 'As whom' }).locator('option:checked');
  await expect(whom).toHaveText('Client 07');
  await press('Tab');
  await press('Tab');
  await press('7');
  await press('.');
  await expect(form.getByRole('radio', { name: '7.5', checked: true })).toBeFocused();
  await press('Enter');
  await press('3');
  await press('ArrowLeft');
  await press('ArrowLeft');
  const scores = form.getByRole('region', { name: 'Scores' });
  await expect(scores).toContainText('Every item is answered.');
  // 7.5, and 2 from the other end, which is 8.
  await expect(scores).toContainText('Warmth7.75 from 2 of 2 items');
  await expect(scores).toContainText('Paceno score: no item belongs to it');
  await expect(scores).toContainText('Total7.75 from 2 of 2 items');
  await look(page, 'rating-moment');
  const ofMoment = { about: 'moment', person: 'Client 07', text: '' };
  const heard: Rating = { ...ofMoment, item: 'Felt heard', value: 7.5 };
  const hurried: Rating = { ...ofMoment, item: 'Felt hurried', value: 2 };
  await expect.poll(() => ratings(app)).toEqual([heard, hurried]);
  await press('Control+z');
  await expect.poll(() => ratings(app)).toEqual([heard]);
  await expect(scores).toContainText('1 of 2 items answered. Not answered: Felt hurried.');
  await expect(scores).toContainText('Warmthno score: 1 of 2 items answered, 2 are needed');
  await press('Control+Shift+Z');
  await expect.poll(() => ratings(app)).toEqual([heard, hurried]);
  await press('Escape');

  // The session: two of Task are left out, one of Bond; three quarters must be answered.
  await press('Shift+X');
  const rating = page.getByRole('dialog', { name: 'Rate Session 3' });
  await expect(
    rating
      .getByRole('radiogroup', { name: /Goal 1/ })
      .getByRole('radio')
      .first(),
  ).toBeFocused();
  await expect(rating.getByRole('combobox', { name: 'As whom' }).locator('option:checked')).toHaveText(
    'Client 07',
  );
  for (const key of ['5', '4', '5', '4', '2', '3', '', '', '5', '5', '4', '']) {
    if (key !== '') await press(key);
    await press('Enter');
  }
  const ofSession = rating.getByRole('region', { name: 'Scores' });
  await expect(ofSession).toContainText('Goal4.5 from 4 of 4 items');
  await expect(ofSession).toContainText('Taskno score: 2 of 4 items answered, 3 are needed');
  await expect(ofSession).toContainText('Bond4.67 from 3 of 4 items');
  await expect(ofSession).toContainText('Total4.11 from 9 of 12 items');
  await expect(ofSession).toContainText('Not answered: Task 3, Task 4, Bond 4.');
  await look(page, 'rating-session');
  await press('Escape');
  await desk.seeNoDialog();
  const given = ratings(app).filter(({ about }) => about === 'session');
  expect(given.map(({ item, value }) => `${item}: ${value}`)).toEqual([
    'Goal 1: 5',
    'Goal 2: 4',
    'Goal 3: 5',
    'Goal 4: 4',
    'Task 1: 2',
    'Task 2: 3',
    'Bond 1: 5',
    'Bond 2: 5',
    'Bond 3: 4',
  ]);

  // All of it is there again after a reload.
  await page.reload();
  await desk.seeWholeWave();
  await press('Shift+G');
  await expect(scores).toContainText('0 of 2 items answered.');
  await tabTo(page, /^Client 07 · Event check · 2 answers/);
  await press('Enter');
  await expect(whom).toHaveText('Client 07');
  await expect(scores).toContainText('Warmth7.75 from 2 of 2 items');
  await expect(form.getByRole('radio', { name: '7.5', checked: true })).toBeVisible();

  // What is rated with keeps its scale, and says so.
  await press('Escape');
  await command(page, 'Show the instruments');
  await page.getByRole('button', { name: /^Event check/ }).focus();
  await press('Enter');
  await tabTo(page, /^Item 1: Felt heard/);
  await press('Enter');
  await tabTo(page, /^Highest$/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('11');
  await press('Tab');
  await expect(own.getByRole('alert').filter({ hasText: 'rated' })).toHaveText(
    'Something is rated with this already, so it stays as it is: the ratings would mean something else.',
  );
  await expect(own.getByRole('textbox', { name: 'Highest' })).toHaveValue('9');
  await tabTo(page, /^Remove instrument$/);
  await press('Enter');
  await expect(own.getByRole('alert').filter({ hasText: 'Retire the instrument instead.' })).toBeVisible();
  await tabTo(page, /^Retired/, 'Shift+Tab');
  await press('Space');
  await expect(page.getByRole('button', { name: /^Event check/ })).toContainText('retired');
});

test('a peak of a moment is rated at the desk with a form of its own, beside its moment', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client } = await enter(page, app.url);
  const study = await client.study.load();
  const form = async (name: string, label: string): Promise<void> => {
    const { id: instrumentId } = await client.instrument.create({ actor: null, name, about: 'moment' });
    const item = { actor: null, instrumentId, label, kind: 'scale', low: 1, high: 5 } as const;
    await client.instrumentItem.add(item);
  };
  await form('Event form', 'Helpfulness of the event');
  await form('Peak form', 'Helpfulness of the peak');
  const [session] = study?.sessions ?? [];
  const coder = study?.people.find(({ role }) => role === 'coder');
  if (session === undefined || coder === undefined) throw new Error('the sample is not what it was');
  const { moments, segments, peaks } = await client.session.load({ id: session.id });
  const byTime = segments.toSorted((a, b) => a.startMs - b.startMs);
  const first = byTime.find(({ momentId }) => peaks.some((peak) => peak.momentId === momentId));
  const moment = moments.find(({ id }) => id === first?.momentId);
  if (moment === undefined) throw new Error('no moment of the sample has a peak');
  await client.view.save({ key: 'interface', value: { personId: coder.id } });
  await page.reload();
  const desk = new Desk(page);
  await page.getByRole('button', { name: 'Session 3', exact: true }).click();
  await desk.seeWholeWave();
  await desk.moments.filter({ hasText: moment.label }).first().click();
  await expect(desk.note).toBeVisible();

  const press = (key: string): Promise<void> => page.keyboard.press(key);
  await press('Shift+G');
  const radio = (name: RegExp) => desk.inspector.getByRole('radiogroup', { name }).getByRole('radio');
  await expect(radio(/of the event/).first()).toBeFocused();
  await press('4');
  await expect(radio(/of the event/).nth(3)).toBeChecked();
  const what = desk.inspector.getByRole('combobox', { name: 'What is rated' });
  await expect(what.locator('option:checked')).toHaveText('The moment as a whole');
  await tabTo(page, /^What is rated$/, 'Shift+Tab');
  await press('ArrowDown');
  await expect(what.locator('option:checked')).toHaveText(/^Peak at 0:\d\d:\d\d\.\d, /);
  // Nothing of the moment's answer is the peak's.
  await expect(radio(/of the event/).first()).toBeVisible();
  await expect(desk.inspector.getByRole('radio', { checked: true })).toHaveCount(0);
  await tabTo(page, /^Form$/);
  await page.keyboard.type('Peak form');
  await expect(radio(/of the peak/).first()).toBeVisible();
  await press('Tab');
  await press('5');
  await expect(radio(/of the peak/).nth(4)).toBeChecked();
  await look(page, 'rating-peak');
  const rated = () =>
    rowsOf(
      app,
      `SELECT r.value, i.label, r.moment_id AS momentId, k.at_ms AS atMs FROM ratings r
       JOIN instrument_items i ON i.id = r.item_id LEFT JOIN peaks k ON k.id = r.peak_id
       WHERE r.interview_id IS NULL AND r.person_id = '${coder.id}' ORDER BY r.id`,
    );
  const atMs = peaks.find(({ momentId }) => momentId === moment.id)?.atMs;
  const ofMoment = { value: 4, label: 'Helpfulness of the event', momentId: moment.id, atMs: null };
  const ofPeak = { value: 5, label: 'Helpfulness of the peak', momentId: moment.id, atMs };
  await expect.poll(rated).toEqual([ofMoment, ofPeak]);

  // There again after a reload, each with its own; taken back and done again.
  await page.reload();
  await desk.seeWholeWave();
  await press('Shift+G');
  await expect(radio(/of the event/).nth(3)).toBeChecked();
  await what.selectOption({ index: 1 });
  await tabTo(page, /^Form$/);
  await page.keyboard.type('Peak form');
  await expect(radio(/of the peak/).nth(4)).toBeChecked();
  // Past the answer's own button, which takes it back.
  await press('Tab');
  await press('Tab');
  await expect(radio(/of the peak/).nth(4)).toBeFocused();
  await press('Control+z');
  await expect.poll(rated).toEqual([ofMoment]);
  await expect(radio(/of the peak/).nth(4)).not.toBeChecked();
  await press('Control+Shift+Z');
  await expect.poll(rated).toEqual([ofMoment, ofPeak]);
});
