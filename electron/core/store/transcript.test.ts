import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import type * as ids from '../../../shared/model/ids.ts';
import { actor, type CodedStudy, codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { toggleCoding } from './coding.ts';
import { nextUnit } from './coding-units.ts';
import { removeRecording } from './moment.ts';
import { removePerson } from './session.ts';
import * as transcripts from './transcript.ts';
import * as turns from './transcript-turn.ts';

type Said = [speaker: string | null, startMs: number | null, endMs: number | null, text: string];

/** A transcript of the session's recording, as a file would bring it. */
function imported(study: CodedStudy, said: readonly Said[], people: Record<string, ids.PersonId> = {}) {
  return study.act((edit) => {
    const { recordingId } = study;
    const made = { origin: 'imported', sourceName: 'a.srt', personId: null } as const;
    const id = transcripts.createTranscript(edit, { recordingId, label: 'A', language: 'de' }, made);
    const rows = said.map(([speaker, startMs, endMs, text]) => ({ speaker, startMs, endMs, text }));
    transcripts.appendTurns(edit, id, rows, { isMachineMade: false, people });
    return id;
  });
}

const contents = ({ store }: CodedStudy, id: ids.TranscriptId) =>
  transcripts.transcriptContents(store.read, id);
const shown = (study: CodedStudy, id: ids.TranscriptId) => {
  const { turns, speakers } = contents(study, id);
  const names = new Map<string | null, string>(speakers.map((speaker) => [speaker.id, speaker.label]));
  return turns.map(({ speakerId, startMs, endMs, body }) => [
    names.get(speakerId) ?? null,
    startMs,
    endMs,
    body,
  ]);
};

/** The words that each coding is said of now, with its code's name. */
const passages = ({ store }: CodedStudy) =>
  store.read
    .all(
      `SELECT k.name, substr(u.body, c.from_offset + 1, c.to_offset - c.from_offset) AS said
       FROM codings c JOIN turns u ON u.id = c.turn_id JOIN codes k ON k.id = c.code_id ORDER BY k.name, u.position, c.from_offset`,
    )
    .map((row) => `${String(row['name'])}: ${String(row['said'])}`);

function codePassage(study: CodedStudy, turnId: ids.TurnId, said: string, codeId: ids.CodeId) {
  const { body } = contents(study, transcriptOf(study, turnId)).turns.find(({ id }) => id === turnId) ?? {
    body: '',
  };
  const fromOffset = body.indexOf(said);
  const target = { kind: 'passage', turnId, fromOffset, toOffset: fromOffset + said.length } as const;
  return study.act((edit) => toggleCoding(edit, target, { codeId, personId: study.coderId })).id;
}

const transcriptOf = ({ store }: CodedStudy, turnId: ids.TurnId) =>
  store.read.get('SELECT transcript_id FROM turns WHERE id = ?', turnId)?.[
    'transcript_id'
  ] as ids.TranscriptId;

test('a transcript is imported with its voices, several stand beside each other, and one goes with all that is its own', () => {
  const study = codedStudy();
  const { store, clientId, recordingId } = study;
  const said: Said[] = [
    ['T', 0, 1000, 'How was that?'],
    ['C', 900, 2000, 'I felt seen.'],
    [null, null, null, '(pause)'],
    ['T', 500, 500, 'Mm.'],
  ];
  const id = imported(study, said, { C: clientId });
  imported(study, [['T', 0, 1, 'Another hand.']]);
  expect(shown(study, id)).toEqual(said);
  expect(contents(study, id).speakers).toMatchObject([
    { label: 'T', personId: null },
    { label: 'C', personId: clientId },
  ]);
  expect(() =>
    imported(study, [
      ['T', 0, 1, 'x'],
      ['T', 5, 4, 'backward'],
    ]),
  ).toThrow(new Failure('INPUT_INVALID', { field: 'turns', index: 1 }));
  expect(store.read.number('SELECT count(*) FROM transcripts')).toBe(2);
  const second = contents(study, id).turns[1]?.id;
  if (second === undefined) throw new Error('no turn');
  codePassage(study, second, 'felt seen', study.code('a'));
  const before = contents(study, id);
  expect(() => study.act((edit) => removeRecording(edit, recordingId))).toThrow('IN_USE');
  expect(() => study.act((edit) => removePerson(edit, clientId))).toThrow('IN_USE');
  store.edit('transcript.remove', { actor }, (edit) => transcripts.removeTranscript(edit, id));
  expect([passages(study), store.read.number('SELECT count(*) FROM transcripts')]).toEqual([[], 1]);
  store.retrace('undo', actor);
  expect(contents(study, id)).toEqual(before);
  expect(passages(study)).toEqual(['a: felt seen']);
});

test('voices are renamed, given to a person, and joined with another', () => {
  const study = codedStudy();
  const id = imported(study, [
    ['Speaker 1', null, null, 'a'],
    ['Speaker 2', null, null, 'b'],
  ]);
  const [one, two] = contents(study, id).speakers;
  if (one === undefined || two === undefined) throw new Error('no voices');
  study.act((edit) => edit.update('speaker', one.id, { label: 'T', personId: study.therapistId }));
  study.act((edit) => transcripts.removeSpeaker(edit, two.id, one.id));
  expect(shown(study, id).map(([label]) => label)).toEqual(['T', 'T']);
  const other = imported(study, [['X', null, null, 'c']]);
  const [voice] = contents(study, other).speakers;
  expect(() => study.act((edit) => transcripts.removeSpeaker(edit, one.id, voice?.id ?? null))).toThrow(
    new Failure('INPUT_INVALID', { field: 'into' }),
  );
  study.act((edit) => transcripts.removeSpeaker(edit, one.id, null));
  expect(shown(study, id).map(([label]) => label)).toEqual([null, null]);
});

test('a turn is split and joined: times, voice, passages, and the words at the cut', () => {
  const study = codedStudy();
  const { store } = study;
  const id = imported(study, [
    ['C', 1000, 5000, 'I felt seen.  Then it was gone.'],
    ['T', 6000, 7000, 'Mm.'],
  ]);
  const times = () => shown(study, id).map(([, startMs, endMs]) => [startMs, endMs]);
  const turn = contents(study, id).turns[0]?.id;
  if (turn === undefined) throw new Error('no turn');
  codePassage(study, turn, 'felt seen', study.code('a'));
  codePassage(study, turn, 'was gone', study.code('b'));
  codePassage(study, turn, 'seen.  Then', study.code('c'));
  const whole = { turns: contents(study, id).turns, passages: passages(study) };
  const cut = 'I felt seen.'.length;
  const later = store.edit('turn.split', { actor }, (edit) => turns.splitTurn(edit, turn, cut, 3000)).result;
  expect(shown(study, id)).toEqual([
    ['C', 1000, 3000, 'I felt seen.'],
    ['C', 3000, 5000, 'Then it was gone.'],
    ['T', 6000, 7000, 'Mm.'],
  ]);
  expect(passages(study)).toEqual(['a: felt seen', 'b: was gone', 'c: seen.', 'c: Then']);
  store.edit('turn.join', { actor }, (edit) => turns.joinTurn(edit, turn));
  expect(shown(study, id)[0]).toEqual(['C', 1000, 5000, 'I felt seen. Then it was gone.']);
  expect(passages(study)).toEqual(['a: felt seen', 'b: was gone', 'c: seen.', 'c: Then']);
  store.retrace('undo', actor);
  store.retrace('undo', actor);
  expect({ turns: contents(study, id).turns, passages: passages(study) }).toEqual(whole);

  // Where the time of the cut is not known it is left open, and no known time is lost.
  study.act((edit) => turns.splitTurn(edit, turn, cut, null));
  expect(times().slice(0, 2)).toEqual([
    [1000, null],
    [null, 5000],
  ]);
  study.act((edit) => turns.joinTurn(edit, turn));
  expect(times()[0]).toEqual([1000, 5000]);
  for (const at of [0, 999]) {
    expect(() => study.act((edit) => turns.splitTurn(edit, turn, at, null))).toThrow('INPUT_INVALID');
  }
  expect(() => study.act((edit) => turns.splitTurn(edit, turn, cut, 5001))).toThrow('INPUT_INVALID');
  const last = contents(study, id).turns.at(-1)?.id;
  if (last === undefined || later === last) throw new Error('no turn');
  expect(() => study.act((edit) => turns.joinTurn(edit, last))).toThrow('NOT_FOUND');
});

test('a text can be split at its end as often as there are words, and put in before the first', () => {
  const study = codedStudy();
  const words = Array.from({ length: 150 }, (_, place) => `w${place}`);
  const id = imported(study, [
    [null, null, null, words.join(' ')],
    [null, null, null, 'the end'],
  ]);
  study.act((edit) => {
    let rest = contents(study, id).turns[0]?.id;
    for (const word of words.slice(0, -1)) {
      if (rest !== undefined) rest = turns.splitTurn(edit, rest, word.length, null);
    }
  });
  expect(shown(study, id).map(([, , , body]) => body)).toEqual([...words, 'the end']);
  const blank = { transcriptId: id, speakerId: null, startMs: null, endMs: null };
  study.act((edit) => {
    turns.addTurn(edit, { ...blank, body: 'second' }, null);
    turns.addTurn(edit, { ...blank, body: 'first' }, null);
  });
  const [first, second] = contents(study, id).turns;
  expect([first?.body, second?.body]).toEqual(['first', 'second']);
  if (first === undefined || second === undefined) throw new Error('no turns');
  study.act((edit) => turns.moveTurn(edit, first.id, second.id));
  expect(
    shown(study, id)
      .slice(0, 2)
      .map(([, , , body]) => body),
  ).toEqual(['second', 'first']);
});

test('untimed text is aligned by a key at each turn while it plays, also again after going back', () => {
  const study = codedStudy();
  const id = imported(study, [
    ['A', null, null, 'one'],
    ['B', null, null, 'two'],
    ['A', null, null, 'three'],
  ]);
  const all = contents(study, id).turns.map((turn) => turn.id);
  const press = (place: number, atMs: number) =>
    study.act((edit) => turns.alignTurn(edit, all[place] ?? ('' as ids.TurnId), atMs));
  const times = () => shown(study, id).map(([, startMs, endMs]) => [startMs, endMs]);
  press(0, 1000);
  press(1, 2000);
  press(2, 99_999_999);
  expect(times()).toEqual([
    [1000, 2000],
    [2000, 60_000],
    [60_000, null],
  ]);
  press(1, 1500);
  expect(times()).toEqual([
    [1000, 1500],
    [1500, 60_000],
    [60_000, null],
  ]);
});

test('whatever is written over a turn, its passages stay inside it, and undo brings back every word', () => {
  const study = codedStudy();
  const { store } = study;
  const id = imported(study, [['C', null, null, 'I felt seen, and then it was all gone again.']]);
  const turn = contents(study, id).turns[0];
  if (turn === undefined) throw new Error('no turn');
  const codeId = study.code('a');
  for (const said of ['felt', 'seen, and then', 'gone again.']) codePassage(study, turn.id, said, codeId);
  const before = passages(study);
  const words = fc.array(fc.constantFrom('I', 'felt', 'seen,', 'gone', 'und', '😀', ''), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (texts) => {
      store.edit('turn.write', { actor }, (edit) => {
        for (const text of texts) turns.writeTurn(edit, turn.id, text.join(' '));
      });
      const { body } = contents(study, id).turns[0] ?? { body: '' };
      const outside = store.read.number(
        'SELECT count(*) FROM codings WHERE from_offset < 0 OR to_offset > ? OR from_offset > to_offset',
        body.length,
      );
      if (body !== turn.body) store.retrace('undo', actor);
      expect(outside).toBe(0);
      expect(passages(study)).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

test('passages: outside the text refused; turns are given units; of a group one holds where they overlap', () => {
  const study = codedStudy();
  const { store, sessionId, coderId } = study;
  const id = imported(study, [
    ['C', null, null, 'I felt seen'],
    ['T', null, null, 'Mm.'],
  ]);
  const [first, second] = contents(study, id).turns;
  if (first === undefined || second === undefined) throw new Error('no turns');
  const [a, b] = [study.code('a', { exclusiveGroup: 'g' }), study.code('b', { exclusiveGroup: 'g' })];
  const passage = (fromOffset: number, toOffset: number) =>
    study.act((edit) =>
      toggleCoding(
        edit,
        { kind: 'passage', turnId: first.id, fromOffset, toOffset },
        { codeId: a, personId: coderId },
      ),
    );
  expect(() => passage(0, 12)).toThrow('INPUT_INVALID');
  expect(() => passage(3, 3)).toThrow('INPUT_INVALID');
  codePassage(study, first.id, 'I felt', a);
  codePassage(study, first.id, 'seen', a);
  codePassage(study, first.id, 'felt', b);
  expect(passages(study)).toEqual(['a: seen', 'b: felt']);
  const search = { sessionId, of: 'turn', transcriptId: id, personId: coderId, direction: 'next' } as const;
  expect(nextUnit(store.read, { ...search, after: null }, null)).toMatchObject({
    unit: { id: second.id },
    left: 1,
  });
});
