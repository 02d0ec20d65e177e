import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Change } from '../../shared/contract/changes.ts';
import type { SessionContents } from '../../shared/contract/session.ts';
import * as ids from '../../shared/model/ids.ts';
import type {
  InterviewRow,
  LinkRow,
  MemoRow,
  MomentRow,
  NoteRow,
  RowChange,
} from '../../shared/model/rows.ts';
import { defaultStudySettings } from '../../shared/model/settings.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { createTracker } from './rows.ts';

const uuid = (place: number): string => `0190a000-0000-7000-8000-${place.toString(16).padStart(12, '0')}`;
const sessionId = ids.sessionId.parse(uuid(1));
const recordingId = ids.recordingId.parse(uuid(2));
const personId = ids.personId.parse(uuid(3));
const momentId = (place: number) => ids.momentId.parse(uuid(100 + place));
const noteId = (place: number) => ids.noteId.parse(uuid(200 + place));

const moment = (place: number, label: string): MomentRow => ({
  id: momentId(place),
  sessionId,
  recordingId,
  label,
  selection: 'live',
  personId,
  role: 'coder',
  rawMs: 1000,
  lookBackMs: 2000,
  createdAt: 0,
});

const note = (place: number, of: number, body: string): NoteRow => ({
  id: noteId(place),
  momentId: momentId(of),
  personId,
  body,
  changedAt: 0,
});

const change = (seq: number, rows: RowChange[]): Change => ({
  seq,
  name: 'test',
  kind: 'edit',
  actor: null,
  at: 0,
  rows,
});

/** What a person could have done: moments and notes made, changed, moved and removed; each edit is one change. */
const histories = fc
  .array(fc.tuple(fc.boolean(), fc.nat(3), fc.nat(3), fc.constantFrom('a', 'b', null)), { maxLength: 16 })
  .map((edits) =>
    edits.map(([isNote, place, of, text], index) =>
      change(index + 1, [
        isNote
          ? { entity: 'note', id: noteId(place), after: text === null ? null : note(place, of, text) }
          : { entity: 'moment', id: momentId(place), after: text === null ? null : moment(place, text) },
      ]),
    ),
  );

const byId = (left: { id: string }, right: { id: string }): number => (left.id < right.id ? -1 : 1);

/** Everything that a view can see, by every way it can look. */
function seen(mirror: Mirror): unknown {
  return {
    moments: mirror.all('moment').toSorted(byId),
    ofSession: mirror.of('moment', sessionId).toSorted(byId),
    ofRecording: mirror.of('moment', recordingId).toSorted(byId),
    notes: mirror.all('note').toSorted(byId),
    notesOf: [0, 1, 2, 3].map((place) => mirror.of('note', momentId(place)).toSorted(byId)),
    got: [0, 1, 2, 3].map((place) => mirror.get('moment', momentId(place)) ?? null),
  };
}

function after(changes: readonly Change[]): Mirror {
  const mirror = createMirror();
  for (const each of changes) mirror.apply(each);
  return mirror;
}

function contentsAt(seq: number, history: readonly Change[]): SessionContents {
  const past = after(history.slice(0, seq));
  return {
    seq,
    sessionId,
    moments: [...past.all('moment')],
    segments: [],
    peaks: [],
    // As the core does it: notes go with their moment, so none is without one.
    notes: past.all('note').filter((row) => past.get('moment', row.momentId) !== undefined),
    codings: [],
    transcripts: [],
    speakers: [],
    redactions: [],
  };
}

test('answers and messages may arrive in any order and twice', () => {
  void fc.assert(
    fc.property(
      histories.chain((history) =>
        fc.tuple(
          fc.constant(history),
          fc.shuffledSubarray([...history, ...history], {
            minLength: history.length * 2,
            maxLength: history.length * 2,
          }),
        ),
      ),
      ([history, arrived]) => {
        expect(seen(after(arrived))).toEqual(seen(after(history)));
      },
    ),
  );
});

test('a snapshot taken anywhere, arriving anywhere, changes nothing in the end', () => {
  const onlyMoments = histories.map((history) =>
    history
      .filter((each) => each.rows.every(({ entity }) => entity === 'moment'))
      .map((each, index) => ({
        ...each,
        seq: index + 1,
      })),
  );
  void fc.assert(
    fc.property(onlyMoments, fc.nat(), fc.nat(), (history, taken, arrived) => {
      const mirror = createMirror();
      const snapshot = contentsAt(taken % (history.length + 1), history);
      const at = arrived % (history.length + 1);
      history.forEach((each, index) => {
        if (index === at) mirror.loadSession(snapshot);
        mirror.apply(each);
      });
      if (at === history.length) mirror.loadSession(snapshot);
      expect(seen(mirror)).toEqual(seen(after(history)));
    }),
  );
});

test('a snapshot takes away what was removed while nobody listened', () => {
  const mirror = after([
    change(1, [{ entity: 'moment', id: momentId(0), after: moment(0, 'gone') }]),
    change(2, [{ entity: 'moment', id: momentId(1), after: moment(1, 'kept') }]),
    change(9, [{ entity: 'moment', id: momentId(2), after: moment(2, 'newer than it') }]),
  ]);
  mirror.loadSession({
    seq: 5,
    sessionId,
    moments: [moment(1, 'kept')],
    segments: [],
    peaks: [],
    notes: [],
    codings: [],
    transcripts: [],
    speakers: [],
    redactions: [],
  });
  expect(mirror.all('moment').map(({ label }) => label)).toEqual(['kept', 'newer than it']);
});

test('a rebuild goes backwards too, and keeps what happened meanwhile', () => {
  const mirror = after([
    change(20, [{ entity: 'moment', id: momentId(0), after: moment(0, 'undone by a backup') }]),
  ]);
  mirror.beginRebuild();
  mirror.apply(change(7, [{ entity: 'moment', id: momentId(2), after: moment(2, 'meanwhile') }]));
  mirror.rebuild(
    {
      seq: 6,
      ref: '',
      isSealed: false,
      hasRecoveryKey: false,
      opening: '',
      setBack: null,
      study: {
        id: ids.studyId.parse(uuid(9)),
        title: 'Study',
        note: '',
        settings: defaultStudySettings,
        createdAt: 0,
      },
      cases: [],
      people: [],
      sessions: [],
      sessionParticipants: [],
      recordings: [],
      consents: [],
      retentions: [],
      withdrawals: [],
      codes: [],
      codeExamples: [],
      codeSets: [],
      codeSetMembers: [],
      instruments: [],
      instrumentItems: [],
      savedQueries: [],
    },
    [contentsAt(1, [change(1, [{ entity: 'moment', id: momentId(1), after: moment(1, 'in the backup') }])])],
  );
  expect(mirror.all('moment').map(({ label }) => label)).toEqual(['in the backup', 'meanwhile']);
});

test('interviews that are listed do not take the place of what has changed since', () => {
  const interview: InterviewRow = {
    id: ids.interviewId.parse(uuid(4)),
    sessionId,
    recordingId,
    recallerId: personId,
    inquirerId: null,
    othersPresent: '',
    plannedFor: null,
    startedAt: null,
    endedAt: null,
    whoMayStop: 'both',
    sampling: { kind: 'open' },
    status: 'planned',
    step: 'prepare',
    followUp: 0,
    lookBackMs: 0,
    resumeBackMs: 0,
    distressNote: '',
    note: '',
    closingNote: '',
    createdAt: 0,
  };
  const missed: InterviewRow = { ...interview, status: 'missed' };
  const mirror = after([change(3, [{ entity: 'interview', id: interview.id, after: missed }])]);
  mirror.loadInterviews([interview]);
  expect(mirror.of('interview', sessionId)).toEqual([missed]);
  mirror.reset();
  mirror.loadInterviews([interview]);
  expect(mirror.of('interview', sessionId)).toEqual([interview]);
});

test('a selector runs again only when something it read has changed', () => {
  const mirror = after([change(1, [{ entity: 'moment', id: momentId(0), after: moment(0, 'a') }])]);
  const read = createTracker<string>(mirror);
  const select = vi.fn((rows: Parameters<Parameters<typeof read>[0]>[0]) =>
    rows
      .of('note', momentId(0))
      .map(({ body }) => body)
      .join(),
  );
  expect(read(select)).toBe('');
  mirror.apply(change(2, [{ entity: 'note', id: noteId(1), after: note(1, 1, 'of another') }]));
  expect(read(select)).toBe('');
  expect(select).toHaveBeenCalledTimes(1);
  mirror.apply(change(3, [{ entity: 'note', id: noteId(0), after: note(0, 0, 'mine') }]));
  expect(read(select)).toBe('mine');
  expect(select).toHaveBeenCalledTimes(2);
});

test('equal answers keep their identity', () => {
  const mirror = after([change(1, [{ entity: 'moment', id: momentId(0), after: moment(0, 'a') }])]);
  const read = createTracker<readonly string[]>(mirror);
  const first = read((rows) => rows.all('moment').map(({ label }) => label));
  mirror.apply(change(2, [{ entity: 'moment', id: momentId(0), after: { ...moment(0, 'a'), rawMs: 2000 } }]));
  expect(read((rows) => rows.all('moment').map(({ label }) => label))).toBe(first);
});

test('memos are found under what they are about, links under both ends, until everything is forgotten', () => {
  const mirror = createMirror();
  const memo: MemoRow = {
    id: ids.memoId.parse(uuid(300)),
    targetKind: 'moment',
    targetId: momentId(0),
    title: 'Why',
    body: '',
    personId: null,
    createdAt: 0,
    changedAt: 0,
  };
  const link: LinkRow = {
    id: ids.linkId.parse(uuid(301)),
    fromKind: 'memo',
    fromId: memo.id,
    toKind: 'session',
    toId: sessionId,
    relation: '',
    personId: null,
    createdAt: 0,
  };
  const later = { ...memo, title: 'Why not' };
  mirror.apply(change(5, [{ entity: 'memo', id: memo.id, after: later }]));
  mirror.loadMemos({ seq: 4, memos: [memo], links: [link] });
  expect([mirror.areMemosLoaded(), mirror.of('memo', momentId(0))]).toEqual([true, [later]]);
  expect([mirror.of('link', memo.id), mirror.of('link', sessionId)]).toEqual([[link], [link]]);
  // As while a recall interview is held, when nothing of them is sent.
  mirror.loadMemos({ seq: 6, memos: [], links: [] });
  expect([mirror.all('memo'), mirror.all('link')]).toEqual([[], []]);
  const before = mirror.forgotten();
  mirror.reset();
  expect([mirror.areMemosLoaded(), mirror.forgotten()]).toEqual([false, before + 1]);
});
