import { expect as baseExpect } from '@playwright/test';
import { Recall, test } from './pages/Recall.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.setTimeout(120_000);
const expect = baseExpect.configure({ timeout: 20_000 });

test('clips: of moments that may be seen, of a span drawn, of times typed; watched in their order', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client } = await enter(page, app.url);
  const study = await client.study.load();
  const [session] = study?.sessions ?? [];
  const therapist = study?.sessionParticipants.find(({ role }) => role === 'therapist');
  if (session === undefined || therapist === undefined) throw new Error('no sample');
  const { moments } = await client.session.load({ id: session.id });
  const hidden = moments.filter(({ personId }) => personId === therapist.personId);
  expect(hidden.length).toBeGreaterThan(0);
  const before = (await client.interview.list({ sessionId: null })).map(({ id }) => id);

  const recall = new Recall(page);
  await recall.plan('Client 07');
  await page.getByRole('combobox', { name: 'What is watched' }).click();
  await page.getByRole('option', { name: 'Selected clips' }).click();
  const picker = page.getByRole('region', { name: 'Clips to watch' });
  const rows = picker.getByRole('list', { name: 'Moments that can be clips' }).getByRole('listitem');
  await expect(rows).toHaveCount(moments.length - hidden.length);
  for (const { label } of hidden) await expect(picker).not.toContainText(label);

  // A moment of the list, taken and let go of and taken again, by keyboard.
  const take = picker.getByRole('button', { name: 'As a clip: Somebody says it' });
  await take.focus();
  for (const pressed of ['true', 'false', 'true']) {
    await page.keyboard.press('Enter');
    await expect(take).toHaveAttribute('aria-pressed', pressed);
  }
  await picker.getByRole('button', { name: 'Show Somebody says it' }).click();
  await expect(rows.filter({ hasText: 'Somebody says it' })).toHaveAttribute('data-current', 'true');
  await picker.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(picker.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await picker.getByRole('button', { name: 'Pause', exact: true }).click();

  // A span drawn on the waveform.
  const wave = picker.locator('.sp-timeline-waves');
  await wave.scrollIntoViewIfNeeded();
  const box = await wave.boundingBox();
  if (box === null) throw new Error('no waveform');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 30, { steps: 5 });
  await page.mouse.up();
  const addSpan = picker.getByRole('button', { name: /^Add 0:0\d:\d\d – 0:0\d:\d\d$/ });
  await addSpan.click();
  await expect(picker.getByRole('button', { name: 'Add a clip' })).toBeDisabled();

  await look(page, 'clip picker');

  // And one that is typed.
  await picker.getByRole('textbox', { name: 'From' }).fill('0:05');
  await page.keyboard.press('Enter');
  await picker.getByRole('textbox', { name: 'Until' }).fill('0:07');
  await page.keyboard.press('Enter');

  const made = (await client.interview.list({ sessionId: null })).find(({ id }) => !before.includes(id));
  if (made === undefined) throw new Error('it was not planned');
  const load = () => client.interview.load({ id: made.id });
  await expect.poll(async () => (await load()).places.length).toBe(3);
  const [ofMoment, drawn, typed] = (await load()).places;
  expect(ofMoment).toMatchObject({ what: 'Somebody says it', origin: 'selected' });
  const drawnMs = (drawn?.endMs ?? 0) - (drawn?.aroundMs ?? 0);
  const durationMs = study?.recordings.find(({ id }) => id === made.recordingId)?.durationMs ?? 0;
  expect(Math.abs(drawnMs - 0.05 * durationMs)).toBeLessThan(0.01 * durationMs);
  expect(typed).toMatchObject({ aroundMs: 5000, endMs: 7000 });

  await page.getByRole('button', { name: 'Go on without a recording' }).click();
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  await page
    .getByRole('listitem', { name: 'Place 3' })
    .getByRole('textbox', { name: 'Until' })
    .fill('0:06.5');
  await page.keyboard.press('Enter');
  // It is the third, the second, the first: who clicks looks where it has got to.
  for (const place of [3, 2]) {
    await page.getByRole('button', { name: `Move place ${place} up` }).click();
    const moved = page.getByRole('listitem', { name: `Place ${place - 1}` });
    await expect(moved.getByRole('textbox', { name: 'Until' })).toHaveValue('0:00:06.500');
  }
  expect((await load()).places[0]?.aroundMs).toBe(5000);
  await recall.toWatch();
  await page.keyboard.press('ArrowDown');
  await recall.play(500);
  await expect(page.getByText('The sampling asks for a stop here.')).toBeVisible();
  expect(await recall.playedMs()).toBeGreaterThanOrEqual(6500);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  await expect(page.getByRole('button', { name: /^Visited: / }).first()).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  // What is heard in an interview is heard where the log is kept.
  await page.getByRole('button', { name: /Prepare/ }).click();
  await expect(rows).toHaveCount(moments.length - hidden.length);
  await expect(picker.getByRole('button', { name: 'Play', exact: true })).toHaveCount(0);
});
