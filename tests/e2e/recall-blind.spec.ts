import { expect as baseExpect } from '@playwright/test';
import { Desk } from './pages/Desk.ts';
import { Recall, test } from './pages/Recall.ts';
import { seenIn, witness } from './pages/RecallWitness.ts';
import { Study } from './pages/Study.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';

test.setTimeout(180_000);
const expect = baseExpect.configure({ timeout: 20_000 });
const recaller = 'Client 07';

test('while one recaller is asked, nothing of the other is on the page or sent to it', async ({
  page,
  context,
}) => {
  await using app = await launchApp(['--sample']);
  await witness(context);
  const { client } = await enter(page, app.url);
  const study = await client.study.load();
  const [session] = study?.sessions ?? [];
  const interviews = await client.interview.list({ sessionId: null });
  const therapist = study?.sessionParticipants.find(({ role }) => role === 'therapist');
  if (session === undefined || therapist === undefined) throw new Error('no sample');
  const { moments, notes } = await client.session.load({ id: session.id });
  const marked = moments.filter(({ personId }) => personId === therapist.personId);
  const held = interviews.find(({ recallerId }) => recallerId === therapist.personId);
  if (held === undefined) throw new Error('the sample has no interview with the therapist');
  const { statements, places: theirPlaces, interview } = await client.interview.load({ id: held.id });
  const secrets = [
    ...marked.map(({ label: name }) => name),
    ...notes.filter(({ momentId }) => marked.some(({ id }) => id === momentId)).map(({ body }) => body),
    ...statements.map(({ body }) => body),
    ...theirPlaces.map(({ what }) => what),
    interview.closingNote,
  ].filter((secret) => secret !== '');
  expect(secrets.length).toBeGreaterThan(8);

  // The page has seen all of it before: it is to forget it.
  const desk = new Desk(page);
  await new Study(page).openSession('Session 3');
  await desk.markAs('Inquirer A');
  await expect(desk.moments.filter({ hasText: 'Naming the quiet' })).toBeVisible();
  await desk.backToStudy();
  const recall = new Recall(page);
  await recall.plan(recaller);
  const toldBefore = (await seenIn(page)).answers.join('\n');
  expect(toldBefore).toContain('Naming the quiet');
  await page.reload();
  await expect(page.getByRole('heading', { name: `Recall interview: ${recaller}` })).toBeVisible();
  await recall.allowMicrophone();
  await recall.begin();
  await recall.toWatch();
  await recall.play(1500);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  await page.getByRole('combobox', { name: 'Join to a moment' }).click();
  await expect(page.getByRole('option', { name: /Somebody says it/ })).toBeVisible();
  const { answers } = await seenIn(page);
  // From where it was entered: before that it may be the board, which is everybody's.
  const entered = answers.findIndex((answer) => answer.includes('"logLines"'));
  expect(entered).toBeGreaterThanOrEqual(0);
  const traffic = answers.slice(entered).join('\n');
  expect(traffic).toContain('Somebody says it');
  const shown = await page.content();
  for (const secret of secrets) {
    expect.soft(traffic).not.toContain(secret);
    expect.soft(shown).not.toContain(secret);
  }
});
