import { expect, test } from 'vitest';
import { coveredBy } from '../../electron/core/store/consent.ts';
import type { ConsentDecision, ConsentUse } from '../../shared/model/consent.ts';
import type { PersonId } from '../../shared/model/ids.ts';
import { refusal } from '../fixtures/client.ts';
import { planInterviews } from '../fixtures/interview.ts';

const actor = null;

/** Two sessions of one client with different therapists, a moment in each. */
async function twoSessions() {
  const planned = await planInterviews();
  const { client, core, sessionId, recordingId, clientId, therapistId } = planned;
  const mark = { actor, recordingId, rawMs: 9000, lookBackMs: 0 };
  await client.moment.mark({ ...mark, personId: clientId });
  await client.moment.mark({ ...mark, personId: therapistId });
  const decide = (personId: PersonId, use: ConsentUse, decision: ConsentDecision, decidedOn = '2026-03-01') =>
    client.consent.record({ actor, personId, use, decision, decidedOn });
  const exported = async (use: ConsentUse) => {
    const asText = { format: 'json', rowPer: 'moment', hasByteOrderMark: false } as const;
    const { text, leftOut } = await client.export.moments({ sessionId, use, ...asText });
    const { moments } = JSON.parse(text) as { moments: unknown[] };
    return { count: moments.length, leftOut };
  };
  return { ...planned, decide, exported, read: core.context.app.study().store.read };
}

test('a study that writes no consent down here exports as before', async () => {
  const { exported } = await twoSessions();
  expect(await exported('teaching')).toEqual({ count: 2, leftOut: { count: 0, people: [] } });
});

test('from the first decision on, exports leave out what is not covered for their purpose, and say how much and why', async () => {
  const { client, decide, exported, clientId, therapistId, inquirerId, read } = await twoSessions();
  await decide(clientId, 'analysis', 'granted');
  expect(await exported('analysis')).toEqual({
    count: 0,
    leftOut: { count: 2, people: [{ personId: therapistId, why: 'missing' }] },
  });
  await decide(therapistId, 'analysis', 'granted');
  expect(await exported('analysis')).toMatchObject({ count: 2, leftOut: { count: 0 } });
  expect(await exported('quotations')).toMatchObject({ count: 0, leftOut: { count: 2 } });
  expect(coveredBy(read, [clientId, therapistId, inquirerId], 'analysis')).toEqual({
    isCovered: true,
    uncovered: [],
  });
  expect(coveredBy(read, [inquirerId], 'teaching').isCovered).toBe(true);

  // Withdrawn later; written down before the form that said yes: the day counts.
  const { change } = await decide(clientId, 'analysis', 'withdrawn', '2026-05-01');
  await decide(clientId, 'analysis', 'granted', '2026-04-01');
  expect(await exported('analysis')).toEqual({
    count: 0,
    leftOut: { count: 2, people: [{ personId: clientId, why: 'withdrawn' }] },
  });
  const withdrawn = change.rows[0];
  if (withdrawn?.entity !== 'consent') expect.fail('no consent');
  await client.consent.remove({ actor, id: withdrawn.id });
  expect(await exported('analysis')).toMatchObject({ count: 2 });
  await client.history.undo({ actor });
  expect(await exported('analysis')).toMatchObject({ count: 0 });
});

test('what is one person’s alone goes by that person: a summary is refused, a dial trace left out', async () => {
  const { client, decide, sessionId, recordingId, clientId, therapistId, ofClient, ofTherapist } =
    await twoSessions();
  for (const personId of [clientId, therapistId]) {
    const trace = {
      sessionId,
      recordingId,
      interviewId: null,
      personId,
      label: 'closeness',
      low: 0,
      high: 1,
    };
    const { id } = await client.dial.begin({ actor, ...trace });
    await client.dial.append({ actor, traceId: id, samples: [[0, 0.5]] });
  }
  await decide(clientId, 'analysis', 'refused');
  await decide(therapistId, 'analysis', 'granted');
  expect(await refusal(client.interview.summary({ id: ofClient, format: 'text' }))).toMatchObject({
    code: 'CONSENT_NOT_GIVEN',
  });
  expect((await client.interview.summary({ id: ofTherapist, format: 'text' })).text).not.toBe('');
  const { text, leftOut } = await client.dial.export({ sessionId, rows: 'samples' });
  expect(text.trim().split('\r\n')).toHaveLength(2);
  expect(leftOut).toEqual({ count: 1, people: [{ personId: clientId, why: 'refused' }] });
});

test('an example in a codebook goes by everybody in its moment; one without a moment stays', async () => {
  const { client, decide, sessionId, clientId, therapistId } = await twoSessions();
  const { moments } = await client.session.load({ id: sessionId });
  const code = { parentId: null, color: '#0072b2', key: null, definition: '', isCodable: true };
  const { id: codeId } = await client.code.create({ actor, name: 'Rupture', ...code });
  for (const { id: momentId } of moments)
    await client.codeExample.add({ actor, codeId, momentId, note: 'I could have left' });
  const examples = async (use: ConsentUse) => {
    const { text, leftOut } = await client.codebook.export({ format: 'json', hasByteOrderMark: false, use });
    return [text.split('I could have left').length - 1, leftOut];
  };
  expect(await examples('quotations')).toEqual([2, { count: 0, people: [] }]);
  await decide(clientId, 'quotations', 'granted');
  await decide(therapistId, 'quotations', 'refused');
  const kept = [0, { count: 2, people: [{ personId: therapistId, why: 'refused' }] }];
  expect(await examples('quotations')).toEqual(kept);
  await decide(therapistId, 'quotations', 'granted', '2026-04-01');
  expect(await examples('quotations')).toEqual([2, { count: 0, people: [] }]);
});

test('retention is one date a person; the team consents to nothing; both go with the person and come back by undo', async () => {
  const { client, inquirerId } = await twoSessions();
  const { id } = await client.person.create({ actor, kind: 'participant', name: 'P', role: 'partner' });
  await client.consent.setRetention({ actor, personId: id, keptUntil: '2030-01-01' });
  await client.consent.setRetention({ actor, personId: id, keptUntil: '2031-01-01' });
  await client.consent.record({
    actor,
    personId: id,
    use: 'teaching',
    decision: 'granted',
    decidedOn: '2026-01-01',
  });
  const kept = async () => {
    const contents = await client.study.load();
    return [contents?.retentions.map((row) => row.keptUntil), contents?.consents.length];
  };
  expect(await kept()).toEqual([['2031-01-01'], 1]);
  await client.person.remove({ actor, id });
  expect(await kept()).toEqual([[], 0]);
  await client.history.undo({ actor });
  expect(await kept()).toEqual([['2031-01-01'], 1]);
  await client.consent.setRetention({ actor, personId: id, keptUntil: null });
  expect(await kept()).toEqual([[], 1]);
  const day = '2026-01-01';
  const ofTeam = {
    actor,
    personId: inquirerId,
    use: 'analysis',
    decision: 'granted',
    decidedOn: day,
  } as const;
  expect(await refusal(client.consent.record(ofTeam))).toMatchObject({ code: 'INPUT_INVALID' });
});
