import { expect, test } from 'vitest';
import type { CodingTarget } from '../../../shared/model/coding.ts';
import { codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { toggleCoding } from './coding.ts';
import { addLink, addMemo, linksOf } from './memo.ts';
import { describeThings } from './thing.ts';
import * as transcripts from './transcript.ts';

test('things are called by their own words, in the order asked for, and what is gone is left out', () => {
  const study = codedStudy();
  const { act, store, sessionId } = study;
  const momentId = study.moment(1000, 2000);
  const moment = { kind: 'moment', id: momentId } as const;
  const body = 'First line\r\nsecond line';
  const memoId = act((edit) => addMemo(edit, moment, { title: '', body, personId: null }));
  const memo = { kind: 'memo', id: memoId } as const;
  act((edit) =>
    addLink(edit, memo, { kind: 'session', id: sessionId }, { relation: 'asks', personId: null }),
  );
  expect(linksOf(store.read, sessionId)).toMatchObject([{ fromId: memoId, relation: 'asks' }]);
  const gone = { kind: 'code', id: momentId } as const;
  const found = describeThings(store.read, [memo, gone, moment, { kind: 'session', id: sessionId }]);
  expect(found).toMatchObject([
    { ...memo, name: 'First line  second line', about: moment, sessionId: null },
    { ...moment, sessionId, momentId, place: { startMs: 1000, endMs: 2000 }, about: null },
    { kind: 'session', sessionId, place: null },
  ]);
});

test('a coding lies where that lies which it is said of', () => {
  const study = codedStudy();
  const { act, store, sessionId, recordingId, coderId, clientId, ofClient } = study;
  const codeId = study.code('Rupture');
  const momentId = study.moment(1000, 2000);
  const statementId = study.statement(ofClient, clientId, 'I felt unseen');
  act((edit) => edit.update('statement', statementId, { momentId }));
  const turn = act((edit) => {
    const made = { origin: 'written', sourceName: '', personId: null } as const;
    const id = transcripts.createTranscript(edit, { recordingId, label: 'A', language: '' }, made);
    const rows = [{ speaker: 'C', startMs: 4000, endMs: 5000, text: 'It came back.' }];
    transcripts.appendTurns(edit, id, rows, { isMachineMade: false, people: {} });
    return transcripts.transcriptContents(edit.read, id).turns[0];
  });
  if (turn === undefined) throw new Error('no turn');
  const targets: CodingTarget[] = [
    { kind: 'span', recordingId, startMs: 7000, endMs: 9000 },
    { kind: 'moment', momentId },
    { kind: 'statement', statementId },
    { kind: 'passage', turnId: turn.id, fromOffset: 0, toOffset: 2 },
  ];
  const things = targets.map((target) => {
    const { id } = act((edit) => toggleCoding(edit, target, { codeId, personId: coderId }));
    return { kind: 'coding' as const, id };
  });
  const at = (startMs: number, endMs: number) => ({ recordingId, startMs, endMs });
  const none = { momentId: null, transcriptId: null, turnId: null };
  expect(describeThings(store.read, things)).toMatchObject(
    [
      { ...none, codedKind: 'span', place: at(7000, 9000), said: null },
      { ...none, codedKind: 'moment', momentId, place: at(1000, 2000) },
      {
        ...none,
        codedKind: 'statement',
        momentId,
        interviewId: ofClient,
        place: at(1000, 2000),
        said: { interviewId: ofClient, startMs: 0 },
      },
      {
        ...none,
        codedKind: 'passage',
        turnId: turn.id,
        transcriptId: turn.transcriptId,
        place: at(4000, 5000),
      },
    ].map((each) => ({ ...each, name: 'Rupture', sessionId })),
  );
});
