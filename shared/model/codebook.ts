import type { CodebookVersionRow, CodeExampleRow, CodeRow } from './rows.ts';

/** A set with its codes, in the order in which they were put in. */
export type CodeSet = CodebookVersionRow['sets'][number];

export type Codebook = {
  readonly codes: readonly CodeRow[];
  readonly examples: readonly CodeExampleRow[];
  readonly sets: readonly CodeSet[];
};

export type CodeField = Exclude<keyof CodeRow, 'id'> | 'examples' | 'sets';
export type CodebookChanges = {
  added: CodeRow[];
  removed: CodeRow[];
  changed: { before: CodeRow; after: CodeRow; fields: CodeField[] }[];
  /** Sets themselves, by their names or descriptions; which codes are in them is said of the codes. */
  sets: { name: string; did: 'added' | 'removed' | 'changed' }[];
};

/**
 * What happened between two states of a codebook, code by code, in the order of the later one. A code is the same while
 * its id is; one that only moved has changed `parentId` or `position`.
 */
export function compareCodebooks(before: Codebook, after: Codebook): CodebookChanges {
  const earlier = new Map(before.codes.map((code) => [code.id, code]));
  const present = new Set(after.codes.map(({ id }) => id));
  const examplesBefore = examplesByCode(before);
  const examplesAfter = examplesByCode(after);
  const setsBefore = setsByCode(before);
  const setsAfter = setsByCode(after);
  const changed = after.codes.flatMap((code) => {
    const was = earlier.get(code.id);
    if (was === undefined) return [];
    const fields: CodeField[] = fieldsOf(code).filter((field) => was[field] !== code[field]);
    if (examplesBefore.get(code.id) !== examplesAfter.get(code.id)) fields.push('examples');
    if (setsBefore.get(code.id) !== setsAfter.get(code.id)) fields.push('sets');
    return fields.length === 0 ? [] : [{ before: was, after: code, fields }];
  });
  return {
    added: after.codes.filter(({ id }) => !earlier.has(id)),
    removed: before.codes.filter(({ id }) => !present.has(id)),
    changed,
    sets: compareSets(before.sets, after.sets),
  };
}

function compareSets(before: readonly CodeSet[], after: readonly CodeSet[]): CodebookChanges['sets'] {
  const earlier = new Map(before.map((set) => [set.id, set]));
  const present = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap(({ id, name, description }): CodebookChanges['sets'] => {
      const was = earlier.get(id);
      if (was === undefined) return [{ name, did: 'added' }];
      return was.name === name && was.description === description ? [] : [{ name, did: 'changed' }];
    }),
    ...before.flatMap(({ id, name }): CodebookChanges['sets'] =>
      present.has(id) ? [] : [{ name, did: 'removed' }],
    ),
  ];
}

function fieldsOf(code: CodeRow): Exclude<keyof CodeRow, 'id'>[] {
  // Object.keys forgets whose keys they are; a code has no others than its schema's.
  return (Object.keys(code) as (keyof CodeRow)[]).filter((field) => field !== 'id');
}

/** The examples of each code as one text, whatever order they came in. */
function examplesByCode({ examples }: Codebook): Map<string, string> {
  const byCode = Map.groupBy(examples, ({ codeId }) => codeId);
  return new Map(
    [...byCode].map(([codeId, of]) => [
      codeId,
      JSON.stringify(of.map(({ momentId, note }) => [momentId, note]).sort()),
    ]),
  );
}

/** The ids of the sets that each code is in, as one text. */
function setsByCode({ sets }: Codebook): Map<string, string> {
  const pairs = sets.flatMap(({ id, codeIds }) => codeIds.map((codeId) => ({ id, codeId })));
  return new Map(
    [...Map.groupBy(pairs, ({ codeId }) => codeId)].map(([codeId, of]) => [
      codeId,
      of
        .map(({ id }) => id)
        .sort()
        .join(),
    ]),
  );
}

/** Every code under `id`, itself included. A ring, which merged copies could make, is walked once. */
export function withDescendants(
  codes: readonly Pick<CodeRow, 'id' | 'parentId'>[],
  id: CodeRow['id'],
): Set<CodeRow['id']> {
  const children = Map.groupBy(codes, ({ parentId }) => parentId);
  const found = new Set([id]);
  // A Set is walked to its end while it grows.
  for (const one of found) for (const child of children.get(one) ?? []) found.add(child.id);
  return found;
}
