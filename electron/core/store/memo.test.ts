import { expect, test } from 'vitest';
import type * as ids from '../../../shared/model/ids.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { actor, codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { addLink, addMemo, memosOf, removeAllUnwritten, removeUnwritten, updateMemo } from './memo.ts';

test('a memo that nobody ever wrote in is removed, which can be undone; one that was, is linked, or came back stays', () => {
  const study = codedStudy();
  const { store, act, sessionId, coderId: personId } = study;
  const about = { kind: 'session', id: sessionId } as const;
  const begin = (title = '') => act((edit) => addMemo(edit, about, { title, body: '', personId }));
  const leave = (id: ids.MemoId) =>
    store.edit('memo.remove', { actor }, (edit) => removeUnwritten(edit, id)).change.rows.length;
  const all = () => memosOf(store.read, null).map(({ id }) => id);
  const blank = begin();
  expect([leave(blank), leave(blank), all()]).toEqual([1, 0, []]);
  store.retrace('undo', actor);
  // Somebody wanted it back.
  expect([leave(blank), all()]).toEqual([0, [blank]]);
  const titled = begin('Why');
  const emptied = begin();
  act((edit) => updateMemo(edit, emptied, { body: 'a word' }, { personId }));
  act((edit) => updateMemo(edit, emptied, { body: '' }, { personId }));
  const linked = begin();
  const to = { kind: 'memo', id: linked } as const;
  act((edit) => addLink(edit, about, to, { relation: '', personId }));
  const undone = begin();
  store.edit('memo.update', { actor }, (edit) => updateMemo(edit, undone, { body: 'a word' }, { personId }));
  store.retrace('undo', actor);
  const kept = [blank, titled, emptied, linked, undone];
  expect([kept.map(leave), all()]).toEqual([[0, 0, 0, 0, 0], kept]);
  store.retrace('redo', actor);
  expect(memosOf(store.read, null).find(({ id }) => id === undone)?.body).toBe('a word');
});

test('what a closed window left without a word goes all at once, with what hung on it, and can be had back', () => {
  const study = codedStudy();
  const { store, act, sessionId, coderId: personId } = study;
  const about = { kind: 'session', id: sessionId } as const;
  const begin = (of: Thing = about, body = '') =>
    act((edit) => addMemo(edit, of, { title: '', body, personId }));
  const sweep = () => store.edit('memo.remove', { actor }, removeAllUnwritten).change.rows.length;
  const all = () => memosOf(store.read, null).map(({ id }) => id);
  const outer = begin();
  begin({ kind: 'memo', id: outer });
  const written = begin(about, 'a word');
  const emptied = begin();
  act((edit) => updateMemo(edit, emptied, { body: ' ' }, { personId }));
  act((edit) => updateMemo(edit, emptied, { body: '' }, { personId }));
  const before = all();
  expect([sweep(), all()]).toEqual([2, [written, emptied]]);
  // One press brings all of them back, and then they are wanted.
  store.retrace('undo', actor);
  expect([all(), sweep()]).toEqual([before, 0]);
});
