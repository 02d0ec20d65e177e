import { Failure } from '../../../shared/contract/failure.ts';
import { blankCode } from '../../../shared/model/code-rows.ts';
import { type CodeExampleId, type CodeId, codeExampleId, codeId } from '../../../shared/model/ids.ts';
import type { CodeExampleRow, CodeRow } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import type { Edit, Patch } from './edit.ts';
import { newId } from './ids.ts';
import { positionBefore, type Siblings } from './position.ts';
import { refuseWhileUsed } from './session.ts';
import { decode, getRow, idsWhere } from './tables.ts';

/** The code, not retired, that has the key; null when it is free. */
export function holderOfKey(read: Reader, key: string, except: CodeId | null): string | null {
  const other = read.get(
    'SELECT name FROM codes WHERE key = ? AND NOT is_retired AND id IS NOT ?',
    key,
    except,
  );
  return other === undefined ? null : String(other['name']);
}

/** Throws CONFLICT, naming the other code, when the key of a code that is not retired is taken. */
function refuseTakenKey(
  edit: Edit,
  { key, isRetired }: Pick<CodeRow, 'key' | 'isRetired'>,
  self: CodeId | null,
): void {
  if (key === null || isRetired) return;
  const name = holderOfKey(edit.read, key, self);
  if (name !== null) throw new Failure('CONFLICT', { field: 'key', key, name });
}

/** The codes right under one, or with null at the top. */
export function childrenOf(parentId: CodeId | null): Siblings<'code'> {
  return { entity: 'code', field: 'parentId', value: parentId };
}

export type NewCode = Pick<CodeRow, 'parentId' | 'name' | 'color'> &
  Partial<Omit<CodeRow, 'id' | 'position'>>;

/** Last among its siblings, or before one of them. Throws CONFLICT for a key or guid that another code has. */
export function createCode(edit: Edit, code: NewCode, before: CodeId | null = null): CodeId {
  const row = { ...blankCode, ...code };
  refuseTakenKey(edit, row, null);
  if (row.guid !== null && codeOfGuid(edit.read, row.guid) !== null)
    throw new Failure('CONFLICT', { field: 'guid' });
  if (row.parentId !== null) edit.get('code', row.parentId);
  const id = newId(codeId);
  edit.insert('code', { ...row, id, position: positionBefore(edit, childrenOf(row.parentId), before) });
  return id;
}

/** The code that other programs know by this guid: given to it, or its own id. */
export function codeOfGuid(read: Reader, guid: string): CodeRow | null {
  const raw = read.get('SELECT * FROM codes WHERE guid = ?1 OR (guid IS NULL AND id = ?1)', guid);
  return raw === undefined ? null : decode('code', raw);
}

export function updateCode(
  edit: Edit,
  id: CodeId,
  patch: Patch<Omit<CodeRow, 'id' | 'parentId' | 'position'>>,
): void {
  const { key, isRetired } = edit.get('code', id);
  const now = { key: patch.key === undefined ? key : patch.key, isRetired: patch.isRetired ?? isRetired };
  refuseTakenKey(edit, now, id);
  edit.update('code', id, patch);
}

/** A code and all above it, itself first. A ring, which merged copies could make, ends the walk. */
export function ancestorsOf(read: Reader, id: CodeId | null): CodeId[] {
  const found = new Set<CodeId>();
  for (let at = id; at !== null && !found.has(at); at = getRow(read, 'code', at).parentId) found.add(at);
  return [...found];
}

/** Whether `id` is `ancestor` or below it. */
export function isWithin(read: Reader, id: CodeId | null, ancestor: CodeId): boolean {
  return ancestorsOf(read, id).includes(ancestor);
}

export function moveCode(edit: Edit, id: CodeId, parentId: CodeId | null, before: CodeId | null): void {
  if (isWithin(edit.read, parentId, id)) throw new Failure('INPUT_INVALID', { field: 'parentId' });
  if (before === id) return;
  edit.update('code', id, { parentId, position: positionBefore(edit, childrenOf(parentId), before) });
}

/** With everything under it. Throws IN_USE while any of it is applied. */
export function removeCode(edit: Edit, id: CodeId): void {
  for (const child of idsWhere(edit.read, 'code', 'parentId', id)) removeCode(edit, codeId.parse(child));
  refuseWhileUsed(edit.read, 'codings', 'code_id', id);
  edit.removeWhere('codeExample', 'codeId', id);
  edit.removeWhere('codeSetMember', 'codeId', id);
  edit.remove('code', id);
}

/** Throws CONFLICT when the moment is an example of the code already, INPUT_INVALID for neither moment nor words. */
export function addExample(edit: Edit, example: Omit<CodeExampleRow, 'id'>): CodeExampleId {
  edit.get('code', example.codeId);
  if (example.momentId === null && example.note.trim() === '')
    throw new Failure('INPUT_INVALID', { field: 'momentId' });
  if (example.momentId !== null) edit.get('moment', example.momentId);
  const same = 'SELECT count(*) FROM code_examples WHERE code_id = ? AND moment_id = ?';
  if (edit.read.number(same, example.codeId, example.momentId) > 0)
    throw new Failure('CONFLICT', { field: 'momentId' });
  const id = newId(codeExampleId);
  edit.insert('codeExample', { id, ...example });
  return id;
}
