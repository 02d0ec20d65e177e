import { expect as baseExpect, type Page } from '@playwright/test';
import { logOf } from '../../shared/interchange/interview-summary.ts';
import { playbackMap } from '../../shared/time/playback-map.ts';
import { Desk } from './pages/Desk.ts';
import { Recall, test } from './pages/Recall.ts';
import { Study } from './pages/Study.ts';
import { watchInterview } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.use({ trace: 'off' });
test.setTimeout(180_000);
const expect = baseExpect.configure({ timeout: 20_000 });
const recaller = 'Client 07';

/** A press on Space at an instant of the wall clock, as whoever sits at this window makes it. */
const pressAt = (page: Page, at: number): Promise<void> =>
  page.evaluate(
    (instant) =>
      new Promise<void>((resolve) => {
        setTimeout(() => {
          const press = { key: ' ', code: 'Space', bubbles: true, cancelable: true };
          (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', press));
          resolve();
        }, instant - Date.now());
      }),
    at,
  );

test('Stop pressed in two windows at once is one stop, and does not play on', async ({ page, context }) => {
  await using app = await launchApp(['--sample']);
  const { recall, origin, load } = await watchInterview(page, app.url, recaller);
  const second = await context.newPage();
  await second.goto(`${origin}/recaller`);
  await page.bringToFront();
  for (const [round, lateMs] of [-300, -60, -5, 0, 5, 60, 300].entries()) {
    await page.keyboard.press('Enter');
    await recall.playOn(400);
    await expect(second.getByRole('button', { name: 'Stop' })).toBeEnabled();
    const at = Date.now() + 400;
    await Promise.all([pressAt(page, at), pressAt(second, at + lateMs)]);
    await recall.seeStops(round + 1);
    await expect(second.getByRole('button', { name: 'Stop' })).toBeDisabled();
    const { stops, logLines } = await load();
    expect(stops, `${lateMs} ms later in the second window`).toHaveLength(round + 1);
    expect(logLines.filter(({ kind }) => kind === 'stop')).toHaveLength(round + 1);
    expect(logLines.at(-1)?.kind).toBe('stop');
    await recall.seeStanding();
  }
});

test('a second main window is as blind as the first, may take the interview over, and gives it back', async ({
  page,
  context,
}) => {
  await using app = await launchApp(['--sample']);
  const { recall, client, origin, load } = await watchInterview(page, app.url, recaller);
  const hidden = 'Naming the quiet';
  const banner = (of: Page) => of.getByText('A recall interview is being held in another window. What other');
  await recall.play(800);

  // It opens where the first one is, which is the interview.
  const other = await context.newPage();
  await other.goto(origin);
  await expect(other.getByRole('heading', { name: /held in another window/ })).toBeVisible();
  await look(other, 'held in another window');
  await other.getByRole('button', { name: 'Back to the study' }).click();
  await expect(banner(other)).toBeVisible();
  await look(other, 'blind study');
  await new Study(other).openSession('Session 3');
  const desk = new Desk(other);
  await desk.markAs('Coder K');
  await expect(desk.moments.filter({ hasText: 'Somebody says it' })).toBeVisible();
  await expect(desk.moments.filter({ hasText: hidden })).toHaveCount(0);
  await desk.backToStudy();
  await expect(page.getByRole('button', { name: 'Stop Space' })).toBeVisible();

  await new Recall(other).onBoard(recaller).click();
  await other.getByRole('button', { name: 'Go on here' }).click();
  await new Recall(other).seeStanding();
  await new Recall(other).seeRecording();
  // The first one has let go: it does not play, and what it recorded is kept.
  await expect(page.getByRole('heading', { name: /held in another window/ })).toBeVisible();
  await expect(page.locator('audio')).toHaveCount(0);
  await expect.poll(async () => (await load()).recordings.length).toBe(1);
  await expect.poll(async () => (await load()).logLines.at(-1)?.kind).toBe('pause');
  await new Recall(other).play(500);
  await other.keyboard.press('Space');
  await new Recall(other).seeStops(1);

  // Leaving the message behind leaves nothing of the interview.
  await page.getByRole('button', { name: 'Back to the study' }).click();
  await expect(banner(page)).toBeVisible();
  expect(JSON.stringify(await client.study.load())).not.toContain(hidden);
  await other.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(banner(page)).toHaveCount(0);
  await new Study(page).openSession('Session 3');
  await expect(new Desk(page).moments.filter({ hasText: hidden })).toBeVisible();
  await expect.poll(async () => (await load()).recordings.length).toBe(2);
  const { logLines, nowMs } = await load();
  const map = playbackMap(logOf({ logLines }), { untilMs: nowMs, durationMs: 240_000 });
  expect(map.pieces.filter(({ kind }) => kind === 'playing').length).toBeGreaterThan(1);
});

test('closed in the middle, without Close: it goes on where it was, and can be closed then', async ({
  page,
  context,
}) => {
  await using app = await launchApp(['--sample']);
  const { recall, origin, load } = await watchInterview(page, app.url, recaller);
  await recall.play(600);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  await recall.say('Said before the window was closed.');
  await expect(recall.stops.first()).toContainText('Said before');
  await recall.release();
  await recall.play(2500);
  const playedMs = await recall.playedMs();
  await page.close();

  const again = await context.newPage();
  await again.goto(origin);
  const back = new Recall(again);
  await back.seeStanding();
  await back.seeRecording();
  await expect(back.stops).toHaveCount(1);
  await expect(back.stops.first()).toContainText('Said before');
  const { interview, logLines } = await load();
  expect(interview).toMatchObject({ status: 'underWay', step: 'watch', endedAt: null });
  // What it played is in the log, but for what came after the last line: two seconds at most.
  await expect.poll(async () => (await load()).logLines.at(-1)?.kind).toBe('pause');
  const last = (await load()).logLines.at(-1);
  expect(last?.sessionMs).toBeGreaterThan(playedMs - 2500);
  expect(last?.sessionMs).toBeLessThan(playedMs + 1500);
  expect(logLines.length).toBeGreaterThan(3);
  await expect(again.getByText('A recording that was cut off has been saved.').first()).toBeVisible();

  // It is on the board as under way, and finished from there.
  await again.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(back.onBoard(recaller)).toContainText('under way');
  await back.onBoard(recaller).click();
  await back.seeStanding();
  await back.close();
  await back.finish();
  await expect(back.onBoard(recaller)).toContainText('done');
  await expect.poll(async () => (await load()).recordings.length).toBeGreaterThanOrEqual(2);
  expect((await load()).statements.map(({ body }) => body)).toEqual(['Said before the window was closed.']);
});
