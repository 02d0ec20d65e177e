import { expect, test } from 'vitest';
import { codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { addLink, addMemo, linksOf } from './memo.ts';
import { describeThings } from './thing.ts';

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
    { ...moment, sessionId, startMs: 1000, about: null },
    { kind: 'session', sessionId, startMs: null },
  ]);
});
