import { expect as baseExpect, type Page, test } from '@playwright/test';
import type { CodeId, CodingId } from '../../shared/model/ids.ts';
import { Desk } from './pages/Desk.ts';
import { Find } from './pages/Find.ts';
import { Transcript } from './pages/Transcript.ts';
import { enter } from './support/interviews.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.setTimeout(300_000);
const expect = baseExpect.configure({ timeout: 20_000 });

const turnMs = 4000;

/** The sample with a transcript of 50 turns, words of the 40th coded, and a span of the recording coded, with a memo. */
async function prepared(page: Page, app: RunningApp) {
  const { client } = await enter(page, app.url);
  const study = await client.study.load();
  const coder = study?.people.find(({ role }) => role === 'coder');
  const sound = study?.recordings.find(({ interviewId, kind }) => interviewId === null && kind === 'audio');
  if (!coder || !sound) throw new Error('the sample is not what it was');
  const [actor, personId] = [coder.id, coder.id];
  const code = async (name: string) =>
    (await client.code.create({ actor, parentId: null, name, color: '#0072b2' })).id;
  const [ofWords, ofSpan] = [await code('Turning point'), await code('Long silence')];
  // Another one, which would be shown if nobody had said which.
  const other = { actor, recordingId: sound.id, label: 'Draft', origin: 'imported', sourceName: '' } as const;
  await client.transcript.import({ ...other, turns: [] });
  const { id: transcriptId } = await client.transcript.import({
    actor,
    recordingId: sound.id,
    label: 'Transcript',
    origin: 'imported',
    sourceName: '',
    turns: Array.from({ length: 50 }, (_, place) => ({
      speaker: place % 2 === 0 ? 'Therapist' : 'Client',
      startMs: place * turnMs,
      endMs: (place + 1) * turnMs,
      text: `Turn ${place + 1}, which says what came back.`,
    })),
  });
  const { turns } = await client.transcript.load({ id: transcriptId });
  const turn = turns.find(({ body }) => body.startsWith('Turn 40,'));
  if (turn === undefined) throw new Error('the turn is gone');
  const passage = { kind: 'passage', turnId: turn.id, fromOffset: 15, toOffset: 29 } as const;
  await client.coding.toggle({ actor, target: passage, codeId: ofWords, personId });
  const span = { kind: 'span', recordingId: sound.id, startMs: 61_000, endMs: 95_000 } as const;
  const { id: codingId } = await client.coding.toggle({ actor, target: span, codeId: ofSpan, personId });
  const about = { kind: 'coding', id: codingId } as const;
  await client.memo.add({ actor, about, title: 'Undecided', body: 'A zephyr of a thought.' });
  await client.view.save({ key: 'interface', value: { personId: coder.id } });
  await page.reload();
  await expect(page.getByRole('tablist', { name: 'Parts of the study' })).toBeVisible();
}

/** A statement of the sample coded; and one, said of nothing in the session, of an interview without a recording. */
async function prepareStatements(page: Page, app: RunningApp) {
  const { client } = await enter(page, app.url);
  const study = await client.study.load();
  const coder = study?.people.find(({ role }) => role === 'coder');
  const [row] = (await client.interview.list({ sessionId: null })).filter(
    ({ recallerId }) => study?.people.find(({ id }) => id === recallerId)?.role === 'therapist',
  );
  if (!coder || !row) throw new Error('the sample is not what it was');
  const [actor, personId] = [coder.id, coder.id];
  const { statements } = await client.interview.load({ id: row.id });
  const shallow = statements.find(({ body }) => body.includes('shallow'));
  if (shallow === undefined) throw new Error('the statement is gone');
  const { sessionId, recordingId, recallerId } = row;
  const again = { sessionId, recordingId, recallerId, inquirerId: null, plannedFor: null, followUp: 1 };
  const { id: interviewId } = await client.interview.create({ actor, ...again });
  await client.interview.begin({ actor, id: interviewId });
  const say = async (body: string, interviewMs: number) => {
    const about = { stopId: null, momentId: null, stance: null, category: null, lead: '' };
    const by = { actor, interviewId, speakerId: recallerId };
    const { id } = await client.statement.begin({ ...by, ...about, body, interviewMs });
    return id;
  };
  await say('Before it.', 61_000);
  const unheard = await say('Nobody recorded this.', 74_321);
  await say('After it.', 90_000);
  await client.interview.finish({ actor, id: interviewId, interviewMs: 120_000 });
  const made: { codeId: CodeId; codingId: CodingId }[] = [];
  for (const [name, statementId] of [
    ['Heard', shallow.id],
    ['Unheard', unheard],
  ] as const) {
    const { id: codeId } = await client.code.create({ actor, parentId: null, name, color: '#0072b2' });
    const target = { kind: 'statement', statementId } as const;
    const { id } = await client.coding.toggle({ actor, target, codeId, personId });
    await client.coding.update({ actor, id, comment: `Why ${name}?` });
    made.push({ codeId, codingId: id });
  }
  await client.view.save({ key: 'interface', value: { personId } });
  await page.reload();
  await expect(page.getByRole('tablist', { name: 'Parts of the study' })).toBeVisible();
  return { client, made };
}

async function findCoded(page: Page, letters: string): Promise<void> {
  const find = new Find(page);
  await page.keyboard.press('Control+Shift+e');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await page.getByText('Codings', { exact: true }).click();
  await find.addCondition('Codes');
  await expect(page.getByRole('combobox', { name: 'Choose codes' })).toBeFocused();
  await page.keyboard.type(letters);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await find.seeOnly(`Coding: ${letters}`);
  await find.list.focus();
  await page.keyboard.press('Home');
}

test('a coded passage opens at its turn, which has the focus; a coded span with that span selected, from a query and from its memo', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await prepared(page, app);
  const desk = new Desk(page);
  const transcript = new Transcript(page);
  const find = new Find(page);

  await findCoded(page, 'Turning');
  await expect(find.selected).toContainText('says what came');
  await page.keyboard.press('Enter');
  const turn = transcript.turn('Turn 40,');
  await expect(turn).toHaveAttribute('aria-current', 'true');
  await expect(turn).toBeInViewport({ ratio: 0.99 });
  await expect(turn).toBeFocused();
  await expect(turn.locator('mark')).toHaveText('says what came');
  await expect(desk.position).toHaveText('0:02:36.0');
  await look(page, 'arrived-passage');
  // The keys of the transcript go on from there.
  await page.keyboard.press('Control+ArrowDown');
  await expect(transcript.turn('Turn 41,')).toHaveAttribute('aria-current', 'true');

  const seeSpan = async (): Promise<void> => {
    const bar = page.getByRole('toolbar', { name: 'Selected span' });
    await expect(bar).toContainText('0:01:01.0');
    await expect(bar).toContainText('0:01:35.0');
    await expect(desk.position).toHaveText('0:01:01.0');
  };
  await findCoded(page, 'Long');
  await page.keyboard.press('Enter');
  await seeSpan();
  await look(page, 'arrived-span');

  await page.keyboard.press('Control+Shift+f');
  // By its title alone.
  await find.words.fill('undecid');
  await expect(find.rows).toContainText(['Undecided – A zephyr of a thought.']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Text' })).toHaveValue(
    'A zephyr of a thought.',
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await desk.seeNoDialog();
  await seeSpan();
});

test('a coded recall statement is heard where it was said, and opens at the desk of its interview, chosen, also where nothing was recorded', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  const { client, made } = await prepareStatements(page, app);
  const desk = new Desk(page);
  const find = new Find(page);
  const statement = (words: RegExp) => page.getByRole('button', { name: words });

  await findCoded(page, 'Heard');
  await expect(find.selected).toContainText('it had become shallow. “Why Heard?”');
  await page.keyboard.press('Space');
  // In the interview's recording, as what was found by its words is.
  await expect.poll(() => find.playedMs(), { intervals: [50] }).toBeGreaterThan(18_900);
  await page.keyboard.press('Space');
  await expect(find.playButton).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Therapist 02/, level: 1 })).toBeVisible();
  await expect(statement(/had become shallow/)).toHaveAttribute('aria-current', 'true');
  await look(page, 'arrived-statement');

  // The other way is to what it speaks about.
  await page.keyboard.press('Control+Shift+e');
  await expect(find.selected).toHaveCount(1);
  await find.list.focus();
  await page.keyboard.press('Shift+Enter');
  await expect(find.list).toBeHidden();
  await expect(desk.selected).toContainText('Naming the quiet');

  await findCoded(page, 'Unheard');
  await page.keyboard.press('Enter');
  await expect(statement(/Nobody recorded this/)).toHaveAttribute('aria-current', 'true');
  await expect(statement(/Before it|After it/).and(page.locator('[aria-current]'))).toHaveCount(0);

  // A query that names a code which is gone finds nothing, and says why.
  for (const { codeId, codingId } of made) {
    await client.coding.remove({ actor: null, id: codingId });
    await client.code.remove({ actor: null, id: codeId });
  }
  await page.keyboard.press('Control+Shift+e');
  await expect(page.getByText('No longer there')).toBeVisible();
  await expect(page.getByText('Nothing fits')).toBeVisible();
});
