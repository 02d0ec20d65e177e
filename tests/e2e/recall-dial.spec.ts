import { expect as baseExpect, type Page } from '@playwright/test';
import { Recall, test } from './pages/Recall.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';

test.setTimeout(120_000);
const expect = baseExpect.configure({ timeout: 20_000 });

/** A gamepad at the browser's own boundary: its stick is moved by `push`, −1 away from the body to 1. */
async function plugInGamepad(page: Page): Promise<(axis: number) => Promise<void>> {
  await page.addInitScript(() => {
    const pad = { axes: [0, 0], buttons: [], connected: true, id: 'A stick', index: 0, mapping: 'standard' };
    Object.assign(window, { pad });
    navigator.getGamepads = () => [null, Reflect.get(window, 'pad')];
  });
  return (axis) => page.evaluate((y) => Reflect.get(window, 'pad').axes.splice(1, 1, y), axis);
}

test('the dial while an interview is watched: keys, wheel, mouse and a gamepad, and a stop from it', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const push = await plugInGamepad(page);
  const { client } = await enter(page, app.url);
  const [session] = (await client.study.load())?.sessions ?? [];
  if (session === undefined) throw new Error('no sample');
  const tracesOf = async () => {
    const { traces, chunks } = await client.dial.load({ sessionId: session.id });
    return traces.map((trace) => ({
      ...trace,
      samples: chunks.filter(({ traceId }) => traceId === trace.id).flatMap(({ samples }) => samples),
    }));
  };
  const before = (await tracesOf()).length;
  const recall = new Recall(page);
  await recall.plan('Client 07');
  await page.getByRole('button', { name: 'Go on without a recording' }).click();
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  await recall.toWatch();

  const panel = page.getByRole('region', { name: 'Dial' });
  const slider = panel.getByRole('slider');
  /** Begins to rate: nothing of it needs the mouse. */
  const begin = async () => {
    await page.keyboard.press('t');
    await expect(panel.getByRole('button', { name: 'Begin' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(slider).toBeFocused();
  };
  /** What the dial is at for less than a sample's 50 ms is nowhere: a hand is slower, a test is not. */
  const seeKept = async (value: number) => {
    const last = async () => (await tracesOf()).at(-1)?.samples.map(([, kept]) => kept) ?? [];
    await expect.poll(last).toContain(value);
  };
  const valueNow = async () => Number(await panel.getByRole('status').first().innerText());
  await begin();
  await recall.play(0);
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowUp');
  await expect.poll(valueNow).toBe(60);
  await seeKept(60);
  await slider.hover();
  await page.mouse.wheel(0, 300);
  await expect.poll(valueNow).toBe(58);
  await seeKept(58);
  const box = await slider.boundingBox();
  if (box === null) throw new Error('no slider');
  await page.mouse.click(box.x + box.width * 0.25, box.y + box.height / 2);
  await expect.poll(valueNow).toBeLessThan(35);
  await push(-1);
  await expect.poll(valueNow).toBe(100);
  await seeKept(100);
  await push(0.5);
  await expect.poll(valueNow).toBe(25);
  await seeKept(25);
  await expect(panel.getByText(/Saved up to/)).toBeVisible();
  // The clicker in the recaller's hand, and the key at the dial: a stop like any other, and the dial goes on.
  await page.keyboard.press('PageDown');
  await recall.seeStops(1);
  await expect(slider).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(slider).not.toBeFocused();
  await recall.say('It sank when she said that.');
  await recall.release();
  await page.keyboard.press('t');
  await expect(slider).toBeFocused();
  await recall.play(500);
  await page.keyboard.press('Space');
  await recall.seeStops(2);
  await page.keyboard.press('Tab');
  await expect(panel.getByRole('button', { name: 'End the rating' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel).toHaveCount(0);

  const [first] = (await tracesOf()).slice(before);
  const held = (await client.interview.list({ sessionId: null })).at(-1);
  expect(first).toMatchObject({ interviewId: held?.id, personId: held?.recallerId });
  const values = first?.samples.map(([, value]) => value) ?? [];
  for (const value of [50, 60, 58, 100, 25]) expect(values).toContain(value);

  // A second one by the same person is told from the first, in the list and so on the waveform.
  await begin();
  await recall.play(500);
  await page.keyboard.press('Space');
  await recall.seeStops(3);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('t');
  const traces = panel.getByRole('list', { name: 'Traces of this recording' }).getByRole('listitem');
  const own = (await tracesOf()).filter(({ personId }) => personId === held?.recallerId);
  await expect(traces).toHaveCount(own.length);
  const looks = await traces.evaluateAll((items) =>
    items.map((item) => [
      item.querySelector('strong')?.textContent,
      item.querySelector('line')?.getAttribute('stroke-dasharray'),
    ]),
  );
  expect(new Set(looks.map(([letter]) => letter)).size).toBe(own.length);
  expect(new Set(looks.map(([, dash]) => dash)).size).toBe(own.length);
  await traces
    .last()
    .getByRole('button', { name: /^Remove the trace/ })
    .click();
  await expect(traces).toHaveCount(own.length - 1);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await tracesOf()).length).toBe(before + 2);
});
