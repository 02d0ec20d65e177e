import { expect, test } from 'vitest';
import { searchKinds } from '../../../shared/contract/search.ts';
import * as ids from '../../../shared/model/ids.ts';
import { actor, type CodedStudy, codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { recordingRow } from '../../../tests/fixtures/recording-row.ts';
import { toggleCoding } from './coding.ts';
import { newId } from './ids.ts';
import { addLink, addMemo, linksOf, memosOf, updateMemo } from './memo.ts';
import { addSegment, removeMoment } from './moment.ts';
import { writeNote } from './note.ts';
import { searchTexts } from './search.ts';
import { updateStatement } from './statement.ts';
import { makeStop } from './stop.ts';
import * as transcripts from './transcript.ts';
import { writeTurn } from './transcript-turn.ts';

const all = [...searchKinds];
const find = ({ store }: CodedStudy, text: string, sessionId: ids.SessionId | null = null) =>
  searchTexts(store.read, { text, sessionId, kinds: all, limit: 100 }, null).hits;

function transcribe(study: CodedStudy, texts: readonly [number | null, string][]) {
  const { recordingId } = study;
  return study.act((edit) => {
    const made = { origin: 'written', sourceName: '', personId: null } as const;
    const id = transcripts.createTranscript(edit, { recordingId, label: 'A', language: '' }, made);
    const rows = texts.map(([startMs, text]) => ({
      speaker: 'C',
      startMs,
      endMs: startMs === null ? null : startMs + 500,
      text,
    }));
    transcripts.appendTurns(edit, id, rows, { isMachineMade: false, people: { C: study.clientId } });
    return transcripts.transcriptContents(edit.read, id);
  });
}

test('every kind of text is found, says whose it is, and where it plays', () => {
  const study = codedStudy();
  const { store, sessionId, recordingId, coderId, clientId, ofClient } = study;
  const momentId = study.moment(4000, 6000, coderId, 'Kite weather');
  study.act((edit) => addSegment(edit, momentId, { startMs: 1000, endMs: 1000 }));
  study.act((edit) => writeNote(edit, { momentId, body: 'a kite in the note', personId: coderId }));
  const { transcript, turns } = transcribe(study, [
    [1000, 'Good morning.'],
    [null, 'The KITE was mine.'],
    [3000, 'Größere Drachen.'],
  ]);
  const statementId = study.statement(ofClient, clientId, 'I saw the kite again', 7000);
  study.act((edit) => {
    const press = { interviewId: ofClient, sessionMs: 9000, interviewMs: 6000, at: 1 };
    const { id: stopId } = makeStop(edit, { ...press, initiator: 'recaller', means: 'key' });
    edit.update('statement', statementId, { stopId });
    updateStatement(edit, statementId, { endMs: 8000 });
    const own = { interviewId: ofClient, interviewStartMs: 2000, interviewRate: 1 };
    edit.insert('recording', recordingRow({ id: newId(ids.recordingId), sessionId, ...own }));
    addMemo(edit, { kind: 'moment', id: momentId }, { title: '', body: 'why a kite?', personId: coderId });
    addMemo(edit, { kind: 'session', id: sessionId }, { title: '', body: 'windy', personId: coderId });
  });
  const hits = new Map(find(study, 'kite').map((hit) => [hit.kind, hit]));
  const place = (startMs: number, endMs: number) => ({ recordingId, startMs, endMs });
  const parts = [
    { startMs: 1000, endMs: 1000 },
    { startMs: 4000, endMs: 6000 },
  ];
  const inParts = { ...place(1000, 6000), parts };
  expect(hits.get('moment')).toMatchObject({ momentId, personId: coderId, place: inParts });
  expect(hits.get('note')).toMatchObject({ momentId, personId: coderId, place: inParts });
  // A turn without a time plays from the last one before it that has one.
  expect(hits.get('turn')).toMatchObject({
    id: turns[1]?.id,
    transcriptId: transcript.id,
    personId: clientId,
    place: place(1000, 1000),
    snippet: 'The \u0002KITE\u0003 was mine.',
  });
  expect(hits.get('statement')).toMatchObject({
    id: statementId,
    personId: clientId,
    place: { recordingId, startMs: 7000, endMs: 9000 },
    heard: { startMs: 5000, endMs: 6000, parts: [{ startMs: 5000, endMs: 6000 }] },
    said: { interviewId: ofClient, startMs: 7000 },
  });
  expect(hits.get('memo')).toMatchObject({
    sessionId,
    momentId,
    about: { kind: 'moment', id: momentId },
    place: hits.get('moment')?.place,
  });
  // About a coded span, or what was said: where that is.
  const codeId = study.code('Rupture');
  const span = { kind: 'span', recordingId, startMs: 2000, endMs: 2500 } as const;
  const coding = study.act((edit) => toggleCoding(edit, span, { codeId, personId: coderId }));
  const write = (kind: 'coding' | 'statement', id: string, body: string) =>
    study.act((edit) => addMemo(edit, { kind, id }, { title: '', body, personId: coderId }));
  write('coding', coding.id, 'a long pause');
  write('statement', statementId, 'a short pause');
  expect(find(study, 'long pause')).toMatchObject([{ sessionId, place: place(2000, 2500), heard: null }]);
  expect(find(study, 'short pause')).toMatchObject([{ sessionId, heard: hits.get('statement')?.heard }]);
  // About a session there is no place to play, but one to go to.
  expect(find(study, 'windy')).toMatchObject([{ kind: 'memo', sessionId, momentId: null, place: null }]);
  expect(find(study, 'kite', sessionId)).toHaveLength(4);
  expect(find(study, 'grosser').map(({ kind }) => kind)).toEqual([]);
  expect(find(study, 'GROßERE drach').map(({ kind }) => kind)).toEqual(['turn']);
  expect(find(study, '" OR * kite NEAR(')).toEqual([]);
  expect(
    searchTexts(store.read, { text: 'kite', sessionId: null, kinds: ['turn', 'note'], limit: 1 }, null),
  ).toMatchObject({ hits: { length: 1 }, isMore: true });
});

test('the index follows every edit and undo, and what is erased is in none of its lists once the study is compacted', () => {
  const study = codedStudy();
  const { store } = study;
  const { transcript, turns } = transcribe(study, [
    [0, 'unmistakable zebra'],
    [600, 'another'],
  ]);
  const turnId = turns[0]?.id;
  if (turnId === undefined) throw new Error('no turn');
  store.edit('turn.write', { actor }, (edit) => writeTurn(edit, turnId, 'a giraffe'));
  expect([find(study, 'zebra').length, find(study, 'giraffe').length]).toEqual([0, 1]);
  store.retrace('undo', actor);
  expect([find(study, 'zebra').length, find(study, 'giraffe').length]).toEqual([1, 0]);
  store.edit('transcript.remove', { actor }, (edit) => transcripts.removeTranscript(edit, transcript.id));
  expect(find(study, 'zebra')).toEqual([]);
  // A deletion is noted beside the lists of the index. Taking the words out of them then and there (`secure-delete`)
  // costs as much as there are rows with any word of the row: of 5,000 moments each coding took 1.5 ms, and more of more.
  const left = (word: string) =>
    store.read.number(
      'SELECT count(*) FROM text_search_data WHERE instr(block, CAST(?1 AS BLOB)) > 0',
      word,
    ) + store.read.number("SELECT count(*) FROM text_search_content WHERE c0 LIKE '%' || ?1 || '%'", word);
  store.retrace('undo', actor);
  expect(find(study, 'zebra')).toHaveLength(1);
  expect(left('zebra')).toBeGreaterThan(0);
  store.edit('transcript.remove', { actor }, (edit) => transcripts.removeTranscript(edit, transcript.id));
  store.compact();
  expect([left('zebra'), left('unmistakable')]).toEqual([0, 0]);
});

test('a memo is found by its title and by its text, through every change and undo, and goes from the index with it', () => {
  const study = codedStudy();
  const { store, sessionId, coderId: personId } = study;
  const about = { kind: 'session', id: sessionId } as const;
  const write = (title: string, body: string) =>
    study.act((edit) => addMemo(edit, about, { title, body, personId }));
  const id = write('Zebra', '');
  write('', 'A zebra too');
  expect(find(study, 'zebra').map(({ snippet }) => snippet)).toEqual(
    expect.arrayContaining(['\u0002Zebra\u0003', 'A \u0002zebra\u0003 too']),
  );
  study.act((edit) => updateMemo(edit, id, { body: 'unmistakable' }, { personId }));
  expect(find(study, 'zebra unmistakable')).toMatchObject([
    { kind: 'memo', id, about, snippet: '\u0002Zebra\u0003 – \u0002unmistakable\u0003' },
  ]);
  store.edit('memo.update', { actor }, (edit) => updateMemo(edit, id, { title: 'Giraffe' }, { personId }));
  expect([find(study, 'zebra').length, find(study, 'giraffe').length]).toEqual([1, 1]);
  store.retrace('undo', actor);
  expect([find(study, 'zebra').length, find(study, 'giraffe').length]).toEqual([2, 0]);
  store.edit('memo.remove', { actor }, (edit) => edit.remove('memo', id));
  expect(find(study, 'unmistakable')).toEqual([]);
  store.retrace('undo', actor);
  expect(find(study, 'unmistakable')).toHaveLength(1);
  store.edit('memo.remove', { actor }, (edit) => edit.remove('memo', id));
  store.compact();
  const left = store.read.number(
    "SELECT count(*) FROM text_search_data WHERE instr(block, CAST('unmistakable' AS BLOB)) > 0",
  );
  expect([left, find(study, 'zebra').length]).toEqual([0, 1]);
});

test('while an interview is held a search finds nothing of another recaller, and no memo', () => {
  const study = codedStudy();
  const { store, act, clientId, therapistId, coderId, ofClient, ofTherapist, sessionId } = study;
  study.moment(0, 100, therapistId, 'secret mark');
  const noted = study.moment(0, 100, therapistId);
  act((edit) => writeNote(edit, { momentId: noted, body: 'secret note', personId: coderId }));
  study.statement(ofTherapist, therapistId, 'secret statement');
  act((edit) => {
    const recordingId = newId(ids.recordingId);
    const own = { interviewId: ofTherapist, interviewStartMs: 0, interviewRate: 1 };
    edit.insert('recording', recordingRow({ id: recordingId, sessionId, ...own }));
    const made = { origin: 'written', sourceName: '', personId: null } as const;
    const id = transcripts.createTranscript(edit, { recordingId, label: 'A', language: '' }, made);
    const turn = { speaker: null, startMs: 0, endMs: 1, text: 'secret turn' };
    transcripts.appendTurns(edit, id, [turn], { isMachineMade: false, people: {} });
    addMemo(edit, { kind: 'session', id: sessionId }, { title: '', body: 'secret memo', personId: coderId });
  });
  const mine = study.statement(ofClient, clientId, 'no secret of mine');
  transcribe(study, [[0, 'a secret said in the session']]);
  const search = { text: 'secret', sessionId: null, kinds: all, limit: 100 };
  const seen = searchTexts(store.read, search, { interviewId: ofClient, recallerId: clientId }).hits;
  expect(seen.map(({ kind }) => kind).sort()).toEqual(['statement', 'turn']);
  expect(seen.find(({ kind }) => kind === 'statement')?.id).toBe(mine);
  expect(searchTexts(store.read, search, null).hits).toHaveLength(7);
});

test('memos and links hang on anything, go with it, and come back with it', () => {
  const study = codedStudy();
  const { store, act, sessionId, coderId: personId } = study;
  const momentId = study.moment(0, 1000);
  const codeId = study.code('Rupture');
  const write = (kind: 'moment' | 'session' | 'code', id: string) =>
    act((edit) => addMemo(edit, { kind, id }, { title: 't', body: 'b', personId }));
  const [ofMoment, ofSession] = [write('moment', momentId), write('session', sessionId)];
  write('code', codeId);
  act((edit) => {
    addLink(
      edit,
      { kind: 'memo', id: ofMoment },
      { kind: 'memo', id: ofSession },
      { relation: 'contradicts', personId },
    );
    addLink(edit, { kind: 'moment', id: momentId }, { kind: 'code', id: codeId }, { relation: '', personId });
  });
  expect(() =>
    act((edit) => addMemo(edit, { kind: 'case', id: momentId }, { title: '', body: '', personId })),
  ).toThrow('NOT_FOUND');
  expect(() =>
    act((edit) =>
      addLink(edit, { kind: 'code', id: codeId }, { kind: 'code', id: codeId }, { relation: '', personId }),
    ),
  ).toThrow('INPUT_INVALID');
  act((edit) => updateMemo(edit, ofSession, { body: 'more' }, { personId }));
  const before = { memos: memosOf(store.read, null), links: linksOf(store.read, null) };
  expect(before).toMatchObject({ memos: { length: 3 }, links: { length: 2 } });
  expect(linksOf(store.read, codeId)).toHaveLength(1);
  store.edit('moment.remove', { actor }, (edit) => removeMoment(edit, momentId));
  expect(memosOf(store.read, null).map(({ id }) => id)).not.toContain(ofMoment);
  expect([memosOf(store.read, null).length, linksOf(store.read, null).length]).toEqual([2, 0]);
  store.retrace('undo', actor);
  expect({ memos: memosOf(store.read, null), links: linksOf(store.read, null) }).toEqual(before);
  store.retrace('redo', actor);
  store.retrace('undo', actor);
  expect({ memos: memosOf(store.read, null), links: linksOf(store.read, null) }).toEqual(before);
  // What came after it and cannot be undone keeps the moment from being undone away.
  const other = study.moment(2000, 3000);
  store.edit('memo.add', { actor, isUndoable: false }, (edit) =>
    addMemo(edit, { kind: 'moment', id: other }, { title: '', body: 'x', personId }),
  );
  expect(() => store.retrace('undo', actor)).toThrow('UNDO_BLOCKED');
});
