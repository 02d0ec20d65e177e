import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recallItemId } from '../../../shared/instrument/recall-rating.ts';
import type * as ids from '../../../shared/model/ids.ts';
import { recordingId as recordingIds } from '../../../shared/model/ids.ts';
import { type Query, type QueryClause, query } from '../../../shared/model/query.ts';
import { codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { coded, everything, found, ofCodes, run, stop } from '../../../tests/fixtures/queried.ts';
import { recordingRow } from '../../../tests/fixtures/recording-row.ts';
import { updateCoding } from './coding.ts';
import { newId } from './ids.ts';
import { setRating } from './instrument.ts';
import { addSegment } from './moment.ts';
import { writeNote } from './note.ts';
import { runQuery } from './query.ts';

test('moments by codes, with and without those below, all, any and none; by person, role, time and words', () => {
  const study = codedStudy();
  const { act, clientId, coderId, otherCoderId, sessionId, caseId } = study;
  const rupture = study.code('Rupture');
  const withdrawal = study.code('Withdrawal', { parentId: rupture });
  const repair = study.code('Repair');
  const a = study.moment(0, 1000, coderId, 'turning away');
  const b = study.moment(5000, 6000, clientId);
  const c = study.moment(9000, 9500, coderId);
  coded(study, { kind: 'moment', momentId: a }, withdrawal);
  coded(study, { kind: 'moment', momentId: b }, withdrawal);
  coded(study, { kind: 'moment', momentId: b }, repair, otherCoderId);
  act((edit) => writeNote(edit, { momentId: c, body: 'a long silence', personId: coderId }));
  const moments = (where: QueryClause) => found(study, 'moments', where);

  expect(moments(everything)).toEqual([a, b, c]);
  expect(moments(ofCodes([rupture]))).toEqual([]);
  expect(moments(ofCodes([rupture], 'any', true))).toEqual([a, b]);
  expect(moments(ofCodes([rupture, repair], 'all', true))).toEqual([b]);
  expect(moments(ofCodes([rupture, repair], 'none', true))).toEqual([c]);
  expect(moments({ ...ofCodes([repair]), coderIds: [coderId] } as QueryClause)).toEqual([]);
  expect(moments({ ...ofCodes([repair]), coderIds: [otherCoderId] } as QueryClause)).toEqual([b]);
  expect(moments({ kind: 'person', personIds: [coderId] })).toEqual([a, c]);
  expect(moments({ kind: 'role', roles: ['client'] })).toEqual([b]);
  expect(moments({ kind: 'time', fromMs: 5000, toMs: 9000 })).toEqual([b]);
  expect(moments({ kind: 'time', fromMs: null, toMs: 5000 })).toEqual([a]);
  expect(moments({ kind: 'text', text: 'SILEN long' })).toEqual([c]);
  expect(moments({ kind: 'text', text: 'turn' })).toEqual([a]);
  expect(moments({ kind: 'session', sessionIds: [sessionId] })).toHaveLength(3);
  expect(moments({ kind: 'case', caseIds: [caseId] })).toHaveLength(3);
  expect(moments({ kind: 'not', of: { kind: 'role', roles: ['client'] } })).toEqual([a, c]);
  expect(moments({ kind: 'any', of: [] })).toEqual([]);
  expect(
    moments({
      kind: 'any',
      of: [
        { kind: 'text', text: 'turn' },
        { kind: 'time', fromMs: 9000, toMs: null },
      ],
    }),
  ).toEqual([a, c]);
  expect(run(study, 'moments', { kind: 'text', text: 'turn' })).toMatchObject([
    {
      kind: 'moment',
      text: 'turning away',
      place: { startMs: 0, endMs: 1000, recordingId: study.recordingId },
    },
  ]);
});

test('codings of every kind of target, with their words and where they play', () => {
  const study = codedStudy();
  const { act, recordingId, coderId, clientId, ofClient, store } = study;
  const codeId = study.code('Rupture');
  const other = study.code('Repair');
  const momentId = study.moment(1000, 2000, coderId, 'turning');
  const statementId = study.statement(ofClient, clientId, 'I felt unseen', 7000);
  const stopId = stop(study, 8000, 5000);
  const own = recordingRow({
    id: newId(recordingIds),
    sessionId: study.sessionId,
    interviewId: ofClient,
    interviewStartMs: 2000,
    interviewRate: 1,
  });
  act((edit) => {
    edit.insert('recording', own);
    edit.update('statement', statementId, { stopId, endMs: 8000 });
  });
  const ofMoment = coded(study, { kind: 'moment', momentId }, codeId);
  coded(study, { kind: 'moment', momentId }, other);
  const ofStatement = coded(study, { kind: 'statement', statementId }, codeId);
  const span = { kind: 'span', recordingId, startMs: 3000, endMs: 4000 } as const;
  const ofSpan = coded(study, span, codeId);
  act((edit) => updateCoding(edit, ofSpan, { certainty: 2, comment: 'too short?' }));
  expect(run(study, 'codings', ofCodes([codeId]))).toMatchObject([
    {
      id: ofMoment,
      codedKind: 'moment',
      text: 'turning',
      momentId,
      place: { startMs: 1000, endMs: 2000 },
      certainty: null,
      comment: '',
    },
    {
      id: ofSpan,
      codedKind: 'span',
      text: '',
      place: { startMs: 3000, endMs: 4000 },
      heard: null,
      said: null,
      certainty: 2,
      comment: 'too short?',
    },
    {
      id: ofStatement,
      codedKind: 'statement',
      text: 'I felt unseen',
      place: { recordingId, startMs: 6000, endMs: 8000 },
      // As one found by its words: it is heard in the interview's own recording, and leads there.
      heard: { recordingId: own.id, startMs: 5000, endMs: 6000 },
      said: { interviewId: ofClient, startMs: 7000 },
    },
  ]);
  expect(found(study, 'codings', { kind: 'target', targets: ['statement', 'passage'] })).toEqual([
    ofStatement,
  ]);
  expect(found(study, 'codings', ofCodes([codeId, other], 'all'))).toHaveLength(2);
  expect(found(study, 'codings', ofCodes([codeId], 'none'))).toHaveLength(1);
  expect(found(study, 'codings', { kind: 'text', text: 'unseen' })).toEqual([ofStatement]);
  expect(runQuery(store.read, { of: 'codings', where: everything }, 2, null)).toMatchObject({
    hits: { length: 2 },
    count: 4,
  });
});

test('a moment in several parts, and what is said of it, lies in its parts; a stop is an instant', () => {
  const study = codedStudy();
  const { act, clientId, coderId, ofClient, recordingId } = study;
  const codeId = study.code('Rupture');
  const momentId = study.moment(9000, 9500, coderId);
  act((edit) => addSegment(edit, momentId, { startMs: 2000, endMs: 4000 }));
  const statementId = study.statement(ofClient, clientId, 'I felt unseen');
  act((edit) => edit.update('statement', statementId, { momentId }));
  const stopId = stop(study, 8000, 5000);
  act((edit) => edit.update('stop', stopId, { momentId }));
  coded(study, { kind: 'moment', momentId }, codeId);
  coded(study, { kind: 'statement', statementId }, codeId);
  coded(study, { kind: 'span', recordingId, startMs: 3000, endMs: 5000 }, codeId);
  const parts = [
    { startMs: 2000, endMs: 4000 },
    { startMs: 9000, endMs: 9500 },
  ];
  const inParts = { recordingId, startMs: 2000, endMs: 9500, parts };
  const places = (of: Query['of']) => run(study, of, everything).map(({ place }) => place);
  expect(places('moments')).toEqual([inParts]);
  expect(places('codings')).toEqual([
    inParts,
    inParts,
    { recordingId, startMs: 3000, endMs: 5000, parts: [{ startMs: 3000, endMs: 5000 }] },
  ]);
  expect(places('stops')).toEqual([
    { recordingId, startMs: 8000, endMs: 8000, parts: [{ startMs: 8000, endMs: 8000 }] },
  ]);
});

test('ratings narrow moments by value and by whose they are', () => {
  const study = codedStudy();
  const { act, clientId, therapistId } = study;
  const [low, high] = [study.moment(0, 100), study.moment(200, 300)];
  const rate = (momentId: ids.MomentId, personId: ids.PersonId, value: number) =>
    act((edit) =>
      setRating(edit, {
        interviewId: null,
        target: { kind: 'moment', momentId },
        personId,
        itemId: recallItemId,
        value,
        text: '',
      }),
    );
  rate(low, clientId, 3);
  rate(high, clientId, 8.5);
  rate(low, therapistId, 9);
  const rated = (atLeast: number | null, atMost: number | null, personIds: ids.PersonId[] | null = null) =>
    found(study, 'moments', { kind: 'rating', itemId: recallItemId, atLeast, atMost, personIds });
  expect(rated(8, null)).toEqual([low, high]);
  expect(rated(8, null, [clientId])).toEqual([high]);
  expect(rated(null, 4, [clientId])).toEqual([low]);
  expect(rated(5, 6)).toEqual([]);
});

test('while an interview is held a query finds nothing of another recaller, whatever it asks', () => {
  const study = codedStudy();
  const { store, act, clientId, therapistId, ofClient, ofTherapist } = study;
  const codeId = study.code('Rupture');
  const theirs = study.moment(0, 1000, therapistId, 'secret');
  const own = study.moment(500, 1500, clientId, 'own');
  const said = study.statement(ofTherapist, therapistId, 'secret');
  coded(study, { kind: 'moment', momentId: theirs }, codeId);
  coded(study, { kind: 'statement', statementId: said }, codeId);
  const shown = coded(study, { kind: 'moment', momentId: own }, codeId);
  act((edit) => {
    edit.update('statement', said, { momentId: own });
    setRating(edit, {
      interviewId: ofTherapist,
      target: { kind: 'moment', momentId: own },
      personId: therapistId,
      itemId: recallItemId,
      value: 9,
      text: '',
    });
  });
  const watching = { interviewId: ofClient, recallerId: clientId };
  const seen = (of: Query['of'], where: QueryClause) =>
    runQuery(store.read, { of, where }, 100, watching).hits.map(({ id }) => id);
  expect(seen('moments', everything)).toEqual([own]);
  expect(seen('codings', everything)).toEqual([shown]);
  // Nor by asking round a corner: for words, ratings and codes of what is hidden.
  expect(seen('moments', { kind: 'text', text: 'secret' })).toEqual([]);
  expect(
    seen('moments', { kind: 'rating', itemId: recallItemId, atLeast: 9, atMost: null, personIds: null }),
  ).toEqual([]);
  const near = { kind: 'near', to: 'moments', where: everything, withinMs: 1000, side: 'either' } as const;
  expect(seen('moments', near)).toEqual([]);
  expect(runQuery(store.read, { of: 'moments', where: near }, 100, null).hits).toHaveLength(2);
});

test('whatever is asked, a query and its opposite make up everything, and it never fails', () => {
  const study = codedStudy();
  const codes = [study.code('a'), study.code('b')];
  const moments = [0, 4000, 8000].map((at) => study.moment(at, at + 1000));
  for (const [index, momentId] of moments.entries()) {
    const codeId = codes[index % 2];
    if (codeId !== undefined) coded(study, { kind: 'moment', momentId }, codeId);
  }
  const [first] = moments;
  if (first !== undefined) study.act((edit) => addSegment(edit, first, { startMs: 6000, endMs: 6500 }));
  study.statement(study.ofClient, study.clientId, 'no place');
  stop(study, 5000, 9000);
  const leaf: fc.Arbitrary<QueryClause> = fc.oneof(
    fc.record({
      kind: fc.constant('code' as const),
      codeIds: fc.subarray(codes, { minLength: 1 }),
      match: fc.constantFrom('any', 'all', 'none'),
      withDescendants: fc.boolean(),
      coderIds: fc.option(fc.subarray([study.coderId], { minLength: 1 })),
    }),
    fc.record({ kind: fc.constant('text' as const), text: fc.constantFrom('a', 'no place', '"', '* OR') }),
    fc.record({
      kind: fc.constant('time' as const),
      fromMs: fc.constantFrom(null, 4000),
      toMs: fc.constantFrom(null, 8000),
    }),
    fc.record({
      kind: fc.constant('target' as const),
      targets: fc.subarray(['moment' as const, 'span' as const], { minLength: 1 }),
    }),
    fc.record({
      kind: fc.constant('role' as const),
      roles: fc.subarray(['coder' as const, 'client' as const], { minLength: 1 }),
    }),
  );
  const sets = fc.constantFrom('moments' as const, 'codings' as const, 'stops' as const);
  const { clause } = fc.letrec<{ clause: QueryClause }>((tie) => ({
    clause: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('clause'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), of: tie('clause') }),
      fc.record({
        kind: fc.constant('near' as const),
        to: sets,
        where: tie('clause'),
        withinMs: fc.constantFrom(0, 3000),
        side: fc.constantFrom('before' as const, 'after' as const, 'either' as const),
      }),
    ),
  }));
  fc.assert(
    fc.property(sets, clause, (of, where) => {
      const both = [...found(study, of, where), ...found(study, of, { kind: 'not', of: where })];
      expect(both.sort()).toEqual(found(study, of, everything).sort());
    }),
    { numRuns: 150 },
  );
});

test('a query is checked: unknown words, no codes, and nesting without end are refused', () => {
  const parse = (where: unknown) => query.safeParse({ of: 'moments', where }).success;
  const deep = (levels: number): unknown =>
    levels === 0 ? everything : { kind: 'not', of: deep(levels - 1) };
  expect([parse(everything), parse(deep(11)), parse(deep(12))]).toEqual([true, true, false]);
  expect([parse({ kind: 'magic' }), parse(ofCodes([])), parse({ kind: 'text', text: ' ' })]).toEqual([
    false,
    false,
    false,
  ]);
});
