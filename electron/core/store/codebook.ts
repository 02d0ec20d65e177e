import type { ImportedSet } from '../../../shared/contract/code-set.ts';
import type { CodebookImported, ImportedCode } from '../../../shared/contract/codebook-file.ts';
import type { CodebookVersion } from '../../../shared/contract/coding.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Codebook } from '../../../shared/model/codebook.ts';
import * as ids from '../../../shared/model/ids.ts';
import { addExample, codeOfGuid, createCode, holderOfKey, moveCode, updateCode } from './code.ts';
import { importSets, setsOf } from './code-set.ts';
import type { Reader } from './connection.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { decode, getRow } from './tables.ts';

export function codebookNow(read: Reader): Codebook {
  return {
    codes: read.all('SELECT * FROM codes ORDER BY position, id').map((raw) => decode('code', raw)),
    examples: read.all('SELECT * FROM code_examples ORDER BY id').map((raw) => decode('codeExample', raw)),
    sets: setsOf(read),
  };
}

export function takeSnapshot(
  edit: Edit,
  version: { name: string; note: string; personId: ids.PersonId | null },
): ids.CodebookVersionId {
  const id = newId(ids.codebookVersionId);
  const { codes, examples, sets } = codebookNow(edit.read);
  edit.insert('codebookVersion', {
    id,
    ...version,
    madeAt: Date.now(),
    codes: [...codes],
    examples: [...examples],
    sets: [...sets],
  });
  return id;
}

/** Newest first, without the codes themselves: a codebook of 2,000 codes is more than half a megabyte. */
export function listVersions(read: Reader): CodebookVersion[] {
  return read
    .all(
      `SELECT id, name, note, person_id, made_at, json_array_length(codes) AS code_count, '[]' AS codes, '[]' AS examples,
         '[]' AS sets
       FROM codebook_versions ORDER BY id DESC`,
    )
    .map((raw) => {
      const { codes: _, examples: __, sets: ___, ...version } = decode('codebookVersion', raw);
      return { ...version, codeCount: Number(raw['code_count']) };
    });
}

/** Throws NOT_FOUND. */
export function codebookOf(read: Reader, id: ids.CodebookVersionId): Codebook {
  return getRow(read, 'codebookVersion', id);
}

/** Parents before their children, else in the order given. Throws INPUT_INVALID for a ref given twice, one that is missing, or a ring. */
function parentsFirst(codes: readonly ImportedCode[]): ImportedCode[] {
  const byRef = new Map(codes.map((code) => [code.ref, code]));
  if (byRef.size !== codes.length) throw new Failure('INPUT_INVALID', { field: 'ref' });
  const guids = codes.flatMap(({ guid }) => guid ?? []);
  if (new Set(guids).size !== guids.length) throw new Failure('INPUT_INVALID', { field: 'guid' });
  const childrenOf = Map.groupBy(codes, ({ parentRef }) => parentRef);
  const ordered = [...(childrenOf.get(null) ?? [])];
  // Grows while it is walked: each code brings its children.
  for (const { ref } of ordered) ordered.push(...(childrenOf.get(ref) ?? []));
  if (ordered.length !== codes.length) throw new Failure('INPUT_INVALID', { field: 'parentRef' });
  return ordered;
}

export function importCodes(
  edit: Edit,
  codes: readonly ImportedCode[],
  onKnown: 'keep' | 'update',
  sets: readonly ImportedSet[] = [],
): Omit<CodebookImported, 'change'> {
  const idOf = new Map<string, ids.CodeId>();
  const created = new Set<ids.CodeId>();
  const done: Omit<CodebookImported, 'change'> = { created: 0, updated: 0, kept: 0, keysTaken: [] };
  for (const { ref, parentRef, examples, unsaid, ...code } of parentsFirst(codes)) {
    const known = code.guid === null ? null : codeOfGuid(edit.read, code.guid);
    const by =
      code.key === null || code.isRetired ? null : holderOfKey(edit.read, code.key, known?.id ?? null);
    const isKept = known !== null && onKnown === 'keep';
    if (code.key !== null && by !== null && !isKept) done.keysTaken.push({ ref, key: code.key, by });
    const fields = by === null ? code : { ...code, key: null };
    const parentId = parentRef === null ? null : (idOf.get(parentRef) ?? null);
    if (known === null) {
      const id = createCode(edit, { ...fields, parentId });
      idOf.set(ref, id);
      created.add(id);
      addExamples(edit, id, examples);
      done.created += 1;
      continue;
    }
    idOf.set(ref, known.id);
    if (isKept) done.kept += 1;
    else {
      const { guid: _, ...patch } = fields;
      const kept = Object.fromEntries(unsaid.map((field) => [field, undefined]));
      updateCode(edit, known.id, { ...patch, ...kept });
      // Its parent is placed already, and so are all above that: none of them can lie in this code any more.
      if (!unsaid.includes('parentId') && parentId !== known.parentId)
        moveCode(edit, known.id, parentId, null);
      addExamples(edit, known.id, examples);
      done.updated += 1;
    }
  }
  importSets(edit, sets, { idOf, created }, onKnown);
  return done;
}

/** How many codes an update would put under another parent than they have. */
export function countMoved(read: Reader, codes: readonly ImportedCode[]): number {
  const known = new Map(
    codes.map(({ ref, guid }) => [ref, guid === null ? null : codeOfGuid(read, guid)] as const),
  );
  return codes.filter(({ ref, parentRef, unsaid }) => {
    const here = known.get(ref) ?? null;
    const parentId = parentRef === null ? null : known.get(parentRef)?.id;
    return here !== null && !unsaid.includes('parentId') && parentId !== here.parentId;
  }).length;
}

/** Those that the code does not have; of a moment that is not in this study, only the words. */
function addExamples(edit: Edit, codeId: ids.CodeId, examples: ImportedCode['examples']): void {
  for (const { momentId, note } of examples) {
    const here = momentId !== null && edit.find('moment', momentId) !== null ? momentId : null;
    const same =
      here === null
        ? edit.read.number('SELECT count(*) FROM code_examples WHERE code_id = ? AND note = ?', codeId, note)
        : edit.read.number(
            'SELECT count(*) FROM code_examples WHERE code_id = ? AND moment_id = ?',
            codeId,
            here,
          );
    if (same === 0 && (here !== null || note.trim() !== ''))
      addExample(edit, { codeId, momentId: here, note });
  }
}
