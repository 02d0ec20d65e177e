import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { FF_ENCODER_PCM_S16LE } from 'node-av/constants';
import { expect, onTestFinished, test } from 'vitest';
import { recallItemId } from '../../shared/instrument/recall-rating.ts';
import type { InterviewId } from '../../shared/model/ids.ts';
import type { Thing } from '../../shared/model/memo-rows.ts';
import { refusal } from '../fixtures/client.ts';
import { planInterviews, pressStop, sayAt } from '../fixtures/interview.ts';
import { makeMedia } from '../fixtures/media/make-media.ts';
import { temporaryFolder } from '../fixtures/study.ts';

const actor = null;
type Planned = Awaited<ReturnType<typeof planInterviews>>;

/** A recording of the interview itself, made with another device. */
async function attachRecording({ core, client }: Planned, interviewId: InterviewId) {
  const path = join(await temporaryFolder(), 'interview.wav');
  await makeMedia(path, {
    muxer: 'wav',
    seconds: 5,
    tracks: [{ kind: 'audio', encoder: FF_ENCODER_PCM_S16LE, sampleRate: 8000, channels: 1, bursts: [1] }],
  });
  const { stagedId } = await core.bytes.upload('interview.wav', (await openAsBlob(path)).stream());
  return (await client.interviewRecording.attach({ actor, interviewId, stagedId })).id;
}

/** Everything the therapist's side holds: a moment, a statement, a transcript of his interview, all of them coded. */
async function fillTherapist(planned: Planned) {
  const { client, ofTherapist, therapistId, inquirerId: personId } = planned;
  const { id: codeId } = await client.code.create({
    actor,
    parentId: null,
    name: 'Rupture',
    color: '#0072b2',
  });
  const stop = await pressStop(client, ofTherapist, { sessionMs: 20_000, interviewMs: 1000 });
  const { momentId } = await client.stop.toMoment({ actor, id: stop.id, momentId: null });
  const statementId = await sayAt(client, ofTherapist, {
    stopId: stop.id,
    speakerId: therapistId,
    body: 'secretstatement',
    interviewMs: 2000,
  });
  const recordingId = await attachRecording(planned, ofTherapist);
  const { id: transcriptId } = await client.transcript.import({
    actor,
    recordingId,
    label: 'secrettranscript',
    origin: 'imported',
    sourceName: 'a.srt',
    turns: [{ speaker: 'secretvoice', startMs: 0, endMs: 900, text: 'secretturn' }],
    people: { secretvoice: therapistId },
  });
  const turn = (await client.transcript.load({ id: transcriptId })).turns[0];
  if (turn === undefined) throw new Error('no turn');
  const targets = [
    { kind: 'moment', momentId },
    { kind: 'statement', statementId },
    { kind: 'passage', turnId: turn.id, fromOffset: 0, toOffset: 6 },
    { kind: 'span', recordingId, startMs: 0, endMs: 900 },
  ] as const;
  for (const target of targets)
    await client.coding.toggle({ actor, target, codeId, personId, comment: 'secretcomment' });
  const example = await client.codeExample.add({ actor, codeId, momentId, note: 'secretexample' });
  await client.rating.set({
    actor,
    interviewId: ofTherapist,
    target: { kind: 'moment', momentId },
    personId: therapistId,
    itemId: recallItemId,
    value: 9,
  });
  const version = await client.codebook.snapshot({ actor, name: 'Pilot', note: '' });
  await client.memo.add({
    actor,
    about: { kind: 'moment', id: momentId },
    title: 'secret title',
    body: 'secretmemo',
  });
  const ends = { from: { kind: 'moment', id: momentId }, to: { kind: 'code', id: codeId } } as const;
  await client.link.add({ actor, ...ends, relation: 'secretlink' });
  return {
    codeId,
    momentId,
    statementId,
    transcriptId,
    turnId: turn.id,
    exampleId: example.id,
    version: version.id,
  };
}

/** Everything that the page can ask for about the session, through every door of the coding desk, as text. */
async function everything({ client, sessionId, inquirerId: personId }: Planned, things: readonly Thing[]) {
  const unit = { sessionId, transcriptId: null, personId, after: null, direction: 'next' } as const;
  const answers = await Promise.all([
    client.session.load({ id: sessionId }),
    client.study.load(),
    client.codebook.versions(),
    client.coding.progress({ sessionId: null }),
    client.memo.list({ about: null }),
    client.link.list({ about: null }),
    client.search.find({ text: 'secret', sessionId: null }),
    client.search.find({ text: 'secret', sessionId }),
    client.rating.load({ sessionId }),
    client.thing.describe({ things: [...things] }),
    ...(['moments', 'codings', 'stops'] as const).map((of) =>
      client.query.run({ query: { of, where: { kind: 'all', of: [] } } }),
    ),
    ...(['moment', 'statement', 'turn'] as const).map((of) => client.coding.nextUnit({ ...unit, of })),
  ]);
  return JSON.stringify(answers);
}

test('while one recaller’s interview is open nothing of the other’s comes through any door of the coding desk', async () => {
  const planned = await planInterviews();
  const { client, ofClient, sessionId, recordingId, clientId, inquirerId: personId } = planned;
  const told: unknown[] = [];
  const listening = new AbortController();
  onTestFinished(() => listening.abort());
  const messages = await client.app.messages(undefined, { signal: listening.signal });
  void (async () => {
    for await (const message of messages) told.push(message);
  })().catch(() => {});
  const made = await fillTherapist(planned);
  const hidden = [made.momentId, made.statementId, made.transcriptId, made.turnId, made.exampleId];
  const things: readonly Thing[] = [
    { kind: 'moment', id: made.momentId },
    { kind: 'statement', id: made.statementId },
    { kind: 'transcript', id: made.transcriptId },
  ];
  const open = await everything(planned, things);
  for (const id of [
    made.momentId,
    made.transcriptId,
    made.exampleId,
    'secretcomment',
    'secretvoice',
    'secretlink',
    'secretmemo',
  ])
    expect(open).toContain(id);

  // What was told before the interview was entered may still be on its way.
  await expect.poll(() => JSON.stringify(told)).toContain('secretlink');
  await client.interview.enter({ id: ofClient });
  const before = told.length;
  const seen = await everything(planned, things);
  for (const id of [...hidden, 'secret']) expect(seen).not.toContain(id);
  expect(await client.coding.progress({ sessionId })).toMatchObject({
    sessions: [{ moments: 0, statements: 0, turns: 0 }],
    coders: [],
  });
  expect(await refusal(client.transcript.load({ id: made.transcriptId }))).toMatchObject({
    code: 'NOT_ALLOWED',
  });

  // Changed meanwhile, from another window: told to nobody, and an undo that brings it back says nothing of it.
  await client.turn.write({ actor, id: made.turnId, body: 'secretturn again' });
  await client.codeExample.update({ actor, id: made.exampleId, note: 'secretexample again' });
  await client.transcript.remove({ actor, id: made.transcriptId });
  const undone = await client.history.undo({ actor });
  expect(undone.rows.filter((row) => row.after !== null)).toEqual([]);

  // A transcript of the session itself, and the team's codings, are shown; another participant's codings are not.
  const { id: shownId } = await client.transcript.create({ actor, recordingId, label: 'of the session' });
  const span = { kind: 'span', recordingId, startMs: 0, endMs: 10 } as const;
  const { codeId } = made;
  const shown = await client.coding.toggle({ actor, target: span, codeId, personId });
  const own = await client.coding.toggle({ actor, target: span, codeId, personId: clientId });
  const theirs = await client.coding.toggle({ actor, target: span, codeId, personId: planned.therapistId });
  const now = await everything(planned, things);
  for (const id of [shownId, shown.id, own.id]) expect(now).toContain(id);
  expect(now).not.toContain(theirs.id);
  await expect.poll(() => JSON.stringify(told.slice(before))).toContain(own.id);
  for (const secret of ['secret', theirs.id])
    expect(JSON.stringify(told.slice(before))).not.toContain(secret);

  expect((await client.rating.load({ sessionId })).ratings).toEqual([]);
  await client.interview.leave();
  expect((await client.rating.load({ sessionId })).ratings).toMatchObject([{ value: 9 }]);
  const after = await everything(planned, things);
  for (const id of [made.momentId, made.transcriptId, theirs.id]) expect(after).toContain(id);
  const changes = await client.codebook.compare({ from: made.version, to: null });
  expect(changes).toMatchObject({ added: [], removed: [], changed: [{ fields: ['examples'] }] });
});

test('a code’s fields, a coding and a transcript through the contract, and what is refused', async () => {
  const { client, sessionId, recordingId, inquirerId: personId } = await planInterviews();
  const root = await client.code.create({
    actor,
    parentId: null,
    name: 'Rupture',
    color: '#0072b2',
    key: 'r',
  });
  expect(
    await refusal(client.code.create({ actor, parentId: null, name: 'Repair', color: '#0072b2', key: 'r' })),
  ).toEqual({ code: 'CONFLICT', data: { field: 'key', key: 'r', name: 'Rupture' } });
  const point = await client.code.create({
    actor,
    parentId: root.id,
    name: 'Sigh',
    color: '#0072b2',
    kind: 'point',
    exclusiveGroup: 'breath',
    guid: '6f1c2d3e-0000-4000-8000-000000000001',
  });
  await client.study.configure({ actor, settings: { asksCertainty: true } });
  const pressed = await client.coding.press({ actor, recordingId, atMs: 1234, codeId: point.id, personId });
  expect(pressed.did).toBe('marked');
  await client.coding.update({ actor, id: pressed.id, certainty: 3, comment: 'loud' });
  expect(await refusal(client.coding.update({ actor, id: pressed.id, certainty: 9 }))).toMatchObject({
    code: 'INPUT_INVALID',
  });
  const { id: transcriptId } = await client.transcript.create({ actor, recordingId, label: 'Mine' });
  const { id: turnId } = await client.turn.add({
    actor,
    transcriptId,
    after: null,
    speakerId: null,
    startMs: null,
    endMs: null,
    body: '',
  });
  expect(await client.turn.write({ actor, id: turnId, body: 'I felt seen' })).not.toBeNull();
  expect(await client.turn.write({ actor, id: turnId, body: 'I felt seen' })).toBeNull();
  await client.turn.align({ actor, id: turnId, atMs: 700 });
  expect(await refusal(client.turn.update({ actor, id: turnId, endMs: 600 }))).toMatchObject({
    code: 'INPUT_INVALID',
  });
  const draft = await client.transcript.import({
    actor,
    recordingId,
    label: 'Draft',
    origin: 'machine',
    sourceName: 'ggml-base',
    turns: [],
  });
  await client.transcript.append({
    actor,
    id: draft.id,
    turns: [{ speaker: null, startMs: 0, endMs: 500, text: 'felt seen' }],
  });
  const drafted = (await client.transcript.load({ id: draft.id })).turns;
  expect(drafted).toMatchObject([{ isMachineMade: true, isChecked: false }]);
  await client.turn.check({ actor, ids: drafted.map(({ id }) => id), isChecked: true });
  expect(await client.session.load({ id: sessionId })).toMatchObject({
    codings: [{ codeId: point.id, startMs: 1234, endMs: 1234, certainty: 3, comment: 'loud' }],
    transcripts: [{ label: 'Mine', origin: 'written' }, { label: 'Draft' }],
  });
  expect((await client.transcript.load({ id: draft.id })).turns).toMatchObject([{ isChecked: true }]);
  // Undo takes back what came last, whatever it was.
  for (let time = 0; time < 3; time += 1) await client.history.undo({ actor });
  expect((await client.session.load({ id: sessionId })).transcripts.map(({ label }) => label)).toEqual([
    'Mine',
  ]);
});

test('an instrument, its ratings, and a query that is saved, through the contract', async () => {
  const { client, sessionId, clientId: personId } = await planInterviews();
  const { id: instrumentId } = await client.instrument.createFromTemplate({
    actor,
    template: 'goalTaskBond',
  });
  const { id: itemId } = await client.instrumentItem.add({
    actor,
    instrumentId,
    label: 'Overall',
    kind: 'scale',
    low: 1,
    high: 7,
    scaleStep: 0.5,
  });
  await client.instrumentItem.update({ actor, id: itemId, prompt: 'How was it, all in all?' });
  await client.instrumentItem.move({ actor, id: itemId, before: null });
  await client.instrument.update({ actor, id: instrumentId, leastAnswered: 0.5 });
  const target = { kind: 'session', sessionId } as const;
  await client.rating.set({ actor, interviewId: null, target, personId, itemId, value: 6.5 });
  expect(
    await refusal(client.rating.set({ actor, interviewId: null, target, personId, itemId, value: 6.25 })),
  ).toMatchObject({ code: 'INPUT_INVALID', data: { field: 'value' } });
  expect(await client.rating.load({ sessionId })).toMatchObject({ ratings: [{ sessionId, value: 6.5 }] });
  const contents = await client.study.load();
  expect(contents).toMatchObject({
    instruments: [{ name: 'Recall interview' }, { id: instrumentId, leastAnswered: 0.5 }],
    instrumentItems: { length: 14 },
  });
  const query = { of: 'moments', where: { kind: 'not', of: { kind: 'text', text: 'x' } } } as const;
  const saved = await client.query.save({ actor, name: 'Not x', query });
  await client.query.update({ actor, id: saved.id, name: 'Without x' });
  expect(await client.study.load()).toMatchObject({ savedQueries: [{ name: 'Without x', query }] });
  expect(await client.query.run({ query })).toEqual({ hits: [], count: 0 });
  expect(await refusal(client.instrument.remove({ actor, id: instrumentId }))).toMatchObject({
    code: 'IN_USE',
  });
  await client.rating.set({ actor, interviewId: null, target, personId, itemId, value: null });
  await client.instrument.remove({ actor, id: instrumentId });
  await client.query.remove({ actor, id: saved.id });
  expect(await client.study.load()).toMatchObject({ instruments: { length: 1 }, savedQueries: [] });
});
