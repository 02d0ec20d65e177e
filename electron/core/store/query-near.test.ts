import { expect, test } from 'vitest';
import type { Query, QueryClause } from '../../../shared/model/query.ts';
import { codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { coded, everything, found, ofCodes, stop } from '../../../tests/fixtures/queried.ts';
import { addSegment } from './moment.ts';

test('nearness: a rupture within a minute before a stop, and what overlaps', () => {
  const study = codedStudy();
  const { recordingId } = study;
  const rupture = study.code('Rupture');
  const far = coded(study, { kind: 'span', recordingId, startMs: 0, endMs: 1000 }, rupture);
  const close = coded(study, { kind: 'span', recordingId, startMs: 20_000, endMs: 25_000 }, rupture);
  const after = coded(study, { kind: 'span', recordingId, startMs: 40_000, endMs: 41_000 }, rupture);
  const momentId = study.moment(24_000, 26_000);
  stop(study, 30_000, 10_000);
  const near = (side: 'before' | 'after' | 'either', withinMs: number): QueryClause => ({
    kind: 'near',
    to: 'stops',
    where: everything,
    withinMs,
    side,
  });
  const ruptures = (where: QueryClause) =>
    found(study, 'codings', { kind: 'all', of: [ofCodes([rupture]), where] });
  expect(ruptures(near('before', 10_000))).toEqual([close]);
  expect(ruptures(near('before', 60_000))).toEqual([far, close]);
  expect(ruptures(near('after', 60_000))).toEqual([after]);
  expect(ruptures(near('either', 10_000))).toEqual([close, after]);
  expect(ruptures({ kind: 'not', of: near('either', 10_000) })).toEqual([far]);
  const overlapping: QueryClause = {
    kind: 'near',
    to: 'codings',
    where: ofCodes([rupture]),
    withinMs: 0,
    side: 'either',
  };
  expect(found(study, 'moments', overlapping)).toEqual([momentId]);
});

test('what is in several parts is near by any of them, and not by the gap between them', () => {
  const study = codedStudy();
  const { act, clientId, coderId, ofClient, recordingId } = study;
  const [rupture, repair] = [study.code('Rupture'), study.code('Repair')];
  const momentId = study.moment(2000, 4000, coderId);
  act((edit) => addSegment(edit, momentId, { startMs: 40_000, endMs: 42_000 }));
  const statementId = study.statement(ofClient, clientId, 'I felt unseen');
  act((edit) => edit.update('statement', statementId, { momentId }));
  const ofMoment = coded(study, { kind: 'moment', momentId }, rupture);
  const ofStatement = coded(study, { kind: 'statement', statementId }, rupture);
  // A stop at which the moment was marked is an instant all the same.
  const between = stop(study, 20_000, 5000);
  act((edit) => edit.update('stop', between, { momentId }));
  const gap = coded(study, { kind: 'span', recordingId, startMs: 10_000, endMs: 30_000 }, repair);
  const inPart = coded(study, { kind: 'span', recordingId, startMs: 41_000, endMs: 50_000 }, repair);
  type Side = 'before' | 'after' | 'either';
  const near = (
    to: Query['of'],
    side: Side,
    withinMs: number,
    where: QueryClause = everything,
  ): QueryClause => ({
    kind: 'near',
    to,
    where,
    withinMs,
    side,
  });
  const ruptures = (where: QueryClause) =>
    found(study, 'codings', { kind: 'all', of: [ofCodes([rupture]), where] });
  const both = [ofMoment, ofStatement].toSorted();

  // Sixteen seconds from the first part to the stop, and twenty from there to the second.
  expect(ruptures(near('stops', 'before', 16_000)).toSorted()).toEqual(both);
  expect(ruptures(near('stops', 'before', 15_999))).toEqual([]);
  expect(found(study, 'moments', near('stops', 'after', 20_000))).toEqual([momentId]);
  expect(found(study, 'moments', near('stops', 'either', 15_999))).toEqual([]);
  expect(found(study, 'stops', near('moments', 'after', 16_000))).toEqual([between]);
  // Overlap is with a part: what lies in the gap does not touch the moment.
  const overlapping = near('moments', 'either', 0);
  expect(found(study, 'codings', { kind: 'all', of: [ofCodes([repair]), overlapping] })).toEqual([inPart]);
  expect(found(study, 'codings', near('codings', 'before', 6000, ofCodes([repair]))).toSorted()).toEqual(
    both,
  );
  expect(found(study, 'codings', near('moments', 'after', 6000))).toEqual([gap]);
  // What is said of a moment comes neither before nor after it, nor does the rest that is said of it.
  expect(found(study, 'moments', near('codings', 'before', 60_000, ofCodes([rupture])))).toEqual([]);
  expect(ruptures(near('codings', 'after', 60_000, ofCodes([rupture])))).toEqual([]);
});
