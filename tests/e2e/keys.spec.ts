import { expect, type Page, test } from '@playwright/test';
import { formatTime, parseTime } from '../../shared/time/timecode.ts';
import { Desk } from './pages/Desk.ts';
import { Study } from './pages/Study.ts';
import { slowAnswers } from './support/calls.ts';
import { launchApp, type RunningApp } from './support/launch.ts';

/** The sample's session on its desk, with somebody chosen and the recording at its beginning. */
async function openDesk(page: Page, app: RunningApp): Promise<Desk> {
  const desk = new Desk(page);
  await page.goto(app.url);
  await new Study(page).openSession('Session 3');
  await desk.markAs('Coder K');
  await desk.seeWholeWave();
  return desk;
}

const time = (ms: number): string => formatTime(ms);

async function startMs(desk: Desk): Promise<number> {
  return parseTime(await desk.startOf().inputValue()) ?? Number.NaN;
}

test('playback: play and pause, steps, shuttle, speed, beginning and end', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  for (const key of ['Space', 'k', 'Control+Space']) {
    await desk.press(key);
    await expect(desk.pauseButton, key).toBeVisible();
    await desk.press(key);
    await expect(desk.playButton, key).toBeVisible();
  }

  await desk.press('Home');
  for (const [key, atMs] of [
    ['ArrowRight', 1000],
    ['Shift+ArrowRight', 6000],
    ['Alt+ArrowRight', 6010],
    ['Alt+ArrowLeft', 6000],
    ['Shift+ArrowLeft', 1000],
    ['ArrowLeft', 0],
    ['ArrowLeft', 0],
  ] as const) {
    await desk.press(key);
    await expect.poll(() => desk.playedMs(), key).toBe(atMs);
    await expect(desk.position).toHaveText(formatTime(atMs, 1));
  }
  await desk.press('End');
  await expect(desk.position).toHaveText('0:03:53.5');
  await desk.press('Home');

  await desk.press('l');
  await expect(desk.pauseButton).toBeVisible();
  const speed = (rate: number) => page.getByRole('button', { name: `Speed ${rate} ×`, exact: true });
  for (const rate of [1.25, 1.5, 2, 3]) {
    await desk.press('l');
    await expect(speed(rate)).toBeVisible();
  }
  await desk.press('l');
  await expect(speed(3)).toBeVisible();
  await desk.press('Shift+K');
  await expect(speed(1)).toBeVisible();
  for (const rate of [0.75, 0.5, 0.25]) {
    await desk.press('j');
    await expect(speed(rate)).toBeVisible();
  }
  await desk.press('k');
  await expect(desk.playButton).toBeVisible();
  await desk.press('Shift+K');
  await desk.goTo(0.5);
  const before = await desk.playedMs();
  await desk.press('j');
  await expect.poll(() => desk.playedMs(), 'J at rest goes back a second').toBe(before - 1000);
});

test('steps pressed quicker than the recording follows are all taken, also in the instant in which it has caught up', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  await desk.press('End');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const media = document.querySelector('audio[src]');
        if (!(media instanceof HTMLMediaElement)) throw new Error('nothing to play');
        const press = (key: string, shiftKey: boolean): void => {
          const way = { key, code: key, shiftKey, bubbles: true, cancelable: true };
          (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', way));
        };
        // It comes before `seeked`, when the element has already arrived.
        const onUpdate = (): void => {
          if (media.seeking) return;
          media.removeEventListener('timeupdate', onUpdate);
          press('ArrowRight', true);
          resolve();
        };
        media.addEventListener('timeupdate', onUpdate);
        press('Home', false);
        press('ArrowRight', true);
      }),
  );
  await desk.press('ArrowRight');
  await expect(desk.position).toHaveText('0:00:11.0');
  await expect.poll(() => desk.playedMs()).toBe(11_000);
});

test('playing on from elsewhere while the recording is still on its way to its end', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  for (let round = 0; round < 5; round += 1) {
    await page.evaluate(() => {
      for (const key of ['End', 'Home', 'l'])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true }));
    });
    await expect(desk.pauseButton).toBeVisible();
    await expect.poll(() => desk.playedMs()).toBeGreaterThan(100);
    await desk.pause();
  }
});

test('a picture is stepped a frame at a time', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  await page.getByRole('button', { name: 'Recording Session, sound' }).click();
  await page.getByRole('menuitemradio', { name: /Session, picture/ }).click();
  await expect(page.getByLabel('Picture of Session, picture')).toBeVisible();
  await expect(page.getByLabel('Picture of Session, picture')).toHaveJSProperty('readyState', 4);
  await desk.goTo(0.5);
  await expect(page.getByLabel('Picture of Session, picture')).toHaveJSProperty('seeking', false);
  const positions = [await desk.playedMs()];
  for (let step = 1; step <= 10; step += 1) {
    await desk.press('Alt+ArrowRight');
    await expect.poll(() => desk.playedMs()).toBeGreaterThan(positions.at(-1) ?? 0);
    await expect(page.getByLabel('Picture of Session, picture')).toHaveJSProperty('seeking', false);
    positions.push(await desk.playedMs());
  }
  const frames = positions.slice(1).map((ms, at) => ms - (positions[at] ?? 0));
  // The sample's picture has 12.5 or 25 frames a second: all steps but the first, from inside a frame, are alike.
  const [, ...steady] = frames;
  expect(Math.max(...steady) - Math.min(...steady)).toBeLessThanOrEqual(2);
});

test('marking: M, M as a range, Shift M, Escape, I and O, moving, parts, a peak, removing', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  const count = 10;

  await desk.goTo(0.2);
  const rawMs = await desk.playedMs();
  await desk.press('m');
  await desk.seeCount(count + 1);
  await expect(desk.startOf()).toHaveValue(time(rawMs - 2000));
  await expect(page.getByText('ends it')).toBeVisible();
  await desk.press('ArrowRight');
  await desk.press('m');
  await expect(page.getByText('ends it')).toBeHidden();
  await expect(desk.endOf()).toHaveValue(time(rawMs + 1000));
  await desk.seeCount(count + 1);

  await desk.press('i');
  await expect(desk.startOf()).toHaveValue(time(rawMs + 1000));
  await desk.press('ArrowRight');
  await desk.press('o');
  await expect(desk.endOf()).toHaveValue(time(rawMs + 2000));
  await desk.press('Alt+Shift+ArrowRight');
  await expect(desk.startOf()).toHaveValue(time(rawMs + 1100));
  await expect(desk.endOf()).toHaveValue(time(rawMs + 2100));
  await desk.press('Alt+Shift+ArrowLeft');
  await expect(desk.startOf()).toHaveValue(time(rawMs + 1000));
  await desk.press('Alt+Shift+ArrowUp');
  await expect(desk.endOf()).toHaveValue(time(rawMs + 2100));
  await desk.press('Alt+Shift+ArrowDown');
  await expect(desk.endOf()).toHaveValue(time(rawMs + 2000));
  await desk.press('p');
  await expect(page.getByRole('button', { name: /^Go to the peak of Coder K/ })).toHaveCount(1);
  await desk.press('ArrowRight');
  await desk.press('Shift+Enter');
  await expect(desk.startOf(2)).toHaveValue(time(rawMs + 3000));
  await desk.press('Shift+Delete');
  await expect(desk.startOf(2)).toHaveCount(0);
  await desk.press('Delete');
  await desk.seeCount(count);
  await desk.press('Control+z');
  await desk.seeCount(count + 1);

  await desk.goTo(0.9);
  await desk.press('Shift+M');
  await desk.seeCount(count + 2);
  await expect(page.getByText('ends it')).toBeHidden();
  await desk.press('Escape');
  await expect(desk.inspector.getByText('No moment selected')).toBeVisible();

  const fromMs = await desk.playedMs();
  await desk.press('i');
  await desk.press('ArrowRight');
  await desk.press('o');
  await expect(page.getByRole('toolbar', { name: 'Selected span' })).toBeVisible();
  await desk.press('Enter');
  await desk.seeCount(count + 3);
  await expect(desk.startOf()).toHaveValue(time(fromMs));
  await expect(desk.endOf()).toHaveValue(time(fromMs + 1000));
});

test('moments: next and previous, note and back, name, codes, loop, playing one, undo and redo', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  await desk.press('ArrowDown');
  await expect(desk.selected).toContainText('The weight on the chest');
  await desk.press(']');
  await expect(desk.selected).toContainText('Naming the quiet');
  // The inspector follows a frame later.
  await expect.poll(async () => formatTime(await startMs(desk), 1)).toBe('0:00:34.0');
  await expect(desk.position).toHaveText('0:00:34.0');
  await desk.press('ArrowUp');
  await expect(desk.selected).toContainText('The weight on the chest');
  await desk.press(']');
  await desk.press('[');
  await expect(desk.selected).toContainText('The weight on the chest');

  await desk.press('n');
  await expect(desk.note).toBeFocused();
  await page.keyboard.type(' jklm 1');
  await desk.press('Escape');
  await expect(desk.note).not.toBeFocused();
  await expect(desk.note).toHaveValue(/ jklm 1$/);
  await desk.seeCount(10);
  await desk.seeNoteSaved();
  await desk.press('Control+z');
  await expect(desk.note).not.toHaveValue(/ jklm 1$/);
  await desk.press('Control+y');
  await expect(desk.note).toHaveValue(/ jklm 1$/);

  await desk.press('F2');
  await page.keyboard.type('A new name');
  await desk.press('Enter');
  await expect(desk.selected).toContainText('A new name');

  await desk.press('3');
  await expect(desk.applied('Resolution', 'Coder K')).toBeVisible();
  await desk.press('3');
  await expect(desk.applied('Resolution', 'Coder K')).toBeHidden();
  await desk.press('Shift+C');
  await page.keyboard.type('confro');
  const findCode = desk.inspector.getByRole('textbox', { name: 'Find a code' });
  await expect(findCode).toHaveValue('confro');
  await desk.press('Enter');
  await expect(desk.applied('Rupture: confrontation', 'Coder K')).toBeVisible();
  await expect(findCode).toBeFocused();
  await desk.press('Escape');
  await expect(findCode, 'Escape returns to the recording').not.toBeFocused();

  await desk.press('Shift+Space');
  await expect(desk.pauseButton).toBeVisible();
  await desk.pause();
  const loop = page
    .getByRole('toolbar', { name: 'Playback' })
    .getByRole('button', { name: 'Loop the moment' });
  await desk.press('r');
  await expect(loop).toHaveAttribute('aria-pressed', 'true');
  const fromMs = await startMs(desk);
  const toMs = parseTime(await desk.endOf().inputValue()) ?? Number.NaN;
  await desk.press('Shift+ArrowRight');
  await desk.play();
  await expect
    .poll(() => desk.playedMs(), { message: 'plays up to its end', timeout: 30_000, intervals: [100] })
    .toBeGreaterThan(toMs - 500);
  await expect
    .poll(() => desk.playedMs(), { message: 'and from its start again', timeout: 30_000, intervals: [100] })
    .toBeLessThan(fromMs + 1000);
  await desk.press('r');
  await expect(loop).toHaveAttribute('aria-pressed', 'false');
});

test('keys pressed right after M mean the new moment, however long the disk takes', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const marks = await slowAnswers(page, 'moment/mark');
  const desk = await openDesk(page, app);
  await desk.moments.filter({ hasText: 'Somebody says it' }).click();
  const old = await desk.note.inputValue();
  marks.meanwhile(async () => {
    await desk.seeCount(11);
    await page.keyboard.press('3');
    await page.keyboard.press('n');
    await page.keyboard.type('Mmm, 3 of them');
  });
  await desk.press('m');
  await expect(desk.startOf()).toHaveValue(time(42_400));
  await expect(desk.applied('Resolution', 'Coder K')).toBeVisible();
  await expect(desk.note, 'and not one letter is lost').toHaveValue('Mmm, 3 of them');
  await desk.seeNoteSaved();
  await desk.seeCount(11);
  await desk.moments.filter({ hasText: 'Somebody says it' }).click();
  await expect(desk.note).toHaveValue(old);
  await expect(desk.applied('Resolution', 'Coder K')).toBeHidden();
});

test('keys are taken in the order of their presses also where one of them has to wait', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const marks = await slowAnswers(page, 'moment/mark');
  const desk = await openDesk(page, app);
  await desk.moments.filter({ hasText: 'Somebody says it' }).click();
  marks.meanwhile(async () => {
    await desk.seeCount(11);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+ArrowRight');
  });
  await desk.press('m');
  await expect(desk.selected).toContainText('Naming the quiet');
  await expect(desk.startOf()).toHaveValue(time(34_014));
  await expect(desk.position).toHaveText(formatTime(39_014, 1));
});

test('timeline: zoom in, out, whole, with the wheel too; search', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  await desk.goTo(0.5);
  const width = async (): Promise<number> => (await desk.zoom())?.width ?? Number.POSITIVE_INFINITY;
  for (const key of ['+', '=']) {
    const before = await width();
    await desk.press(key);
    await expect.poll(width, key).toBeLessThan(before);
  }
  const zoomed = await width();
  await desk.press('-');
  await expect.poll(width).toBeGreaterThan(zoomed);
  await desk.press('0');
  await expect.poll(() => desk.zoom()).toBeNull();
  await desk.timeline.hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await expect.poll(width).toBeLessThan(Number.POSITIVE_INFINITY);

  const search = page.getByRole('searchbox', { name: 'Search moments, notes and codes' });
  await desk.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('clock');
  await expect(page.getByText('2 of 10')).toBeVisible();
  await expect(desk.moments).toHaveCount(2);
  await desk.press('Escape');
  await desk.seeCount(10);
  await desk.press('Control+f');
  await expect(search).toBeFocused();
});

test('every command by name, the list of keys, and a changed key that is kept', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  await desk.openCommands();
  await page.keyboard.type('whole rec');
  await expect(page.getByRole('option', { name: /Show the whole recording/ })).toBeVisible();
  await desk.press('Escape');
  await desk.seeNoDialog();
  await desk.openCommands();
  await page.keyboard.type('mark a point');
  await desk.press('Enter');
  await desk.seeCount(11);

  await desk.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await keys.getByRole('textbox', { name: 'Search the keys by what they do' }).fill('point now');
  const change = keys.getByRole('button', { name: 'Change the key of: Mark a point now, without a range' });
  await change.click();
  await expect(keys.getByText('Press the new key')).toBeVisible();
  await desk.press('m');
  await expect(keys.getByText(/M is used by/)).toBeVisible();
  await desk.press('x');
  await expect(change).toBeVisible();
  await desk.press('Escape');
  await desk.seeNoDialog();
  await desk.press('x');
  await desk.seeCount(12);
  await desk.press('Shift+M');
  await desk.press('x');
  await desk.seeCount(13);

  await page.goto(await app.restart());
  await desk.seeCount(13);
  await desk.openCommands();
  await page.keyboard.type('mark a point');
  await expect(page.getByRole('option', { name: 'Mark a point now, without a range X' })).toBeVisible();
  await desk.press('Escape');
  await desk.seeNoDialog();
  await desk.press('x');
  await desk.seeCount(14);
});

test('while a text is written, Tab plays when somebody wants it so', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const desk = await openDesk(page, app);
  await desk.press('F1');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await keys.getByRole('switch', { name: 'Tab plays and pauses while writing' }).click();
  await desk.press('Escape');
  await desk.seeNoDialog();
  await desk.press('ArrowDown');
  await desk.press('n');
  await expect(desk.note).toBeFocused();
  await desk.press('Tab');
  await expect(desk.pauseButton).toBeVisible();
  await expect(desk.note).toBeFocused();
});
