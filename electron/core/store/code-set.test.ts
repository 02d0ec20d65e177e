import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportedSet } from '../../../shared/contract/code-set.ts';
import type { Codebook } from '../../../shared/interchange/codebook/codebook.ts';
import { readCodebookJson, writeCodebookJson } from '../../../shared/interchange/codebook/codebook-json.ts';
import { readQdc, writeQdc } from '../../../shared/interchange/codebook/qdc.ts';
import { fromStudy, toStudyCodes } from '../../../shared/interchange/codebook/study-codebook.ts';
import { compareCodebooks } from '../../../shared/model/codebook.ts';
import type * as ids from '../../../shared/model/ids.ts';
import { codebooks, countedIds } from '../../../tests/fixtures/codebooks.ts';
import { actor, type CodedStudy, codedStudy, codeInFile } from '../../../tests/fixtures/coded-study.ts';
import { createCode, removeCode, updateCode } from './code.ts';
import { mergeCode, previewChange, splitCode } from './code-restructure.ts';
import { addToSet, createSet, removeSet, setsOf, takeFromSet } from './code-set.ts';
import { codebookNow, codebookOf, importCodes, takeSnapshot } from './codebook.ts';
import type { Edit } from './edit.ts';

const guid = '6f1c2d3e-0000-4000-8000-00000000000';

const named = ({ store }: CodedStudy) => {
  const names = new Map(codebookNow(store.read).codes.map(({ id, name }) => [id, name]));
  return setsOf(store.read).map(({ name, codeIds }) => [name, codeIds.map((id) => names.get(id)).join(' ')]);
};
const made = (study: CodedStudy, name: string, codeIds: ids.CodeId[], fields: { guid?: string } = {}) =>
  study.act((edit) => createSet(edit, { name, description: '', codeIds, ...fields }));

test('a code that goes leaves its sets, one that is merged gives them to the other, the parts of one are in them', () => {
  const study = codedStudy();
  const { act, store } = study;
  const [a, b, c] = [study.code('a'), study.code('b'), study.code('c')];
  made(study, 'both', [a, b]);
  made(study, 'one', [a, c]);
  act((edit) => removeCode(edit, c));
  expect(named(study)).toEqual([
    ['both', 'a b'],
    ['one', 'a'],
  ]);
  act((edit) =>
    splitCode(edit, a, 'beside', [{ name: 'part', color: '#0072b2', definition: '', codingIds: [] }]),
  );
  const split = named(study);
  expect(split).toEqual([
    ['both', 'a b part'],
    ['one', 'a part'],
  ]);
  expect(previewChange(store.read, { kind: 'merge', id: a, into: b })).toMatchObject({ sets: 2 });
  act((edit) => mergeCode(edit, a, b));
  expect(named(study)).toEqual([
    ['both', 'b part'],
    ['one', 'part b'],
  ]);
  store.retrace('undo', actor);
  expect(named(study)).toEqual(split);
});

test('a version holds the sets, and says against today what was made, renamed, removed, and which codes moved', () => {
  const study = codedStudy();
  const { act, store } = study;
  const [a, b] = [study.code('a'), study.code('b')];
  const kept = made(study, 'kept', [a]);
  const gone = made(study, 'gone', []);
  const version = act((edit) => takeSnapshot(edit, { name: 'Pilot', note: '', personId: null }));
  act((edit) => edit.update('codeSet', kept, { name: 'renamed' }));
  act((edit) => removeSet(edit, gone));
  act((edit) => addToSet(edit, kept, b));
  made(study, 'new', []);
  const before = codebookOf(store.read, version);
  expect(before.sets).toMatchObject([{ name: 'kept', codeIds: [a] }, { name: 'gone' }]);
  expect(compareCodebooks(before, codebookNow(store.read))).toMatchObject({
    changed: [{ after: { id: b }, fields: ['sets'] }],
    sets: [
      { name: 'renamed', did: 'changed' },
      { name: 'new', did: 'added' },
      { name: 'gone', did: 'removed' },
    ],
  });
});

const file = (name: string, codeRefs: string[], fields: Partial<ImportedSet> = {}): ImportedSet => ({
  guid: null,
  name,
  description: '',
  codeRefs,
  unsaid: [],
  ...fields,
});
test('a set that is here takes in new codes when it is left, and what the file says of it when it is updated', () => {
  const study = codedStudy();
  const { act, store } = study;
  const [here, out] = [study.code('here', { guid: `${guid}1` }), study.code('out', { guid: `${guid}2` })];
  const mine = study.code('mine');
  const set = made(study, 'Pilot', [out, mine], { guid: `${guid}9` });
  act((edit) => edit.update('codeSet', set, { description: 'first round' }));
  const codes = [
    codeInFile('here', { guid: `${guid}1` }),
    codeInFile('out', { guid: `${guid}2` }),
    codeInFile('new', { guid: `${guid}3` }),
  ];
  const said = file('For the paper', ['here', 'new'], { guid: `${guid}9` });
  const take = (one: ImportedSet, onKnown: 'keep' | 'update') =>
    act((edit) => importCodes(edit, codes, onKnown, [one]));

  take(said, 'keep');
  expect(named(study)).toEqual([['Pilot', 'out mine new']]);
  store.retrace('undo', actor);
  // Of `mine` the file says nothing: it is not in it.
  take(said, 'update');
  expect(named(study)).toEqual([['For the paper', 'mine here new']]);
  expect(setsOf(store.read)).toMatchObject([{ id: set, description: '', guid: `${guid}9` }]);
  store.retrace('undo', actor);
  take({ ...said, codeRefs: [], unsaid: ['description', 'codeIds'] }, 'update');
  expect(named(study)).toEqual([['For the paper', 'out mine']]);
  expect(setsOf(store.read)).toMatchObject([{ description: 'first round' }]);
  expect(here).not.toBe(out);
});

test('refused whole: a set of a code that is not in the file, a guid given twice', () => {
  const study = codedStudy();
  const before = codebookNow(study.store.read);
  const refused = (...sets: ImportedSet[]) => {
    expect(() => study.act((edit) => importCodes(edit, [codeInFile('a')], 'update', sets))).toThrow(
      'INPUT_INVALID',
    );
    expect(codebookNow(study.store.read)).toEqual(before);
  };
  refused(file('one', ['a']), file('two', ['nobody']));
  refused(file('one', [], { guid: `${guid}9` }), file('two', [], { guid: `${guid}9` }));
});

/** Into a study and out again, as another program's file comes and goes. */
function throughStudy(
  read: { codebook: Codebook | null } & Omit<ReturnType<typeof readQdc>, 'codebook'>,
): Codebook {
  const { codebook, unsaid, unsaidOfSets } = read;
  if (codebook === null) throw new Error('refused');
  const study = codedStudy();
  const options = { unsaid, unsaidOfSets, isMinted: () => false, hasMoment: () => false };
  const { codes, sets } = toStudyCodes(codebook, { ...options, colorAt: () => '#0072b2' });
  study.act((edit) => importCodes(edit, codes, 'keep', sets));
  const once = codebookNow(study.store.read);
  // What is known already says nothing new.
  study.act((edit) => importCodes(edit, codes, 'update', sets));
  expect(codebookNow(study.store.read)).toEqual(once);
  return fromStudy(once, codebook.origin);
}

test('a codebook comes in and goes out as .qdc and JSON with its tree and its sets, under the same guids', () => {
  const held = ({ codes, sets }: Codebook) => ({
    codes: codes.map(({ id, parentId, name, definition, exclusiveGroup }) => ({
      id,
      parentId,
      name,
      definition,
      exclusiveGroup,
    })),
    sets,
  });
  fc.assert(
    fc.property(codebooks, fc.boolean(), (codebook, asJson) => {
      const options = { newId: countedIds() };
      const again = asJson
        ? readCodebookJson(writeCodebookJson(codebook), options)
        : readQdc(writeQdc(codebook), options);
      const out = throughStudy(again);
      const last = asJson
        ? readCodebookJson(writeCodebookJson(out), options)
        : readQdc(writeQdc(out), options);
      expect(last.codebook && held(last.codebook)).toEqual(held(codebook));
      expect(last.findings).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 60_000);

type Known = { readonly codes: ids.CodeId[]; readonly sets: ids.CodeSetId[] };

/** What may be done to sets and their codes; a pick that finds nothing does nothing. */
const moves: Record<string, (edit: Edit, known: Known, pick: number) => unknown> = {
  make: (edit, { codes }, pick) =>
    createSet(edit, { name: `s${pick}`, description: '', codeIds: codes.slice(0, pick % 3) }),
  put: (edit, { codes, sets }, pick) => {
    const [id, codeId] = [sets[pick % sets.length], codes[pick % codes.length]];
    if (id !== undefined && codeId !== undefined) addToSet(edit, id, codeId);
  },
  take: (edit, { sets }, pick) => {
    const set = setsOf(edit.read).find(({ id }) => id === sets[pick % sets.length]);
    const codeId = set?.codeIds[pick % set.codeIds.length];
    if (set !== undefined && codeId !== undefined) takeFromSet(edit, set.id, codeId);
  },
  rename: (edit, { sets }, pick) => {
    const id = sets[pick % sets.length];
    if (id !== undefined) edit.update('codeSet', id, { name: `r${pick}` });
  },
  removeSet: (edit, { sets }, pick) => {
    const id = sets[pick % sets.length];
    if (id !== undefined) removeSet(edit, id);
  },
  add: (edit, _, pick) => createCode(edit, { parentId: null, name: `c${pick}`, color: '#0072b2' }),
  change: (edit, { codes }, pick) => {
    const id = codes[pick % codes.length];
    if (id !== undefined) updateCode(edit, id, { definition: `d${pick}` });
  },
  removeCode: (edit, { codes }, pick) => {
    const id = codes[pick % codes.length];
    if (id !== undefined) removeCode(edit, id);
  },
  merge: (edit, { codes }, pick) => {
    const [id, into] = [codes[pick % codes.length], codes[(pick + 1) % codes.length]];
    if (id !== undefined && into !== undefined && id !== into) mergeCode(edit, id, into);
  },
  split: (edit, { codes }, pick) => {
    const id = codes[pick % codes.length];
    const part = { name: `p${pick}`, color: '#0072b2', definition: '', codingIds: [] };
    if (id !== undefined) splitCode(edit, id, 'beside', [part]);
  },
};

test('whatever is done to sets and their codes, undoing gives the beginning and redoing the end', () => {
  const script = fc.array(fc.tuple(fc.constantFrom(...Object.keys(moves)), fc.nat(50)), { maxLength: 25 });
  fc.assert(
    fc.property(script, (steps) => {
      const study = codedStudy();
      const { store } = study;
      const [a, b] = [study.code('a'), study.code('b')];
      made(study, 's', [a, b]);
      const beginning = codebookNow(store.read);
      let done = 0;
      for (const [name, pick] of steps) {
        const now = codebookNow(store.read);
        const known = { codes: now.codes.map(({ id }) => id), sets: now.sets.map(({ id }) => id) };
        const { change } = store.edit('codeSet.update', { actor }, (edit) =>
          moves[name]?.(edit, known, pick),
        );
        if (change.rows.length > 0) done += 1;
      }
      const end = codebookNow(store.read);
      // No set names a code that is gone.
      const present = new Set(end.codes.map(({ id }) => id));
      expect(end.sets.flatMap(({ codeIds }) => codeIds).every((id) => present.has(id))).toBe(true);
      for (let index = 0; index < done; index += 1) store.retrace('undo', actor);
      expect(codebookNow(store.read)).toEqual(beginning);
      for (let index = 0; index < done; index += 1) store.retrace('redo', actor);
      expect(codebookNow(store.read)).toEqual(end);
    }),
    { numRuns: 12 },
  );
}, 60_000);
