import type { ImportedSet } from '../../../shared/contract/code-set.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { CodeSet } from '../../../shared/model/codebook.ts';
import { type CodeId, type CodeSetId, codeSetId, codeSetMemberId } from '../../../shared/model/ids.ts';
import type { CodeSetRow } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { decode } from './tables.ts';

/** As they were made, with their codes as they were put in; a code that merged copies put in twice is in once. */
export function setsOf(read: Reader): CodeSet[] {
  const members = read.all('SELECT * FROM code_set_members ORDER BY id');
  const bySet = Map.groupBy(
    members.map((raw) => decode('codeSetMember', raw)),
    ({ setId }) => setId,
  );
  return read.all('SELECT * FROM code_sets ORDER BY id').map((raw) => {
    const set = decode('codeSet', raw);
    return { ...set, codeIds: [...new Set(bySet.get(set.id)?.map(({ codeId }) => codeId))] };
  });
}

/** The set that other programs know by this guid: given to it, or its own id. */
function setOfGuid(read: Reader, guid: string): CodeSetRow | null {
  const raw = read.get('SELECT * FROM code_sets WHERE guid = ?1 OR (guid IS NULL AND id = ?1)', guid);
  return raw === undefined ? null : decode('codeSet', raw);
}

function membershipsOf(read: Reader, id: CodeSetId, codeId: CodeId): string[] {
  return read
    .all('SELECT id FROM code_set_members WHERE set_id = ? AND code_id = ?', id, codeId)
    .map((row) => String(row['id']));
}

function codesIn(read: Reader, id: CodeSetId): CodeId[] {
  const rows = read.all('SELECT * FROM code_set_members WHERE set_id = ?', id);
  return rows.map((raw) => decode('codeSetMember', raw).codeId);
}

type NewSet = Pick<CodeSet, 'name' | 'description' | 'codeIds'> & Partial<Pick<CodeSet, 'guid'>>;

/** Throws NOT_FOUND for a code that is not there. */
export function createSet(edit: Edit, { codeIds, guid = null, ...fields }: NewSet): CodeSetId {
  const id = newId(codeSetId);
  edit.insert('codeSet', { id, ...fields, guid });
  for (const codeId of codeIds) addToSet(edit, id, codeId);
  return id;
}

export function removeSet(edit: Edit, id: CodeSetId): void {
  edit.removeWhere('codeSetMember', 'setId', id);
  edit.remove('codeSet', id);
}

/** Last of the set, unless it is in it already. Throws NOT_FOUND. */
export function addToSet(edit: Edit, id: CodeSetId, codeId: CodeId): void {
  edit.get('codeSet', id);
  edit.get('code', codeId);
  if (membershipsOf(edit.read, id, codeId).length > 0) return;
  edit.insert('codeSetMember', { id: newId(codeSetMemberId), setId: id, codeId });
}

/** Where it is in it. */
export function takeFromSet(edit: Edit, id: CodeSetId, codeId: CodeId): void {
  for (const membership of membershipsOf(edit.read, id, codeId)) edit.remove('codeSetMember', membership);
}

/** Puts a code into every set that another is in: what is coded with it now was in them, and stays. */
export function shareSets(edit: Edit, from: CodeId, to: CodeId): void {
  for (const raw of edit.read.all('SELECT * FROM code_set_members WHERE code_id = ? ORDER BY id', from))
    addToSet(edit, decode('codeSetMember', raw).setId, to);
}

/** The codes of a file as they are here now, by their refs, and which of them it brought. */
export type TakenCodes = {
  readonly idOf: ReadonlyMap<string, CodeId>;
  readonly created: ReadonlySet<CodeId>;
};

/**
 * Adds the sets of a file. One whose guid is known here takes in the codes that the file brought; with 'update' it takes
 * on what the file says, and only codes that the file does not hold stay in it unasked. Throws INPUT_INVALID for a guid
 * given twice, and a code that is not in the file.
 */
export function importSets(
  edit: Edit,
  sets: readonly ImportedSet[],
  { idOf, created }: TakenCodes,
  onKnown: 'keep' | 'update',
): void {
  const guids = sets.flatMap(({ guid }) => guid ?? []);
  if (new Set(guids).size !== guids.length) throw new Failure('INPUT_INVALID', { field: 'guid' });
  const held = new Set(idOf.values());
  for (const { guid, name, description, codeRefs, unsaid } of sets) {
    const listed = new Set(
      codeRefs.map((ref) => {
        const codeId = idOf.get(ref);
        if (codeId === undefined) throw new Failure('INPUT_INVALID', { field: 'codeRefs' });
        return codeId;
      }),
    );
    const known = guid === null ? null : setOfGuid(edit.read, guid);
    if (known === null) {
      createSet(edit, { name, description, guid, codeIds: [...listed] });
      continue;
    }
    if (onKnown === 'update') {
      const said = unsaid.includes('description') ? undefined : description;
      edit.update('codeSet', known.id, { name, description: said });
      const left = unsaid.includes('codeIds') ? [] : codesIn(edit.read, known.id);
      for (const codeId of left)
        if (held.has(codeId) && !listed.has(codeId)) takeFromSet(edit, known.id, codeId);
    }
    for (const codeId of listed)
      if (onKnown === 'update' || created.has(codeId)) addToSet(edit, known.id, codeId);
  }
}
