import { Failure } from '../../../shared/contract/failure.ts';
import { type CodeId, codeId, codingId, type MomentId, type PersonId } from '../../../shared/model/ids.ts';
import type { CodeRow } from '../../../shared/model/rows.ts';
import { newId } from './ids.ts';
import { refuseWhileUsed } from './session.ts';
import type { Edit, Patch } from './store.ts';

/** Throws CONFLICT, naming the other code, when the key is taken. */
function refuseTakenKey(edit: Edit, key: string | null | undefined, self: CodeId | null): void {
  if (key === null || key === undefined) return;
  const other = edit.read.get('SELECT name FROM codes WHERE key = ? AND id IS NOT ?', key, self);
  if (other !== undefined) throw new Failure('CONFLICT', { field: 'key', key, name: String(other['name']) });
}

/** A place after the last sibling, or halfway between `before` and the one in front of it: moving one code writes one row. */
function positionFor(edit: Edit, parentId: CodeId | null, before: CodeId | null): number {
  if (before === null)
    return (
      edit.read.number('SELECT coalesce(max(position), 0) FROM codes WHERE parent_id IS ?', parentId) + 1
    );
  const next = edit.get('code', before);
  if (next.parentId !== parentId) throw new Failure('INPUT_INVALID', { field: 'before' });
  const previous = edit.read.number(
    'SELECT coalesce(max(position), ?) FROM codes WHERE parent_id IS ? AND position < ?',
    next.position - 2,
    parentId,
    next.position,
  );
  return (previous + next.position) / 2;
}

export function createCode(edit: Edit, code: Omit<CodeRow, 'id' | 'position'>): CodeId {
  refuseTakenKey(edit, code.key, null);
  if (code.parentId !== null) edit.get('code', code.parentId);
  const id = newId(codeId);
  edit.insert('code', { ...code, id, position: positionFor(edit, code.parentId, null) });
  return id;
}

export function updateCode(
  edit: Edit,
  id: CodeId,
  patch: Patch<Omit<CodeRow, 'id' | 'parentId' | 'position'>>,
): void {
  refuseTakenKey(edit, patch.key, id);
  edit.update('code', id, patch);
}

export function moveCode(edit: Edit, id: CodeId, parentId: CodeId | null, before: CodeId | null): void {
  for (let above = parentId; above !== null; above = edit.get('code', above).parentId) {
    if (above === id) throw new Failure('INPUT_INVALID', { field: 'parentId' });
  }
  if (before === id) return;
  edit.update('code', id, { parentId, position: positionFor(edit, parentId, before) });
}

/** With everything under it. Throws IN_USE while any of it is applied. */
export function removeCode(edit: Edit, id: CodeId): void {
  for (const row of edit.read.all('SELECT id FROM codes WHERE parent_id = ?', id))
    removeCode(edit, codeId.parse(row['id']));
  refuseWhileUsed(edit.read, 'codings', 'code_id', id);
  edit.remove('code', id);
}

/** Applies a code to a moment, or takes this person's off. Throws INPUT_INVALID for a code that only groups others. */
export function toggleCoding(
  edit: Edit,
  of: { momentId: MomentId; codeId: CodeId; personId: PersonId },
): boolean {
  const found = edit.read.get(
    'SELECT id FROM codings WHERE moment_id = ? AND code_id = ? AND person_id = ?',
    of.momentId,
    of.codeId,
    of.personId,
  );
  if (found !== undefined) {
    edit.remove('coding', String(found['id']));
    return false;
  }
  if (!edit.get('code', of.codeId).isCodable) throw new Failure('INPUT_INVALID', { field: 'codeId' });
  const { sessionId } = edit.get('moment', of.momentId);
  const target = { targetKind: 'moment', recordingId: null, startMs: null, endMs: null } as const;
  edit.insert('coding', { id: newId(codingId), sessionId, ...of, ...target, createdAt: Date.now() });
  return true;
}
