import { expect, test } from 'vitest';
import { recallItemId } from '../../shared/instrument/recall-rating.ts';
import { logOf } from '../../shared/interchange/interview-summary.ts';
import { coverage, playbackMap, toSessionMs } from '../../shared/time/playback-map.ts';
import { refusal } from '../fixtures/client.ts';
import { logLine, nothingKnown, planInterviews, pressStop, sessionSeconds } from '../fixtures/interview.ts';

const actor = null;

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
    'others present: none',
    'who may stop: recaller and inquirer',
    'sampling: striking moments first',
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
