import { expect as baseExpect, type TestInfo } from '@playwright/test';
import { Recall, test } from './pages/Recall.ts';
import { distances, frameLags, quantile, watchedIn, watchMedia } from './support/following.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';
import { patience } from './support/patience.ts';

// Recording every frame for a trace would be what is measured.
test.use({ trace: 'off' });
test.setTimeout(180_000);
const expect = baseExpect.configure({ timeout: 20_000 });

const withinMs = 50;
/** So long after something was done to playback the second window may still be on its way. */
const settleMs = 2000;
/** And so long it plays after each: as long again, and time to spare on a busy machine. */
const playedMs = 4500;

type Off = { at: number; ms: number };

function report(info: TestInfo, name: string, all: readonly Off[], done: readonly number[]) {
  const isSettled = ({ at }: Off) => done.every((ms) => at < ms || at > ms + settleMs);
  const of = (some: readonly Off[]) => {
    const sizes = some.map(({ ms }) => ms);
    return { median: quantile(sizes, 0.5), most: quantile(sizes, 0.95), worst: quantile(sizes, 1) };
  };
  const [ever, settled] = [of(all), of(all.filter(isSettled))];
  const words = ({ median, most, worst }: typeof ever) =>
    `median ${median.toFixed(1)}, 95 % ${most.toFixed(1)}, worst ${worst.toFixed(1)} ms`;
  info.annotations.push({
    type: 'measured',
    description: `${name}, ${all.length} instants: ${words(ever)}; settled: ${words(settled)}`,
  });
  return { ever, settled };
}

for (const kind of ['picture', 'sound'] as const)
  test(`the recaller’s window is where the inquirer’s is within 50 ms, ${kind}`, async ({
    page,
    context,
  }, info) => {
    await using app = await launchApp(['--sample']);
    await watchMedia(context);
    await enter(page, app.url);
    const recall = new Recall(page);
    await recall.plan('Client 07');
    if (kind === 'picture') {
      await page.getByRole('combobox', { name: 'Recording to watch' }).click();
      await page.getByRole('option', { name: 'Session, picture' }).click();
    }
    await page.getByRole('button', { name: 'Go on without a recording' }).click();
    await page.getByRole('button', { name: 'Begin the interview' }).click();
    await recall.toWatch();
    const opened = page.waitForEvent('popup');
    await page.keyboard.press('w');
    const second = await opened;
    await expect(second.locator('audio, video')).toHaveJSProperty('readyState', 4);
    await page.bringToFront();

    const done: number[] = [];
    const press = async (key: string) => {
      done.push(Date.now());
      await page.keyboard.press(key);
    };
    // Played, on by five seconds, faster, back by one, stopped and played on.
    for (const key of ['Space', 'Shift+ArrowRight', '=', 'ArrowLeft']) {
      await press(key);
      await recall.playOn(playedMs);
    }
    await press('Space');
    await recall.seeStanding();
    await expect(second.getByRole('button', { name: 'Stop' })).toBeDisabled();
    await press('Enter');
    await recall.playOn(playedMs);
    await press('Space');

    const [leader, follower] = [await watchedIn(page), await watchedIn(second)];
    const off = distances(leader.samples, follower.samples);
    expect(off.length).toBeGreaterThan(300);
    const { ever, settled } = report(info, 'clock', off, done);
    if (kind === 'picture')
      report(info, 'the same frame on both screens', frameLags(leader.frames, follower.frames), done);
    expect(ever.most).toBeLessThanOrEqual(withinMs * patience());
    expect(settled.worst).toBeLessThanOrEqual(withinMs * patience());
  });
