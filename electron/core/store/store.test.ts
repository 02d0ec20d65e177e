import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import { recordingRow } from '../../../tests/fixtures/recording-row.ts';
import { createCode, moveCode, removeCode } from './code.ts';
import { toggleCoding } from './coding.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import {
  addPeak,
  addSegment,
  createMoment,
  markMoment,
  moveSegment,
  removeMoment,
  searchMoments,
} from './moment.ts';
import { writeNote } from './note.ts';
import { removeSession, sessionContents } from './session.ts';
import { Store } from './store.ts';
import { createStudy, sessionCounts } from './study.ts';

let folder = '';
const device = '0199aaaa-0000-7000-8000-000000000001';
const openStore = () => Store.open(join(folder, 'study.db'), device, () => {});
const actor = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A study with one session, one recording of a minute, and one person. */
function begin(store: Store) {
  const caseId = newId(ids.caseId);
  const sessionId = newId(ids.sessionId);
  const recordingId = newId(ids.recordingId);
  const personId = newId(ids.personId);
  store.edit('sample.create', { actor, isUndoable: false }, (edit) => {
    createStudy(edit, 'A study');
    edit.insert('case', { id: caseId, label: 'A', note: '', createdAt: 1 });
    edit.insert('session', {
      id: sessionId,
      caseId,
      number: 3,
      heldOn: '2026-11-22',
      title: '',
      createdAt: 1,
    });
    edit.insert('person', {
      id: personId,
      kind: 'participant',
      name: 'Ada',
      role: 'client',
      isRetired: false,
      createdAt: 1,
    });
    edit.insert('recording', recordingRow({ id: recordingId, sessionId }));
  });
  return { sessionId, recordingId, personId };
}

/** Everything a person could see of the study's contents, for whole comparisons. */
function everything(store: Store, sessionId: ids.SessionId) {
  return {
    contents: sessionContents(store.read, sessionId),
    codes: store.read.all('SELECT * FROM codes ORDER BY id'),
    search: store.read.all('SELECT label, notes, codes FROM moment_search ORDER BY label, notes, codes'),
  };
}

const codeFields = { color: '#0072b2', key: null, definition: '', isCodable: true };

test('a mark keeps the raw instant, takes the look-back off, and never starts before the recording', () => {
  const store = openStore();
  const { sessionId, recordingId, personId } = begin(store);
  store.edit('moment.mark', { actor }, (edit) =>
    markMoment(edit, { recordingId, personId, rawMs: 12_345, lookBackMs: 2000 }),
  );
  store.edit('moment.mark', { actor }, (edit) =>
    markMoment(edit, { recordingId, personId, rawMs: 900, lookBackMs: 2000 }),
  );
  const { moments, segments } = sessionContents(store.read, sessionId);
  expect(
    moments.map(({ rawMs, lookBackMs, role, selection }) => ({ rawMs, lookBackMs, role, selection })),
  ).toEqual([
    { rawMs: 12_345, lookBackMs: 2000, role: 'client', selection: 'live' },
    { rawMs: 900, lookBackMs: 2000, role: 'client', selection: 'live' },
  ]);
  expect(segments.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [10_345, 10_345],
    [0, 0],
  ]);
  store.close();
});

test('undo and redo survive closing and opening', () => {
  const first = openStore();
  const { sessionId, recordingId, personId } = begin(first);
  const { result } = first.edit('moment.mark', { actor }, (edit) =>
    markMoment(edit, { recordingId, personId, rawMs: 5000, lookBackMs: 0 }),
  );
  first.edit('note.write', { actor }, (edit) =>
    writeNote(edit, { momentId: result.momentId, body: 'felt seen', personId }),
  );
  const whole = everything(first, sessionId);
  first.close();

  const second = openStore();
  expect(second.retrace('undo', actor).name).toBe('note.write');
  second.retrace('undo', actor);
  expect(sessionContents(second.read, sessionId).moments).toEqual([]);
  expect(() => second.retrace('undo', actor)).toThrow(new Failure('NOTHING_TO_UNDO'));
  second.close();

  const third = openStore();
  third.retrace('redo', actor);
  third.retrace('redo', actor);
  expect(everything(third, sessionId)).toEqual(whole);
  expect(() => third.retrace('redo', actor)).toThrow(new Failure('NOTHING_TO_REDO'));
  third.close();
});

test('edits of one step are undone together, and a new edit forgets what could be done again', () => {
  const store = openStore();
  const { sessionId, recordingId, personId } = begin(store);
  const { result } = store.edit('moment.mark', { actor }, (edit) =>
    markMoment(edit, { recordingId, personId, rawMs: 5000, lookBackMs: 0 }),
  );
  const step = newId(ids.stepId);
  for (const body of ['f', 'felt', 'felt seen']) {
    store.edit('note.write', { actor, step }, (edit) =>
      writeNote(edit, { momentId: result.momentId, body, personId }),
    );
  }
  // A page is told of each row once, as it is now: of several it would take the first.
  expect(store.retrace('undo', actor).rows).toMatchObject([{ entity: 'note', after: null }]);
  expect(sessionContents(store.read, sessionId)).toMatchObject({
    notes: [],
    moments: [{ id: result.momentId }],
  });
  expect(store.retrace('redo', actor).rows).toMatchObject([{ after: { body: 'felt seen' } }]);
  expect(sessionContents(store.read, sessionId).notes.map((note) => note.body)).toEqual(['felt seen']);
  store.retrace('undo', actor);
  store.edit('moment.update', { actor }, (edit) =>
    edit.update('moment', result.momentId, { label: 'turning' }),
  );
  expect(() => store.retrace('redo', actor)).toThrow(new Failure('NOTHING_TO_REDO'));
  store.close();
});

test('an edit that fails half-way leaves nothing, tells nobody, and the next one works', () => {
  const store = openStore();
  const { sessionId, recordingId, personId } = begin(store);
  const before = everything(store, sessionId);
  const told: string[] = [];
  store.onChange((change) => told.push(change.name));
  expect(() =>
    store.edit('moment.create', { actor }, (edit) => {
      markMoment(edit, { recordingId, personId, rawMs: 5000, lookBackMs: 0 });
      return moveSegment(edit, newId(ids.segmentId), { startMs: 0, endMs: 1 });
    }),
  ).toThrow(new Failure('NOT_FOUND', { entity: 'segment' }));
  expect(everything(store, sessionId)).toEqual(before);
  expect(told).toEqual([]);
  store.edit('moment.mark', { actor }, (edit) =>
    markMoment(edit, { recordingId, personId, rawMs: 1, lookBackMs: 0 }),
  );
  expect(told).toEqual(['moment.mark']);
  store.close();
});

test('undo is blocked, in words, when something that cannot be undone stands on the row', () => {
  const store = openStore();
  begin(store);
  const caseId = newId(ids.caseId);
  const sessionId = newId(ids.sessionId);
  store.edit('case.create', { actor }, (edit) =>
    edit.insert('case', { id: caseId, label: 'B', note: '', createdAt: 2 }),
  );
  store.edit('session.create', { actor }, (edit) =>
    edit.insert('session', { id: sessionId, caseId, number: null, heldOn: null, title: '', createdAt: 2 }),
  );
  store.edit('recording.import', { actor, isUndoable: false }, (edit) =>
    edit.insert('recording', recordingRow({ id: newId(ids.recordingId), sessionId })),
  );
  expect(() => store.retrace('undo', actor)).toThrow(new Failure('UNDO_BLOCKED'));
  expect(store.read.number('SELECT count(*) FROM sessions')).toBe(2);
  store.close();
});

test('the journal cannot be changed or shortened, even by a connection of its own', async () => {
  const store = openStore();
  begin(store);
  store.close();
  const { connect } = await import('./connection.ts');
  const database = connect(join(folder, 'study.db'));
  expect(() => database.run("UPDATE journal SET name = 'x'")).toThrow('append-only');
  expect(() => database.run('DELETE FROM journal')).toThrow('append-only');
  expect(() => database.get("INSERT INTO views VALUES ('a', 'b', 'c') RETURNING key")).toThrow(
    'asked to write',
  );
  database.close();
});

test('search finds words in labels, notes and codes, by their beginnings, whatever the case and accents', () => {
  const store = openStore();
  const { sessionId, recordingId, personId } = begin(store);
  const mark = (label: string, note: string, code: ids.CodeId | null) =>
    store.edit('moment.create', { actor }, (edit) => {
      const span = { startMs: 0, endMs: 10 };
      const { momentId } = createMoment(edit, { recordingId, personId, ...span, label, selection: 'span' });
      writeNote(edit, { momentId, body: note, personId });
      if (code !== null) toggleCoding(edit, { kind: 'moment', momentId }, { codeId: code, personId });
      return momentId;
    }).result;
  const { result: code } = store.edit('code.create', { actor }, (edit) =>
    createCode(edit, { ...codeFields, parentId: null, name: 'Rupture' }),
  );
  const a = mark('Turning away', 'Sie fühlt sich übersehen', null);
  const b = mark('Silence', 'a long pause', code);
  const find = (text: string) => searchMoments(store.read, sessionId, text).map((found) => found.momentId);
  expect(find('TURN')).toEqual([a]);
  expect(find('ubersehen fuhl')).toEqual([a]);
  expect(find('rupt')).toEqual([b]);
  expect(find('pause turning')).toEqual([]);
  expect(find('" OR *')).toEqual([]);
  store.edit('code.update', { actor }, (edit) => edit.update('code', code, { name: 'Withdrawal' }));
  expect([find('rupt'), find('withdraw')]).toEqual([[], [b]]);
  store.edit('moment.remove', { actor }, (edit) => removeMoment(edit, b));
  expect(find('silence')).toEqual([]);
  store.retrace('undo', actor);
  expect(find('silence withdraw')).toEqual([b]);
  store.close();
});

test('codes keep their order when moved, never end up inside themselves, and stay while they are applied', () => {
  const store = openStore();
  const { recordingId, personId } = begin(store);
  const make = (name: string, parentId: ids.CodeId | null) =>
    store.edit('code.create', { actor }, (edit) => createCode(edit, { ...codeFields, parentId, name }))
      .result;
  const [a, b, c] = [make('a', null), make('b', null), make('c', null)];
  const inner = make('inner', b);
  const order = () =>
    store.read
      .all('SELECT name FROM codes WHERE parent_id IS NULL ORDER BY position')
      .map((row) => row['name']);
  store.edit('code.move', { actor }, (edit) => moveCode(edit, c, null, a));
  expect(order()).toEqual(['c', 'a', 'b']);
  store.edit('code.move', { actor }, (edit) => moveCode(edit, c, null, b));
  expect(order()).toEqual(['a', 'c', 'b']);
  expect(() => store.edit('code.move', { actor }, (edit) => moveCode(edit, b, inner, null))).toThrow(
    new Failure('INPUT_INVALID', { field: 'parentId' }),
  );
  store.edit('moment.mark', { actor }, (edit) => {
    const { momentId } = markMoment(edit, { recordingId, personId, rawMs: 0, lookBackMs: 0 });
    toggleCoding(edit, { kind: 'moment', momentId }, { codeId: inner, personId });
  });
  expect(() => store.edit('code.remove', { actor }, (edit) => removeCode(edit, b))).toThrow(
    new Failure('IN_USE', { by: 'codings', count: 1 }),
  );
  expect(order()).toEqual(['a', 'c', 'b']);
  store.close();
});

test('counts of sessions, and a session in use stays', () => {
  const store = openStore();
  const { sessionId, recordingId, personId } = begin(store);
  store.edit('moment.mark', { actor }, (edit) => {
    const { momentId } = markMoment(edit, { recordingId, personId, rawMs: 0, lookBackMs: 0 });
    writeNote(edit, { momentId, body: 'x', personId });
  });
  expect(sessionCounts(store.read)).toEqual([{ sessionId, moments: 1, notes: 1, codings: 0 }]);
  expect(() => store.edit('session.remove', { actor }, (edit) => removeSession(edit, sessionId))).toThrow(
    new Failure('IN_USE', { by: 'recordings', count: 1 }),
  );
  store.close();
});

type Known = ReturnType<typeof begin> & { codes: ids.CodeId[] };
type Move = (edit: Edit, known: Known, pick: number) => unknown;

/** What people do on the desk, each on something that is there. */
const moves: Record<string, Move> = {
  mark: (edit, { recordingId, personId }, pick) =>
    markMoment(edit, { recordingId, personId, rawMs: pick, lookBackMs: 2000 }),
  note: (edit, { personId }, pick) =>
    withMoment(edit, pick, (momentId) =>
      writeNote(edit, { momentId, body: pick % 3 === 0 ? '' : `n${pick}`, personId }),
    ),
  peak: (edit, { personId }, pick) =>
    withMoment(edit, pick, (momentId) => addPeak(edit, { momentId, personId, atMs: pick })),
  segment: (edit, _, pick) =>
    withMoment(edit, pick, (momentId) => addSegment(edit, momentId, { startMs: pick, endMs: pick + 5 })),
  label: (edit, _, pick) =>
    withMoment(edit, pick, (momentId) => edit.update('moment', momentId, { label: `l${pick}` })),
  code: (edit, { personId, codes }, pick) =>
    withMoment(edit, pick, (momentId) => {
      const codeId = codes[pick % codes.length];
      if (codeId !== undefined) toggleCoding(edit, { kind: 'moment', momentId }, { codeId, personId });
    }),
  remove: (edit, _, pick) => withMoment(edit, pick, (momentId) => removeMoment(edit, momentId)),
};

function withMoment(edit: Edit, pick: number, work: (id: ids.MomentId) => unknown): void {
  const all = edit.read.all('SELECT id FROM moments ORDER BY row_number');
  const chosen = all[pick % Math.max(all.length, 1)];
  if (chosen !== undefined) work(ids.momentId.parse(chosen['id']));
}

test('whatever is done, undoing all of it gives the beginning, and redoing all of it the end, search included', () => {
  const names = fc.constantFrom(...Object.keys(moves));
  const script = fc.array(fc.tuple(names, fc.integer({ min: 0, max: 50_000 })), { maxLength: 25 });
  let run = 0;
  fc.assert(
    fc.property(script, (steps) => {
      run += 1;
      const store = Store.open(join(folder, `${run}.db`), device, () => {});
      const known = { ...begin(store), codes: [] as ids.CodeId[] };
      store.edit('code.create', { actor, isUndoable: false }, (edit) => {
        for (const name of ['a', 'b'])
          known.codes.push(createCode(edit, { ...codeFields, parentId: null, name }));
      });
      const beginning = everything(store, known.sessionId);
      const changes = steps.map(
        ([name, pick]) =>
          store.edit('moment.update', { actor }, (edit) => moves[name]?.(edit, known, pick)).change,
      );
      const steped = changes.filter((change) => change.rows.length > 0).length;
      const end = everything(store, known.sessionId);
      for (let index = 0; index < steped; index += 1) store.retrace('undo', actor);
      expect(everything(store, known.sessionId)).toEqual(beginning);
      for (let index = 0; index < steped; index += 1) store.retrace('redo', actor);
      expect(everything(store, known.sessionId)).toEqual(end);
      store.check();
      store.close();
    }),
    { numRuns: 30 },
  );
}, 60_000);
