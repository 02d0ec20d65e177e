import { chromium, expect as plainExpect } from '@playwright/test';
import type { InterviewContents } from '../../shared/contract/recall.ts';
import { logOf } from '../../shared/interchange/interview-summary.ts';
import { playbackMap, toSessionMs } from '../../shared/time/playback-map.ts';
import { test } from './pages/Recall.ts';
import { distances, quantile, watchedIn, watchMedia } from './support/following.ts';
import { watchInterview } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';
import { minuteMs, withWallClock } from './support/wall-clock.ts';

/**
 * A minute of sleep comes in two kinds. On Linux and macOS the monotonic clock, the sound card and every timer stand
 * still, and afterwards the wall clock alone is a minute on: here the wall clocks of page and core are set on while
 * everything else goes on. On Windows the monotonic clock has run on as well: here all processes are stopped.
 */
test.use({ trace: 'off' });
test.setTimeout(240_000);
const expect = plainExpect.configure({ timeout: 20_000 });

const durationMs = 240_000;
const mapOf = ({ logLines, nowMs }: InterviewContents) =>
  playbackMap(logOf({ logLines }), { untilMs: nowMs, durationMs });

/** Lines of the log go forward on both clocks at the speed of playback, but where it stood. */
function expectEven(contents: InterviewContents): void {
  const { logLines } = contents;
  expect(logLines.map(({ interviewMs }) => interviewMs)).toEqual(
    logLines.map(({ interviewMs }) => interviewMs).toSorted((a, b) => a - b),
  );
  for (const { kind, ...piece } of mapOf(contents).pieces) {
    if (kind === 'standing') continue;
    const tookMs = piece.interviewEndMs - piece.interviewStartMs;
    const playedMs = piece.sessionEndMs - piece.sessionStartMs;
    expect(Math.abs(tookMs - playedMs), `a piece of ${tookMs} ms`).toBeLessThan(250);
  }
}

test('asleep for a minute, the monotonic clock too: nothing of it is in the interview’s clock, log, map or sound', async ({
  page,
  context,
}, info) => {
  await using app = await launchApp(['--sample'], withWallClock);
  await context.addInitScript(() => {
    const { now } = Date;
    let sleptMs = 0;
    Date.now = () => now() + sleptMs;
    Object.assign(window, {
      sleep: (ms: number) => {
        sleptMs += ms;
      },
    });
  });
  await watchMedia(context);
  const { recall, origin, begunAt, load } = await watchInterview(page, app.url, 'Client 07');
  const second = await context.newPage();
  await second.goto(`${origin}/recaller`);
  // What only sounds may play by itself, muted or not, only in a window that somebody has touched.
  await second.mouse.click(5, 5);
  await page.bringToFront();
  await recall.play(3000);
  const windows = [page, second];
  await Promise.all([
    ...windows.map((each) => each.evaluate((ms) => Reflect.get(window, 'sleep')(ms), minuteMs)),
    app.signal('SIGUSR2'),
  ]);
  const wokenAt = await page.evaluate(() => performance.timeOrigin + performance.now());
  await recall.playOn(4000);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  await recall.say('Said after a minute of sleep.');
  await expect(recall.stops.first()).toContainText('Said after');
  await recall.release();
  await recall.close();
  const heldMs = performance.now() - begunAt;
  await recall.finish();
  await expect.poll(async () => (await load()).recordings.length).toBe(1);

  const contents = await load();
  expectEven(contents);
  const { stops, statements, interview, recordings } = contents;
  const [stop] = stops;
  expect(toSessionMs(mapOf(contents), (stop?.interviewMs ?? 0) - 1000)).toBeCloseTo(
    (stop?.sessionMs ?? 0) - 1000,
    -2,
  );
  const lengthMs = (interview.endedAt ?? 0) - (interview.startedAt ?? 0);
  expect(Math.abs(lengthMs - heldMs)).toBeLessThan(2500);
  // Not before `heldMs`: the test begins to count only when it sees that the interview has begun.
  expect(statements[0]?.startMs).toBeLessThan(lengthMs);
  const [sound] = recordings;
  expect(Math.abs((sound?.interviewStartMs ?? 0) + (sound?.durationMs ?? 0) - lengthMs)).toBeLessThan(1500);
  // The second window goes by its own monotonic clock between two words, and a word that was on its way is no older for it.
  const off = distances((await watchedIn(page)).samples, (await watchedIn(second)).samples);
  const worstMs = quantile(
    off.map(({ ms }) => ms),
    1,
  );
  // What runs away is away until the next word, for up to a second; a busy machine's stumbling is not.
  const wokenMs = quantile(
    off.filter(({ at }) => at >= wokenAt && at < wokenAt + 1000).map(({ ms }) => ms),
    0.5,
  );
  const lastMs = quantile(
    off.slice(-50).map(({ ms }) => ms),
    0.5,
  );
  info.annotations.push({
    type: 'measured',
    description: `held ${Math.round(heldMs)} ms, length ${lengthMs} ms; the second window off by ${worstMs.toFixed(1)} ms at worst, ${wokenMs.toFixed(1)} ms in the second after it, ${lastMs.toFixed(1)} ms in the end`,
  });
  expect(off.length).toBeGreaterThan(100);
  expect(worstMs).toBeLessThan(minuteMs / 10);
  expect(wokenMs).toBeLessThan(150);
  expect(lastMs).toBeLessThan(100);
});

test('back after a minute of sleep and a reload: the clock has gone on by the wall’s, and nothing played meanwhile', async ({
  page,
}) => {
  await using app = await launchApp(['--sample'], withWallClock);
  const { recall, load } = await watchInterview(page, app.url, 'Client 07');
  await recall.play(2500);
  const playedMs = await recall.playedMs();
  app.signal('SIGUSR2');
  await page.reload();
  await recall.seeStanding();
  await recall.seeRecording();
  await recall.play(1500);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  const contents = await load();
  expectEven(contents);
  const [stop] = contents.stops;
  expect(stop?.interviewMs).toBeGreaterThan(minuteMs);
  const pieces = mapOf(contents).pieces.filter(({ kind }) => kind === 'standing');
  const longest = pieces.toSorted(
    (a, b) => b.interviewEndMs - b.interviewStartMs - (a.interviewEndMs - a.interviewStartMs),
  )[0];
  expect((longest?.interviewEndMs ?? 0) - (longest?.interviewStartMs ?? 0)).toBeGreaterThan(minuteMs - 3000);
  expect(Math.abs((longest?.sessionStartMs ?? 0) - playedMs)).toBeLessThan(2500);
});

test('stopped dead for a while, browser and core: the log says that it stood, and the sound goes on where it belongs', async ({
  launchOptions,
}, info) => {
  test.skip(process.platform === 'win32', 'processes cannot be stopped and continued by signals here');
  const sleepMs = Number(process.env['STILLPOINT_SLEEP_MS'] ?? 12_000);
  await using app = await launchApp(['--sample']);
  const browser = await chromium.launchServer(launchOptions);
  const { pid } = browser.process();
  if (pid === undefined) throw new Error('the browser has no process');
  try {
    const context = await (await chromium.connect(browser.wsEndpoint())).newContext();
    const page = await context.newPage();
    const { recall, load } = await watchInterview(page, app.url, 'Client 07');
    await recall.play(3000);
    const playedMs = await recall.playedMs();
    // The whole group: the page, the sound and the clock of a minute's sleep belong to different processes.
    process.kill(-pid, 'SIGSTOP');
    app.signal('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, sleepMs));
    app.signal('SIGCONT');
    process.kill(-pid, 'SIGCONT');
    await recall.playOn(3000);
    await page.keyboard.press('Space');
    await recall.seeStops(1);
    await recall.say('Said afterwards.');
    await expect(recall.stops.first()).toContainText('Said afterwards.');
    await recall.release();
    await recall.close();
    await recall.finish();
    await expect.poll(async () => (await load()).recordings.length).toBe(2);

    const contents = await load();
    const hung = mapOf(contents).pieces.filter(
      (piece) => piece.kind === 'standing' && piece.interviewEndMs - piece.interviewStartMs > sleepMs - 2000,
    );
    info.annotations.push({
      type: 'measured',
      description: `stopped for ${sleepMs} ms at ${Math.round(playedMs)} ms: ${JSON.stringify(hung)}; sound ${JSON.stringify(contents.recordings.map(({ interviewStartMs, durationMs: ms }) => [interviewStartMs, ms]))}`,
    });
    expectEven(contents);
    expect(hung).toHaveLength(1);
    const [stood] = hung;
    expect(Math.abs((stood?.sessionStartMs ?? 0) - playedMs)).toBeLessThan(1000);
    // What was recorded after it is a part of its own, which begins after it.
    const [, after] = contents.recordings;
    expect(after?.interviewStartMs).toBeGreaterThan((stood?.interviewEndMs ?? 0) - 1000);
    expect(contents.statements.map(({ body }) => body)).toEqual(['Said afterwards.']);
  } finally {
    process.kill(-pid, 'SIGCONT');
    await browser.close();
  }
});
