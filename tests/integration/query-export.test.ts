import { expect, test } from 'vitest';
import { fromCsv } from '../../shared/interchange/csv.ts';
import { codingId } from '../../shared/model/ids.ts';
import type { QueryClause } from '../../shared/model/query.ts';
import { planInterviews } from '../fixtures/interview.ts';

const actor = null;
const everything: QueryClause = { kind: 'all', of: [] };

/** A coded moment of each of two people, one with a name that a spreadsheet would run. */
async function coded() {
  const planned = await planInterviews();
  const { client, recordingId, clientId, therapistId } = planned;
  const span = { actor, recordingId, selection: 'span' as const };
  const own = await client.moment.create({
    ...span,
    personId: clientId,
    startMs: 4000,
    endMs: 6500,
    label: '=HYPERLINK("x")',
  });
  await client.segment.add({ actor, momentId: own.momentId, startMs: 9000, endMs: 9250 });
  await client.moment.create({
    ...span,
    personId: therapistId,
    startMs: 1000,
    endMs: 1000,
    label: 'a "point"',
  });
  const parent = await client.code.create({ actor, parentId: null, name: 'Alliance', color: '#0072b2' });
  const code = await client.code.create({ actor, parentId: parent.id, name: 'Rupture', color: '#0072b2' });
  const target = { kind: 'moment', momentId: own.momentId } as const;
  await client.coding.toggle({ actor, target, codeId: code.id, personId: clientId });
  return { ...planned, momentId: own.momentId, codeId: code.id };
}

test('all that a query finds leaves as CSV, in its order, safe for a spreadsheet, and the log knows', async () => {
  const { client, momentId, codeId } = await coded();
  const query = { of: 'moments', where: everything } as const;
  const file = await client.query.export({ actor, query, hasByteOrderMark: true, use: 'analysis' });
  expect([file.fileName, file.text.startsWith('\uFEFF')]).toEqual([
    expect.stringMatching(/ moments found\.csv$/),
    true,
  ]);
  const [header = [], ...rows] = fromCsv(file.text);
  const { hits } = await client.query.run({ query, limit: 10 });
  const cells = rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
  expect(cells.map(({ id }) => id)).toEqual(hits.map(({ id }) => id));
  expect(cells).toMatchObject([
    {
      kind: 'moment',
      startMs: '1000',
      endMs: '1000',
      start: '0:00:01.000',
      parts: '0:00:01.000-0:00:01.000',
      text: 'a "point"',
      role: 'therapist',
    },
    {
      startMs: '4000',
      endMs: '9250',
      parts: '0:00:04.000-0:00:06.500; 0:00:09.000-0:00:09.250',
      text: `'=HYPERLINK("x")`,
      role: 'client',
      momentId,
      code: '',
    },
  ]);

  const codings = { of: 'codings', where: { ...everything } } as const;
  const [coding] = (await client.query.run({ query: codings })).hits;
  await client.coding.update({
    actor,
    id: codingId.parse(coding?.id),
    certainty: 3,
    comment: '=1+1, or\n“two”',
  });
  const ofCodings = await client.query.export({
    actor,
    query: codings,
    hasByteOrderMark: false,
    use: 'analysis',
  });
  const [, row = []] = fromCsv(ofCodings.text);
  expect(ofCodings.text.startsWith('id,kind,')).toBe(true);
  expect(row[header.indexOf('codePath')]).toBe('Alliance > Rupture');
  expect(row[header.indexOf('codedKind')]).toBe('moment');
  expect([row[header.indexOf('certainty')], row[header.indexOf('comment')]]).toEqual([
    '3',
    "'=1+1, or\n“two”",
  ]);
  const none: QueryClause = {
    kind: 'code',
    codeIds: [codeId],
    match: 'none',
    withDescendants: false,
    coderIds: null,
  };
  const empty = await client.query.export({
    actor,
    query: { of: 'codings', where: none },
    hasByteOrderMark: false,
    use: 'analysis',
  });
  expect(fromCsv(empty.text)).toHaveLength(1);

  const { seqs } = await client.journal.find({ kind: 'occurrence' });
  const lines = await client.journal.lines({ seqs });
  const exported = lines.filter(({ name }) => name === 'study.exported');
  expect(exported.map(({ details }) => [details?.['what'], details?.['rowCount']])).toEqual([
    ['query', 0],
    ['query', 1],
    ['query', 2],
  ]);
});

test('what is said of a recall statement has the time of the interview beside that of the session', async () => {
  const { client, momentId, codeId, clientId, ofClient } = await coded();
  const about = { stopId: null, momentId, stance: null, category: null, lead: '' };
  const { id: statementId } = await client.statement.begin({
    actor,
    interviewId: ofClient,
    speakerId: clientId,
    ...about,
    body: 'I felt unseen',
    interviewMs: 62_500,
  });
  const target = { kind: 'statement', statementId } as const;
  await client.coding.toggle({ actor, target, codeId, personId: clientId });
  const { text } = await client.query.export({
    actor,
    query: { of: 'codings', where: { kind: 'target', targets: ['statement'] } },
    hasByteOrderMark: false,
    use: 'analysis',
  });
  const [header = [], row = [], ...others] = fromCsv(text);
  const cell = (name: string) => row[header.indexOf(name)];
  expect(['startMs', 'saidMs', 'said', 'text'].map(cell)).toEqual([
    '4000',
    '62500',
    '0:01:02.500',
    'I felt unseen',
  ]);
  expect(others).toEqual([]);
});

test('what consent does not cover for the purpose is left out and counted', async () => {
  const { client, clientId, therapistId } = await coded();
  const decide = (personId: typeof clientId) =>
    client.consent.record({ actor, personId, use: 'teaching', decision: 'granted', decidedOn: '2026-03-01' });
  const query = { of: 'moments', where: everything } as const;
  const exported = async () => {
    const { text, leftOut } = await client.query.export({
      actor,
      query,
      hasByteOrderMark: false,
      use: 'teaching',
    });
    return { count: fromCsv(text).length - 1, leftOut };
  };
  await decide(clientId);
  expect(await exported()).toEqual({
    count: 0,
    leftOut: { count: 2, people: [{ personId: therapistId, why: 'missing' }] },
  });
  await decide(therapistId);
  expect(await exported()).toEqual({ count: 2, leftOut: { count: 0, people: [] } });
});
