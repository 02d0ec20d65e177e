import { expect as baseExpect } from '@playwright/test';
import { Recall, test } from './pages/Recall.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.use({ trace: 'off' });
test.setTimeout(120_000);
const expect = baseExpect.configure({ timeout: 20_000 });

test('where a rule stops, it stops by itself, nobody else does, and in an emergency it is paused', async ({
  page,
  context,
}) => {
  await using app = await launchApp(['--sample']);
  const { client, origin } = await enter(page, app.url);
  const before = (await client.interview.list({ sessionId: null })).map(({ id }) => id);
  const recall = new Recall(page);
  await recall.plan('Client 07');
  await page.getByRole('combobox', { name: 'Who may stop the recording' }).click();
  await page.getByRole('option', { name: 'A rule, and nobody by hand' }).click();
  await expect(page.getByText('A rule needs places')).toBeVisible();
  await page.getByRole('combobox', { name: 'What is watched' }).click();
  await page.getByRole('option', { name: 'A stop at a fixed interval' }).click();
  await expect(page.getByText('A rule needs places')).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Minutes between stops' }).fill('0.1');
  await page.keyboard.press('Tab');
  const everyMs = 10_000;
  const [made] = (await client.interview.list({ sessionId: null })).filter(({ id }) => !before.includes(id));
  if (made === undefined) throw new Error('it was not planned');
  const load = () => client.interview.load({ id: made.id });
  await expect.poll(async () => (await load()).interview.sampling).toEqual({ kind: 'interval', everyMs });
  await page.getByRole('button', { name: 'Go on without a recording' }).click();
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  await recall.toWatch();
  expect((await load()).places.slice(0, 2).map(({ aroundMs }) => aroundMs)).toEqual([everyMs, 2 * everyMs]);

  const second = await context.newPage();
  await second.goto(`${origin}/recaller`);
  await expect(second.locator('audio')).toHaveCount(1);
  await expect(second.getByRole('button')).toHaveCount(0);
  await page.bringToFront();

  await page.keyboard.press('Space');
  const ahead = page.getByText('The rule stops at 0:00:10');
  await expect(ahead).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
  for (const key of ['Space', 'k', 'Control+Space', 'PageDown', 'Shift+Space']) {
    await page.keyboard.press(key);
    await recall.playOn(200);
  }
  await second.keyboard.press('Space');
  await second.keyboard.press('PageDown');
  await recall.playOn(300);
  await expect(ahead).toBeVisible();

  await page.keyboard.press('x');
  await recall.seeStanding();
  await expect
    .poll(async () => (await load()).logLines.at(-1))
    .toMatchObject({ kind: 'pause', initiator: 'inquirer' });
  await look(page, 'a rule stops');
  expect((await load()).stops).toEqual([]);

  const frames = await recall.playedFrames();
  await page.keyboard.press('Space');
  await expect(ahead).toBeVisible();
  await page.keyboard.press('l');
  for (const number of [1, 2]) {
    await recall.seeStops(number);
    const { stops, logLines } = await load();
    const stop = stops.at(-1);
    expect(stop).toMatchObject({ initiator: 'rule', means: 'rule' });
    expect(logLines.at(-1)).toMatchObject({ kind: 'stop', initiator: 'rule' });
    // At the first frame behind its place. Counted in the page's own frames, however long this machine takes for one.
    const [placeMs, stoppedMs] = [number * everyMs, stop?.sessionMs ?? Number.NaN];
    const late = (await frames.jsonValue()).filter((ms) => ms >= placeMs && ms <= stoppedMs);
    const description = `the rule stopped ${stoppedMs - placeMs} ms, ${late.length} frames, behind its place`;
    test.info().annotations.push({ type: 'measured', description });
    expect(stoppedMs).toBeGreaterThanOrEqual(placeMs);
    expect(late.length, description).toBeLessThanOrEqual(3);
    if (number === 1) await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('button', { name: /^Stop 2 at 0:00:20\.\d, rule$/ })).toBeVisible();
});
