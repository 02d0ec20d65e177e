import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import type { CodingTarget } from '../../../shared/model/coding.ts';
import type * as ids from '../../../shared/model/ids.ts';
import { type CodedStudy, codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { pressCode, toggleCoding, updateCoding } from './coding.ts';
import { codingProgress, nextUnit } from './coding-units.ts';
import { removeInterview } from './interview.ts';
import { studyOf } from './study.ts';

const toggle = ({ act, coderId }: CodedStudy, target: CodingTarget, codeId: ids.CodeId, personId = coderId) =>
  act((edit) => toggleCoding(edit, target, { codeId, personId }));

/** Spans of one coder as `name start–end`, in the order of the recording. */
const spans = ({ store, recordingId }: CodedStudy, personId: ids.PersonId) =>
  store.read
    .all(
      `SELECT k.name, c.start_ms, c.end_ms FROM codings c JOIN codes k ON k.id = c.code_id
       WHERE c.recording_id = ? AND c.person_id = ? ORDER BY c.start_ms, c.end_ms, k.name`,
      recordingId,
      personId,
    )
    .map((row) => `${String(row['name'])} ${String(row['start_ms'])}–${String(row['end_ms'] ?? '')}`);

test('pressed while it plays: a state begins and ends, a point is an instant, and a group holds one at a time', () => {
  const study = codedStudy();
  const { act, recordingId, coderId, otherCoderId } = study;
  const a = study.code('a', { exclusiveGroup: 'affect' });
  const b = study.code('b', { exclusiveGroup: 'affect' });
  const free = study.code('free');
  const point = study.code('point', { kind: 'point', exclusiveGroup: 'affect' });
  const press = (codeId: ids.CodeId, atMs: number, personId = coderId) =>
    act((edit) => pressCode(edit, { recordingId, atMs, codeId, personId })).did;
  expect(press(a, 1000)).toBe('began');
  expect(press(free, 1500)).toBe('began');
  expect(press(b, 1200, otherCoderId)).toBe('began');
  expect(press(point, 2000)).toBe('marked');
  // The next of the group ends the last; another coder's, and what is in no group, go on.
  expect(press(b, 3000)).toBe('began');
  expect(spans(study, coderId)).toEqual(['a 1000–3000', 'free 1500–', 'point 2000–2000', 'b 3000–']);
  expect(press(b, 4000)).toBe('ended');
  // Gone back between two presses: the span lies between them, and cuts what it meets.
  expect(press(a, 5000)).toBe('began');
  expect(press(a, 3500)).toBe('ended');
  expect(press(free, 99_999_999)).toBe('ended');
  expect(spans(study, coderId)).toEqual([
    'a 1000–3000',
    'free 1500–60000',
    'point 2000–2000',
    'b 3000–3500',
    'a 3500–5000',
  ]);
  expect(spans(study, otherCoderId)).toEqual(['b 1200–']);
});

test('whatever is pressed, no two spans of one coder and group overlap once they have ended, and undo takes all back', () => {
  const study = codedStudy();
  const { store, act, recordingId, coderId } = study;
  const codes = ['a', 'b', 'c'].map((name) => study.code(name, { exclusiveGroup: 'affect' }));
  const presses = fc.array(fc.record({ code: fc.nat({ max: 2 }), atMs: fc.nat({ max: 60_000 }) }), {
    maxLength: 14,
  });
  fc.assert(
    fc.property(presses, (made) => {
      act((edit) => {
        for (const { code, atMs } of made) {
          const codeId = codes[code];
          if (codeId !== undefined) pressCode(edit, { recordingId, atMs, codeId, personId: coderId });
        }
      });
      const held = store.read.all(
        'SELECT start_ms, end_ms FROM codings WHERE end_ms > start_ms ORDER BY start_ms',
      );
      if (made.length > 0) store.retrace('undo', null);
      const overlap = held.find(
        (row, index) => Number(row['end_ms']) > Number(held[index + 1]?.['start_ms'] ?? 1e9),
      );
      expect(overlap).toBeUndefined();
      expect(store.read.number('SELECT count(*) FROM codings')).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('a span drawn over others of its group cuts them; a moment or statement has one of a group for each coder', () => {
  const study = codedStudy();
  const { store, recordingId, coderId, otherCoderId, clientId } = study;
  const [a, b] = ['a', 'b'].map((name) => study.code(name, { exclusiveGroup: 'g' }));
  if (a === undefined || b === undefined) throw new Error('no codes');
  const span = (startMs: number, endMs: number) => ({ kind: 'span', recordingId, startMs, endMs }) as const;
  for (const [from, to] of [
    [0, 1000],
    [2000, 3000],
    [4000, 6000],
  ] as const)
    toggle(study, span(from, to), a);
  toggle(study, span(500, 5000), b);
  expect(spans(study, coderId)).toEqual(['a 0–500', 'b 500–5000', 'a 5000–6000']);
  // The very same again takes it off.
  expect(toggle(study, span(500, 5000), b).isApplied).toBe(false);

  const statementId = study.statement(study.ofClient, clientId, 'I felt seen');
  const momentId = study.moment(0, 1000);
  for (const target of [
    { kind: 'statement', statementId },
    { kind: 'moment', momentId },
  ] as const) {
    toggle(study, target, a);
    toggle(study, target, a, otherCoderId);
    toggle(study, target, b);
    const said = store.read.all(
      'SELECT code_id, person_id FROM codings WHERE statement_id IS ? AND moment_id IS ? ORDER BY id',
      target.kind === 'statement' ? statementId : null,
      target.kind === 'moment' ? momentId : null,
    );
    expect(said).toEqual([
      { code_id: a, person_id: otherCoderId },
      { code_id: b, person_id: coderId },
    ]);
  }
});

test('times outside the recording, a certainty off the scale, and fields of another kind are refused', () => {
  const study = codedStudy();
  const { act, recordingId, coderId: personId, store } = study;
  const codeId = study.code('a');
  const span = { kind: 'span', recordingId, startMs: 0, endMs: 60_001 } as const;
  const say = (certainty: number) =>
    act((edit) =>
      toggleCoding(edit, { ...span, endMs: 10 }, { codeId, personId }, { certainty, comment: '' }),
    );
  expect(() => toggle(study, span, codeId)).toThrow('INPUT_INVALID');
  expect(() => say(1.5)).toThrow(new Failure('INPUT_INVALID', { field: 'certainty' }));
  const { id } = say(2);
  expect(() => act((edit) => updateCoding(edit, id, { fromOffset: 0 }))).toThrow('INPUT_INVALID');
  expect(() => act((edit) => updateCoding(edit, id, { startMs: null }))).toThrow('INPUT_INVALID');
  expect(() => act((edit) => updateCoding(edit, id, { startMs: 20 }))).toThrow('INPUT_INVALID');
  act((edit) => updateCoding(edit, id, { startMs: 5, endMs: 20, certainty: 3, comment: 'heard twice' }));
  // The scale may change: what was said on the old one stays.
  act((edit) => {
    const { id: studyId, settings } = studyOf(edit.read);
    const certaintyScale = [{ value: 100, label: 'sure' }];
    edit.update('study', studyId, { settings: { ...settings, certaintyScale } });
    updateCoding(edit, id, { comment: 'again' });
  });
  expect(store.read.get('SELECT start_ms, end_ms, certainty, comment FROM codings')).toEqual({
    start_ms: 5,
    end_ms: 20,
    certainty: 3,
    comment: 'again',
  });
});

test('given units: on to the next that this coder has not coded, round and round, until none is left', () => {
  const study = codedStudy();
  const { store, sessionId, coderId, otherCoderId, ofClient, clientId } = study;
  const codeId = study.code('a');
  const moments = [4000, 1000, 2000].map((at) => study.moment(at, at + 500));
  const [late, early, middle] = moments;
  const next = (
    after: string | null,
    direction: 'next' | 'previous' = 'next',
    of: 'moment' | 'statement' = 'moment',
  ) => nextUnit(store.read, { sessionId, of, transcriptId: null, personId: coderId, after, direction }, null);
  expect(next(null)).toMatchObject({ unit: { id: early, startMs: 1000, endMs: 1500 }, left: 3 });
  expect(next(early ?? null).unit?.id).toBe(middle);
  expect(next(late ?? null).unit?.id).toBe(early);
  expect(next(early ?? null, 'previous').unit?.id).toBe(late);
  if (middle === undefined || early === undefined || late === undefined) throw new Error('no moments');
  toggle(study, { kind: 'moment', momentId: middle }, codeId);
  toggle(study, { kind: 'moment', momentId: late }, codeId, otherCoderId);
  expect(next(early)).toMatchObject({ unit: { id: late }, left: 2 });
  for (const momentId of [early, late]) toggle(study, { kind: 'moment', momentId }, codeId);
  expect(next(early)).toEqual({ unit: null, left: 0 });

  const statementId = study.statement(ofClient, clientId, 'I felt seen', 7000);
  expect(next(null, 'next', 'statement').unit).toMatchObject({
    id: statementId,
    interviewId: ofClient,
    startMs: 7000,
  });
  toggle(study, { kind: 'statement', statementId }, codeId);
  expect(codingProgress(store.read, null, null)).toEqual({
    sessions: [{ sessionId, moments: 3, statements: 1, turns: 0 }],
    coders: expect.arrayContaining([
      { sessionId, personId: coderId, codings: 4, spans: 0, moments: 3, statements: 1, turns: 0 },
      { sessionId, personId: otherCoderId, codings: 1, spans: 0, moments: 1, statements: 0, turns: 0 },
    ]),
  });
  // What was said goes with its interview, and the codings of it; undo brings both back.
  store.edit('interview.remove', { actor: null }, (edit) => removeInterview(edit, ofClient));
  expect(store.read.number('SELECT count(*) FROM codings')).toBe(4);
  store.retrace('undo', null);
  expect(store.read.number('SELECT count(*) FROM codings')).toBe(5);
});
