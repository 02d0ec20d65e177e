import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished, test } from 'vitest';
import { recallerRouter } from '../../electron/core/core.ts';
import type { AppMessage } from '../../shared/contract/changes.ts';
import type { RecallerState } from '../../shared/contract/recall-media.ts';
import { routes } from '../../shared/contract/routes.ts';
import { recallItemId } from '../../shared/instrument/recall-rating.ts';
import { type Client, refusal } from '../fixtures/client.ts';
import { nothingKnown, planInterviews, pressStop, sayAt } from '../fixtures/interview.ts';
import { toldToRecaller } from '../fixtures/told-to-recaller.ts';
import { send, visit } from './server-support.ts';

const actor = null;

/** What the therapist says and marks in an interview of his own. */
async function therapistSpeaks({
  client,
  ofTherapist,
  therapistId,
}: Awaited<ReturnType<typeof planInterviews>>) {
  await client.interview.enter({ id: ofTherapist });
  await client.interview.begin({ actor, id: ofTherapist });
  const stop = await pressStop(client, ofTherapist, { sessionMs: 20_000, interviewMs: 1000 });
  const { momentId } = await client.stop.toMoment({ actor, id: stop.id, momentId: null });
  await client.moment.update({ actor, id: momentId, label: 'secretlabel' });
  await client.note.write({ actor, momentId, body: 'secretnote' });
  await client.place.add({
    actor,
    interviewId: ofTherapist,
    ...nothingKnown,
    what: 'secretplace',
    origin: 'asked',
  });
  const statementId = await sayAt(client, ofTherapist, {
    stopId: stop.id,
    speakerId: therapistId,
    body: 'secretstatement',
    interviewMs: 2000,
  });
  await client.interview.leave();
  return { momentId, statementId };
}

const asText = { rowPer: 'moment', hasByteOrderMark: false } as const;

/** Everything that the page can ask for about a session, as text. */
async function everything(client: Client, sessionId: Parameters<Client['session']['load']>[0]['id']) {
  const answers = await Promise.all([
    client.session.load({ id: sessionId }),
    client.study.load(),
    client.interview.list({ sessionId }),
    client.moment.search({ sessionId, text: 'secretlabel' }),
    client.moment.search({ sessionId: null, text: 'secretnote' }),
    client.dial.load({ sessionId }),
    client.export.moments({ ...asText, sessionId, format: 'json' }),
    client.export.moments({ ...asText, sessionId: null, format: 'csv' }),
  ]);
  return JSON.stringify(answers);
}

test('while one recaller’s interview is open nothing of the other’s is sent, and afterwards all of it', async () => {
  const planned = await planInterviews();
  const { client, ofClient, ofTherapist, therapistId, sessionId, recordingId } = planned;
  const told: AppMessage[] = [];
  const listening = new AbortController();
  onTestFinished(() => listening.abort());
  const messages = await client.app.messages(undefined, { signal: listening.signal });
  void (async () => {
    for await (const message of messages) told.push(message);
  })().catch(() => {});
  const { momentId, statementId } = await therapistSpeaks(planned);

  await client.interview.enter({ id: ofClient });
  const from = () =>
    told.findLastIndex(({ type, ...said }) => type === 'holding' && 'holder' in said && said.holder !== null);
  await expect.poll(() => JSON.stringify(told[from()] ?? null)).toContain(ofClient);
  const before = from();
  const seen = await everything(client, sessionId);
  expect(seen).not.toContain('secret');
  expect(seen).not.toContain(momentId);
  expect(seen).not.toContain(ofTherapist);
  expect(await refusal(client.interview.load({ id: ofTherapist }))).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await refusal(client.interview.summary({ id: ofTherapist, format: 'text' }))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  // Changed meanwhile, from another window: told to nobody, and an undo that brings it back says nothing of it.
  await client.statement.update({ actor, id: statementId, body: 'secretmore' });
  await client.rating.set({
    actor,
    interviewId: ofTherapist,
    target: { kind: 'moment', momentId },
    personId: therapistId,
    itemId: recallItemId,
    value: 5,
  });
  await client.moment.remove({ actor, id: momentId });
  const undone = await client.history.undo({ actor });
  expect(undone.rows.filter((row) => row.after !== null)).toEqual([]);
  // The team's own marks are shown.
  const mark = { actor, recordingId, personId: planned.inquirerId, startMs: 1, endMs: 2, label: 'open' };
  const own = await client.moment.create({ ...mark, selection: 'typed' });
  await expect.poll(() => JSON.stringify(told.slice(before))).toContain(own.momentId);
  expect(JSON.stringify(told.slice(before))).not.toContain('secret');

  await client.interview.leave();
  const after = await everything(client, sessionId);
  for (const word of ['secretlabel', 'secretnote', ofTherapist]) expect(after).toContain(word);
  expect(JSON.stringify(await client.interview.load({ id: ofTherapist }))).toContain('secretmore');
});

test('a study that says so shows every recaller’s marks', async () => {
  const planned = await planInterviews();
  const { client, ofClient, ofTherapist, sessionId } = planned;
  await therapistSpeaks(planned);
  await client.study.configure({ actor, settings: { othersAreShown: true } });
  await client.interview.enter({ id: ofClient });
  expect(await everything(client, sessionId)).toContain('secretlabel');
  expect(JSON.stringify(await client.interview.load({ id: ofTherapist }))).toContain('secretstatement');
});

test('the recaller’s window is answered its own three calls, and hears of nothing but playback', async () => {
  const planned = await planInterviews();
  const { core, client, ofClient, recordingId } = planned;
  await therapistSpeaks(planned);
  const recaller = createRouterClient(recallerRouter, { context: core.context }).recaller;
  const following = new AbortController();
  onTestFinished(() => following.abort());
  const heard: RecallerState[] = [];
  const states = await recaller.follow(undefined, { signal: following.signal });
  void (async () => {
    for await (const state of states) heard.push(state);
  })().catch(() => {});
  const newest = () => expect.poll(() => heard.at(-1));

  await client.interview.enter({ id: ofClient });
  await newest().toMatchObject({ recordingId, mayStop: true, isPlaying: false });
  for (const [whoMayStop, mayStop] of [
    ['rule', false],
    ['inquirer', false],
    ['recaller', true],
  ] as const) {
    await client.interview.update({ actor, id: ofClient, whoMayStop });
    await newest().toMatchObject({ recordingId, mayStop });
  }
  const playback = { isPlaying: true, sessionMs: 4000, rate: 1.5, at: 12 };
  await client.projection.tell({ interviewId: ofClient, playback });
  await newest().toMatchObject(playback);
  await client.place.add({
    actor,
    interviewId: ofClient,
    ...nothingKnown,
    what: 'secretplace',
    origin: 'asked',
  });
  const stop = await pressStop(client, ofClient, { sessionMs: 5000, interviewMs: 900 });
  await client.stop.toMoment({ actor, id: stop.id, momentId: null });
  await recaller.blank({ isBlank: true });
  await newest().toMatchObject({ isBlank: true });
  await client.interview.leave();
  await newest().toMatchObject({ recordingId: null, mayStop: false });
  expect(JSON.stringify(heard)).not.toContain('secret');
  const fields = new Set(heard.flatMap((state) => Object.keys(state)));
  expect([...fields].sort()).toEqual(toldToRecaller);
});

test('behind the recaller’s address there is nothing else', async () => {
  const visitor = await visit();
  onTestFinished(() => visitor.end());
  await visitor.client.study.create({ title: 'Closed' });
  const { port } = visitor.server;
  const headers = { cookie: visitor.cookie, 'content-type': 'application/json' };
  const call = (path: string) =>
    send(port, { path: `${routes.recallerCalls}/${path}`, method: 'POST', headers, body: Buffer.from('{}') });
  for (const path of [
    'study/load',
    'session/load',
    'interview/list',
    'history/undo',
    'app/messages',
    'projection/tell',
  ])
    expect((await call(path)).status).toBe(404);
  const recaller: Pick<Client, 'recaller'> = createORPCClient(
    new RPCLink({
      url: `http://127.0.0.1:${port}${routes.recallerCalls}`,
      headers: { cookie: visitor.cookie },
    }),
  );
  expect(await recaller.recaller.stop({ at: 1 })).toBeNull();
});
