import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recallItemId } from '../../../shared/instrument/recall-rating.ts';
import * as ids from '../../../shared/model/ids.ts';
import { recordingRow } from '../../../tests/fixtures/recording-row.ts';
import { secondsOf } from './dial.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { setRating } from './instrument.ts';
import { createInterview, interviewContents, removeInterview } from './interview.ts';
import { markMoment, removeMoment } from './moment.ts';
import { addPlace, movePlace } from './place.ts';
import { addSessionParticipant } from './session.ts';
import { beginStatement } from './statement.ts';
import { appendLines, closeLog, makeStop, removeStop, stopToMoment } from './stop.ts';
import { Store } from './store.ts';
import { createStudy } from './study.ts';

let folder = '';
const device = '0199aaaa-0000-7000-8000-000000000001';
const actor = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-recall-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A session of a minute with one participant, and a recall interview with them. */
function begin() {
  const store = Store.open(join(folder, `${newId(ids.studyId)}.db`), device, () => {});
  const caseId = newId(ids.caseId);
  const sessionId = newId(ids.sessionId);
  const recordingId = newId(ids.recordingId);
  const personId = newId(ids.personId);
  const { result: interviewId } = store.edit('sample.create', { actor, isUndoable: false }, (edit) => {
    createStudy(edit, 'A study');
    edit.insert('case', { id: caseId, label: 'A', note: '', createdAt: 1 });
    edit.insert('session', { id: sessionId, caseId, number: 1, heldOn: null, title: '', createdAt: 1 });
    const person = {
      kind: 'participant',
      name: 'Ada',
      role: 'client',
      isRetired: false,
      createdAt: 1,
    } as const;
    edit.insert('person', { id: personId, ...person });
    const id = newId(ids.sessionParticipantId);
    addSessionParticipant(edit, { id, sessionId, personId, role: 'client', channel: null });
    edit.insert('recording', recordingRow({ id: recordingId, sessionId }));
    const plan = { inquirerId: null, plannedFor: null, followUp: 0 };
    return createInterview(edit, { sessionId, recordingId, recallerId: personId, ...plan });
  });
  return { store, sessionId, recordingId, personId, interviewId };
}

const press = (interviewId: ids.InterviewId, interviewMs: number) =>
  ({ interviewId, sessionMs: 0, interviewMs, initiator: 'recaller', means: 'key', at: 1 }) as const;

test('for any order of playing and pressing there is one stop for each time it was stopped while it played', () => {
  const { store, interviewId } = begin();
  let nowMs = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom('play', 'stop'), { maxLength: 12 }), (presses) => {
      let isPlaying = true;
      store.edit('interview.update', { actor }, (edit) => {
        for (const made of presses) {
          nowMs += 1000;
          if (made === 'play') play(edit, nowMs);
          else expect(makeStop(edit, press(interviewId, nowMs)).isNew).toBe(isPlaying);
          isPlaying = made === 'play';
        }
        // The next order begins with what this one left: playing.
        nowMs += 1000;
        play(edit, nowMs);
      });
    }),
    { numRuns: 30 },
  );
  function play(edit: Edit, interviewMs: number): void {
    const line = {
      kind: 'play',
      interviewMs,
      sessionMs: 0,
      toMs: null,
      rate: 1,
      initiator: 'inquirer',
      at: 1,
    } as const;
    appendLines(edit, interviewId, [line]);
  }
});

test('a log that still plays is ended at its last line, once', () => {
  const { store, interviewId } = begin();
  const line = { initiator: 'inquirer', at: 1 } as const;
  const logged = () =>
    interviewContents(store.read, interviewId).logLines.map((one) => [one.kind, one.sessionMs]);
  store.edit('interview.update', { actor }, (edit) => {
    closeLog(edit, interviewId);
    appendLines(edit, interviewId, [
      { ...line, kind: 'play', interviewMs: 1000, sessionMs: 0, toMs: null, rate: 1 },
      { ...line, kind: 'seek', interviewMs: 3000, sessionMs: 2000, toMs: 9000, rate: null },
    ]);
    closeLog(edit, interviewId);
    closeLog(edit, interviewId);
  });
  expect(logged()).toEqual([
    ['play', 0],
    ['seek', 2000],
    ['pause', 9000],
  ]);
});

test('places moved in any order end where they were put', () => {
  const { store, interviewId } = begin();
  const blank = { interviewId, aroundMs: null, endMs: null, rememberedMs: null, valence: null, rating: null };
  const { result: made } = store.edit('interview.update', { actor }, (edit) =>
    ['a', 'b', 'c', 'd'].map((what) => addPlace(edit, { ...blank, what, origin: 'asked' })),
  );
  let order = [...made];
  const index = fc.nat({ max: made.length - 1 });
  fc.assert(
    fc.property(index, fc.option(index), (from, to) => {
      const id = made[from];
      const before = to === null ? null : (made[to] ?? null);
      if (id === undefined) return;
      store.edit('place.move', { actor }, (edit) => movePlace(edit, id, before));
      if (before !== id) {
        order = order.filter((one) => one !== id);
        order.splice(before === null ? order.length : order.indexOf(before), 0, id);
      }
      expect(interviewContents(store.read, interviewId).places.map((place) => place.id)).toEqual(order);
    }),
    { numRuns: 40 },
  );
});

/** A stop with a moment, a statement, a lead and a rating hanging on it. */
function fill({ store, interviewId, personId }: ReturnType<typeof begin>) {
  return store.edit('interview.update', { actor }, (edit) => {
    const { id: stopId } = makeStop(edit, press(interviewId, 1000));
    const said = {
      stopId,
      momentId: null,
      speakerId: personId,
      body: 'said',
      stance: null,
      category: null,
      lead: '',
    };
    const statementId = beginStatement(edit, { interviewId, ...said, interviewMs: 2000 });
    const lead = {
      id: newId(ids.leadUseId),
      interviewId,
      stopId,
      category: 'body',
      lead: '',
      interviewMs: 1500,
    } as const;
    edit.insert('leadUse', lead);
    const momentId = stopToMoment(edit, stopId, null);
    const rate = (value: number | null) =>
      setRating(edit, {
        interviewId,
        target: { kind: 'moment', momentId },
        personId,
        itemId: recallItemId,
        value,
        text: '',
      });
    rate(3);
    rate(4.5);
    return { stopId, statementId, momentId, rate };
  }).result;
}

test('one value an item; what hangs on a stop or a moment outlives it, and undo puts all of it back', () => {
  const study = begin();
  const { store, interviewId, sessionId } = study;
  const { stopId, momentId } = fill(study);
  const all = () => {
    const { nowMs: _, ...contents } = interviewContents(store.read, interviewId);
    return contents;
  };
  const before = all();
  expect(before.ratings.map(({ value }) => value)).toEqual([4.5]);
  expect(before.statements.map((statement) => statement.momentId)).toEqual([momentId]);

  store.edit('stop.remove', { actor }, (edit) => removeStop(edit, stopId));
  expect(all()).toMatchObject({
    stops: [],
    statements: [{ stopId: null, body: 'said' }],
    leadUses: [{ stopId: null }],
  });
  // The line in the log stays: it happened.
  expect(all().logLines).toEqual(before.logLines);
  store.retrace('undo', actor);
  expect(all()).toEqual(before);

  store.edit('moment.remove', { actor }, (edit) => removeMoment(edit, momentId));
  expect(all()).toMatchObject({ ratings: [], stops: [{ momentId: null }], statements: [{ momentId: null }] });
  store.retrace('undo', actor);
  expect(all()).toEqual(before);

  store.edit('interview.remove', { actor }, (edit) => removeInterview(edit, interviewId));
  const tables = ['interviews', 'log_lines', 'stops', 'statements', 'lead_uses', 'ratings'];
  const counts = () => tables.map((table) => store.read.number(`SELECT count(*) FROM ${table}`));
  expect(counts()).toEqual([0, 0, 0, 0, 0, 0]);
  expect(store.read.number('SELECT count(*) FROM moments WHERE session_id = ?', sessionId)).toBe(1);
  store.retrace('undo', actor);
  expect(all()).toEqual(before);
});

test('a stop joins only a moment of its own session', () => {
  const study = begin();
  const { store, sessionId, recordingId, personId } = study;
  const { stopId } = fill(study);
  const other = newId(ids.sessionId);
  store.edit('interview.update', { actor }, (edit) => {
    const { caseId } = edit.get('session', sessionId);
    edit.insert('session', { id: other, caseId, number: 2, heldOn: null, title: '', createdAt: 1 });
    const recording = edit.get('recording', recordingId);
    const elsewhere = newId(ids.recordingId);
    edit.insert('recording', { ...recording, id: elsewhere, sessionId: other });
    const marked = markMoment(edit, { recordingId: elsewhere, personId, rawMs: 100, lookBackMs: 0 });
    expect(() => stopToMoment(edit, stopId, marked.momentId)).toThrow('INPUT_INVALID');
  });
});

test('means of a dial trace: weighted by time, over no pause, and a replay counts beside what came before', () => {
  expect(
    secondsOf([
      [0, 2],
      [750, 4],
      [1000, 6],
      [2000, 6],
      [9000, 1],
      [9500, 1],
    ]),
  ).toEqual([
    { second: 0, value: 2.5 },
    { second: 1, value: 6 },
    { second: 9, value: 1 },
  ]);
  // Heard twice: half the time at 2, half at 4.
  expect(
    secondsOf([
      [0, 2],
      [1000, 2],
      [0, 4],
      [1000, 4],
    ]),
  ).toEqual([{ second: 0, value: 3 }]);
});
