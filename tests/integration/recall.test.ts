import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished, test } from 'vitest';
import { recallerRouter } from '../../electron/core/core.ts';
import type { AppMessage } from '../../shared/contract/changes.ts';
import type { RecallerState } from '../../shared/contract/recall.ts';
import { routes } from '../../shared/contract/routes.ts';
import { recallItemId } from '../../shared/instrument/recall-rating.ts';
import { logOf } from '../../shared/interchange/interview-summary.ts';
import { coverage, playbackMap, toSessionMs } from '../../shared/time/playback-map.ts';
import { type Client, refusal } from '../fixtures/client.ts';
import { logLine, planInterviews, pressStop, sessionSeconds } from '../fixtures/interview.ts';
import { send, visit } from './server-support.ts';

const actor = null;
const nothingKnown = {
  aroundMs: null,
  endMs: null,
  rememberedMs: null,
  valence: null,
  rating: null,
} as const;

test('an interview from the opening question to the summary', async () => {
  const { client, ofClient, clientId, sessionId } = await planInterviews();
  const entered = await client.interview.enter({ id: ofClient });
  expect([entered.nowMs, entered.interview.status]).toEqual([0, 'planned']);
  await client.interview.begin({ actor, id: ofClient });

  for (const what of ['first', 'second', 'third']) {
    const place = { ...nothingKnown, what, valence: 'helpful', rating: 7.5, origin: 'asked' } as const;
    await client.place.add({ actor, interviewId: ofClient, ...place });
  }
  const queue = (await client.interview.load({ id: ofClient })).places;
  const [first, , third] = queue;
  if (first === undefined || third === undefined) throw new Error('the queue is empty');
  await client.place.move({ actor, id: third.id, before: first.id });
  await client.place.update({ actor, id: first.id, visited: 'byHand', visitedMs: 9000 });

  // Played for 10 s, stopped; resumed 3 s back, played at double speed, and away to a place before it is stopped again.
  await logLine(client, ofClient, { kind: 'play', interviewMs: 5000, sessionMs: 0, rate: 1 });
  const stop = await pressStop(client, ofClient, { sessionMs: 10_000.4, interviewMs: 15_000.4 });
  // The clicker and the second window, in the same second: the same stop.
  const again = await pressStop(client, ofClient, {
    sessionMs: 10_000.4,
    interviewMs: 15_200,
    by: 'inquirer',
  });
  expect([stop.isNew, again]).toEqual([true, { id: stop.id, isNew: false }]);
  await client.lead.use({
    actor,
    interviewId: ofClient,
    stopId: stop.id,
    category: 'feelings',
    lead: 'What were you feeling then?',
    interviewMs: 16_000,
  });
  const { id: statementId } = await client.statement.begin({
    actor,
    interviewId: ofClient,
    stopId: stop.id,
    momentId: null,
    speakerId: clientId,
    body: '',
    stance: null,
    category: 'feelings',
    lead: 'What were you feeling then?',
    interviewMs: 17_000,
  });
  await client.statement.update({
    actor,
    id: statementId,
    body: 'I felt seen.',
    stance: 'then',
    endMs: 24_000,
  });
  expect(await refusal(client.statement.update({ actor, id: statementId, startMs: 25_000 }))).toMatchObject({
    code: 'INPUT_INVALID',
  });
  const { momentId } = await client.stop.toMoment({ actor, id: stop.id, momentId: null });
  await client.rating.set({
    actor,
    interviewId: ofClient,
    target: { kind: 'moment', momentId },
    personId: clientId,
    itemId: recallItemId,
    value: 8.5,
  });
  await logLine(client, ofClient, { kind: 'seek', interviewMs: 30_000, sessionMs: 10_000.4, toMs: 7000 });
  await logLine(client, ofClient, { kind: 'play', interviewMs: 30_000, sessionMs: 7000, rate: 1 });
  await logLine(client, ofClient, { kind: 'rate', interviewMs: 31_000, sessionMs: 8000, rate: 2 });
  await logLine(client, ofClient, { kind: 'seek', interviewMs: 36_000, sessionMs: 18_000, toMs: 40_000 });
  const second = await pressStop(client, ofClient, { sessionMs: 48_000, interviewMs: 40_000 });
  // Another stop about the same thing joins its moment.
  await client.stop.toMoment({ actor, id: second.id, momentId });

  const contents = await client.interview.load({ id: ofClient });
  expect(contents.places.map((place) => place.what)).toEqual(['third', 'first', 'second']);
  expect(contents.stops).toMatchObject([
    { sessionMs: 10_000, interviewMs: 15_000, lookBackMs: 2000, momentId },
    { sessionMs: 48_000, interviewMs: 40_000, momentId },
  ]);
  expect(contents.statements).toMatchObject([{ body: 'I felt seen.', momentId, stance: 'then' }]);
  expect(contents.ratings).toMatchObject([{ value: 8.5, personId: clientId }]);
  const durationMs = sessionSeconds * 1000;
  const map = playbackMap(logOf(contents), { untilMs: 45_000, durationMs });
  for (const [interviewMs, sessionMs] of [
    [10_000, 5000],
    [20_000, 10_000.4],
    [30_500, 7500],
    [33_000, 12_000],
    [38_000, 44_000],
    [44_000, 48_000],
  ] as const)
    expect(toSessionMs(map, interviewMs)).toBeCloseTo(sessionMs, 3);
  expect(coverage(map, durationMs).replayed).toEqual([{ startMs: 7000, endMs: 10_000.4 }]);
  const inside = await client.session.load({ id: sessionId });
  // The moment is the recaller's; it begins at the first stop, less the look-back.
  expect(inside.moments).toMatchObject([{ id: momentId, personId: clientId, rawMs: 10_000 }]);
  expect(inside.segments).toMatchObject([{ startMs: 8000, endMs: 8000 }]);

  await client.interview.finish({ actor, id: ofClient });
  await client.interview.leave();
  const { text } = await client.interview.summary({ id: ofClient, format: 'text' });
  for (const line of [
    'recaller: Ada',
    'inquirer: I',
    'stops: 2',
    'stops by the recaller: 2',
    'places named or laid: 3',
    'places not visited: 2',
    'minutes watched: 0.4',
    'leads used: 1',
    'leads: feelings: 1',
    'statements: 1',
  ])
    expect(text.split('\n')).toContain(line);
  const csv = (await client.interview.summary({ id: ofClient, format: 'csv' })).text;
  expect(csv.split('\r\n').filter(Boolean)).toHaveLength(text.split('\n').filter(Boolean).length + 1);
  expect(csv).toContain('places not visited,2');
});

test('who does not stop cannot, and a recaller must have been there', async () => {
  const { client, ofClient, inquirerId, sessionId } = await planInterviews();
  await client.interview.begin({ actor, id: ofClient });
  let nowMs = 0;
  const stopped: string[] = [];
  for (const whoMayStop of ['recaller', 'inquirer', 'both', 'rule'] as const) {
    await client.interview.update({ actor, id: ofClient, whoMayStop });
    for (const by of ['recaller', 'inquirer', 'rule'] as const) {
      nowMs += 1000;
      await logLine(client, ofClient, { kind: 'play', interviewMs: nowMs, sessionMs: nowMs, rate: 1 });
      const press = pressStop(client, ofClient, { sessionMs: nowMs + 500, interviewMs: nowMs + 500, by });
      const code = await press.then(
        () => 'made',
        (thrown: { code: string }) => thrown.code,
      );
      stopped.push(`${whoMayStop}, ${by}: ${code}`);
    }
  }
  expect(stopped).toEqual([
    'recaller, recaller: made',
    'recaller, inquirer: NOT_ALLOWED',
    'recaller, rule: NOT_ALLOWED',
    'inquirer, recaller: NOT_ALLOWED',
    'inquirer, inquirer: made',
    'inquirer, rule: NOT_ALLOWED',
    'both, recaller: made',
    'both, inquirer: made',
    'both, rule: NOT_ALLOWED',
    'rule, recaller: NOT_ALLOWED',
    'rule, inquirer: NOT_ALLOWED',
    'rule, rule: made',
  ]);
  const interview = { recordingId: null, inquirerId: null, plannedFor: null, followUp: 0 };
  expect(
    await refusal(client.interview.create({ actor, sessionId, recallerId: inquirerId, ...interview })),
  ).toMatchObject({ code: 'INPUT_INVALID', data: { field: 'recallerId' } });
});

test('places are laid by rule, the same again from the same seed, and those visited stay', async () => {
  const { client, ofClient } = await planInterviews();
  const around = async () => (await client.interview.load({ id: ofClient })).places;
  await client.interview.update({ actor, id: ofClient, sampling: { kind: 'interval', everyMs: 25_000 } });
  await client.place.lay({ actor, interviewId: ofClient });
  const [first] = await around();
  expect((await around()).map((place) => place.aroundMs)).toEqual([25_000, 50_000]);
  if (first === undefined) throw new Error('nothing was laid');
  await client.place.update({ actor, id: first.id, visited: 'played', visitedMs: 100 });

  const sampling = { kind: 'random', clipMs: 5000, count: 3, seed: 7 } as const;
  await client.interview.update({ actor, id: ofClient, sampling });
  const drawn = await around();
  expect(drawn.map((place) => place.origin)).toEqual(['interval', 'random', 'random', 'random']);
  await client.place.lay({ actor, interviewId: ofClient });
  expect((await around()).map((place) => place.aroundMs)).toEqual(drawn.map((place) => place.aroundMs));

  // What is asked for is what is laid: another rule lays its own, and what was visited is not laid again.
  await client.interview.update({ actor, id: ofClient, sampling: { kind: 'interval', everyMs: 25_000 } });
  expect((await around()).map((place) => place.aroundMs)).toEqual([25_000, 50_000]);
  await client.interview.update({ actor, id: ofClient, sampling: { kind: 'open' } });
  expect((await around()).map((place) => place.id)).toEqual([first.id]);
});

test('clips are made of moments that this interview may see, and of no others', async () => {
  const { client, ofClient, clientId, therapistId, inquirerId, recordingId } = await planInterviews();
  const mark = async (personId: typeof clientId, startMs: number, endMs: number, label: string) => {
    const moment = { actor, recordingId, personId, startMs, endMs, label };
    return (await client.moment.create({ ...moment, selection: 'typed' })).momentId;
  };
  const own = await mark(clientId, 1000, 4000, 'mine');
  const teams = await mark(inquirerId, 9000, 9000, 'a point');
  await client.segment.add({ actor, momentId: own, startMs: 6000, endMs: 7000 });
  const others = await mark(therapistId, 2000, 3000, 'not to be seen');
  const choose = (...momentIds: (typeof own)[]) =>
    client.place.choose({ actor, interviewId: ofClient, momentIds });
  await choose(teams, own);
  await choose(own);
  // Asked by a page that knows its id from elsewhere, and while nobody holds an interview.
  expect(await refusal(choose(others))).toMatchObject({ code: 'NOT_ALLOWED' });
  const places = async () =>
    (await client.interview.load({ id: ofClient })).places.map(({ what, aroundMs, endMs, origin }) => [
      what,
      aroundMs,
      endMs,
      origin,
    ]);
  expect(await places()).toEqual([
    ['a point', 9000, null, 'selected'],
    ['mine', 1000, 7000, 'selected'],
  ]);
  const [, clip] = (await client.interview.load({ id: ofClient })).places;
  if (clip === undefined) throw new Error('there were two');
  expect(await refusal(client.place.update({ actor, id: clip.id, endMs: 900 }))).toMatchObject({
    code: 'INPUT_INVALID',
  });
  await client.place.update({ actor, id: clip.id, endMs: 6500 });
  await client.study.configure({ actor, settings: { othersAreShown: true } });
  await choose(others);
  expect((await places()).slice(1)).toEqual([
    ['mine', 1000, 6500, 'selected'],
    ['not to be seen', 2000, 3000, 'selected'],
  ]);
});

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
  const { id } = await client.statement.begin({
    actor,
    interviewId: ofTherapist,
    stopId: stop.id,
    momentId: null,
    speakerId: therapistId,
    body: 'secretstatement',
    stance: null,
    category: null,
    lead: '',
    interviewMs: 2000,
  });
  await client.interview.leave();
  return { momentId, statementId: id };
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
  expect([...fields].sort()).toEqual([
    'at',
    'durationMs',
    'isBlank',
    'isPlaying',
    'kind',
    'mayStop',
    'mimeType',
    'rate',
    'recordingId',
    'sessionMs',
  ]);
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
