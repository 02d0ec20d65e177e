import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import type { LinkRow, MemoRow } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import type { Edit, Patch } from './edit.ts';
import { newId } from './ids.ts';
import { linesOf } from './journal.ts';
import { decode } from './tables.ts';

type By = { personId: ids.PersonId | null };

/** Throws NOT_FOUND when what it is about is not there. */
export function addMemo(edit: Edit, about: Thing, memo: Pick<MemoRow, 'title' | 'body'> & By): ids.MemoId {
  edit.get(about.kind, about.id);
  const id = newId(ids.memoId);
  const now = Date.now();
  edit.insert('memo', {
    id,
    targetKind: about.kind,
    targetId: about.id,
    ...memo,
    createdAt: now,
    changedAt: now,
  });
  return id;
}

export function updateMemo(
  edit: Edit,
  id: ids.MemoId,
  patch: Patch<Pick<MemoRow, 'title' | 'body'>>,
  { personId }: By,
): void {
  const { title, body } = edit.get('memo', id);
  if ((patch.title ?? title) === title && (patch.body ?? body) === body) return;
  edit.update('memo', id, { ...patch, personId, changedAt: Date.now() });
}

/**
 * Takes away a memo that was begun and left: one with an entry in the journal besides its own beginning has been written
 * in, whatever stands there now.
 */
export function removeUnwritten(edit: Edit, id: ids.MemoId): void {
  const memo = edit.find('memo', id);
  if (memo === null || memo.title !== '' || memo.body !== '') return;
  const hasMore = linesOf(edit.read, 'memo', id).length > 1;
  if (!hasMore && memosOf(edit.read, id).length + linksOf(edit.read, id).length === 0)
    edit.remove('memo', id);
}

/** All that were begun and never left: their window was closed over them. For when no window has any of them open. */
export function removeAllUnwritten(edit: Edit): void {
  const blank = edit.read.all("SELECT id FROM memos WHERE title = '' AND body = '' ORDER BY id");
  // Newest first: one that was begun about another goes before that, which then has nothing left hanging on it.
  for (const { id } of blank.toReversed()) removeUnwritten(edit, ids.memoId.parse(id));
}

/** Throws NOT_FOUND for an end that is not there, INPUT_INVALID for a thing with itself. */
export function addLink(
  edit: Edit,
  from: Thing,
  to: Thing,
  link: Pick<LinkRow, 'relation'> & By,
): ids.LinkId {
  edit.get(from.kind, from.id);
  edit.get(to.kind, to.id);
  if (from.id === to.id) throw new Failure('INPUT_INVALID', { field: 'to' });
  const id = newId(ids.linkId);
  const ends = { fromKind: from.kind, fromId: from.id, toKind: to.kind, toId: to.id };
  edit.insert('link', { id, ...ends, ...link, createdAt: Date.now() });
  return id;
}

/** About one thing, or with null all there are; oldest first. */
export function memosOf(read: Reader, id: string | null): MemoRow[] {
  const sql = 'SELECT * FROM memos WHERE ?1 IS NULL OR target_id = ?1 ORDER BY id';
  return read.all(sql, id).map((raw) => decode('memo', raw));
}

export function linksOf(read: Reader, id: string | null): LinkRow[] {
  const sql = 'SELECT * FROM links WHERE ?1 IS NULL OR from_id = ?1 OR to_id = ?1 ORDER BY id';
  return read.all(sql, id).map((raw) => decode('link', raw));
}

/** Gives what hangs on a row that is about to go to the one of the same kind that takes its place. */
export function moveLoose(edit: Edit, from: string, to: string): void {
  for (const { id } of memosOf(edit.read, from)) edit.update('memo', id, { targetId: to });
  for (const { id, fromId, toId } of linksOf(edit.read, from)) {
    const ends = { fromId: fromId === from ? to : fromId, toId: toId === from ? to : toId };
    if (ends.fromId === ends.toId) edit.remove('link', id);
    else edit.update('link', id, ends);
  }
}
