import { expect, test } from 'vitest';
import type { ImportedCode } from '../../../shared/contract/codebook-file.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { compareCodebooks } from '../../../shared/model/codebook.ts';
import type { CodingTarget } from '../../../shared/model/coding.ts';
import * as ids from '../../../shared/model/ids.ts';
import { actor, type CodedStudy, codedStudy, codeInFile } from '../../../tests/fixtures/coded-study.ts';
import { addExample, moveCode, removeCode, updateCode } from './code.ts';
import { mergeCode, previewChange, splitCode } from './code-restructure.ts';
import { codebookNow, codebookOf, countMoved, importCodes, listVersions, takeSnapshot } from './codebook.ts';
import { toggleCoding } from './coding.ts';
import { newId } from './ids.ts';
import { searchMoments } from './moment.ts';
import { appendTurns, createTranscript } from './transcript.ts';

const apply = (
  { act }: CodedStudy,
  momentId: ids.MomentId,
  codeId: ids.CodeId,
  personId: ids.PersonId,
  comment = '',
) =>
  act((edit) =>
    toggleCoding(edit, { kind: 'moment', momentId }, { codeId, personId }, { certainty: null, comment }),
  ).id;

/** Everything that a change of the codebook may touch. */
function everything({ store }: CodedStudy) {
  return {
    codes: store.read.all('SELECT * FROM codes ORDER BY id'),
    codings: store.read.all('SELECT * FROM codings ORDER BY id'),
    examples: store.read.all('SELECT * FROM code_examples ORDER BY id'),
    queries: store.read.all('SELECT * FROM saved_queries ORDER BY id'),
    search: store.read
      .all('SELECT rowid, codes FROM moment_search ORDER BY rowid')
      .map(({ rowid, codes }) => [rowid, String(codes).split('\n').sort()]),
  };
}

test('merging counts beforehand what it then does, loses no comment, and is undone in one step', () => {
  const study = codedStudy();
  const { store, coderId, otherCoderId, sessionId } = study;
  const into = study.code('Rupture', { definition: 'A break.' });
  const from = study.code('Break', { definition: 'Something breaks.', key: 'b', whenToUse: 'often' });
  const below = study.code('Withdrawal', { parentId: from });
  const [one, two] = [study.moment(0, 1000), study.moment(5000, 6000)];
  apply(study, one, from, coderId, 'of from');
  apply(study, one, into, coderId, 'of into');
  // Another coder's coding of the same moment is theirs, and stays beside.
  apply(study, one, from, otherCoderId);
  apply(study, two, from, coderId);
  apply(study, two, below, coderId);
  study.act((edit) => addExample(edit, { codeId: from, momentId: one, note: 'here' }));
  study.act((edit) => {
    const codeIds = [from];
    const where = { kind: 'code', codeIds, match: 'any', withDescendants: false, coderIds: null } as const;
    const saved = { name: 'Breaks', query: { of: 'moments', where: { kind: 'not', of: where } } } as const;
    edit.insert('savedQuery', { id: newId(ids.savedQueryId), ...saved, personId: null, changedAt: 1 });
  });
  const before = everything(study);

  expect(previewChange(store.read, { kind: 'merge', id: from, into })).toEqual({
    codings: 3,
    coders: 2,
    sessions: 1,
    codesBelow: 1,
    codingsBelow: 1,
    examples: 1,
    sets: 0,
    doubled: 1,
    overlapping: 0,
    left: 0,
    losing: [],
    gaining: [],
  });
  store.edit('code.merge', { actor: null }, (edit) => mergeCode(edit, from, into));
  const codings = store.read.all(
    'SELECT code_id, moment_id, person_id, comment FROM codings ORDER BY moment_id, person_id, code_id',
  );
  expect(codings).toEqual(
    expect.arrayContaining([
      { code_id: into, moment_id: one, person_id: coderId, comment: 'of into\n\nof from' },
      { code_id: into, moment_id: one, person_id: otherCoderId, comment: '' },
      { code_id: into, moment_id: two, person_id: coderId, comment: '' },
      { code_id: below, moment_id: two, person_id: coderId, comment: '' },
    ]),
  );
  expect(codings).toHaveLength(4);
  expect(codebookNow(store.read)).toMatchObject({
    codes: [
      { id: into, definition: 'A break.\n\nSomething breaks.', whenToUse: 'often', key: 'b' },
      { id: below, parentId: into },
    ],
    examples: [{ codeId: into, momentId: one, note: 'here' }],
  });
  expect(searchMoments(store.read, sessionId, 'rupture')).toHaveLength(2);
  expect(searchMoments(store.read, sessionId, 'break')).toHaveLength(0);
  expect(store.read.all('SELECT query FROM saved_queries')).toMatchObject([
    { query: expect.stringContaining(into) },
  ]);
  const merged = everything(study);
  store.retrace('undo', null);
  expect(everything(study)).toEqual(before);
  store.retrace('redo', null);
  expect(everything(study)).toEqual(merged);
});

test('merging into an exclusive group counts what would hold together with another of it, whatever it is said of', () => {
  const study = codedStudy();
  const { act, store, recordingId, coderId, otherCoderId, clientId, ofClient } = study;
  const group = { exclusiveGroup: 'Stance' };
  const from = study.code('Near');
  const into = study.code('Close', group);
  const rival = study.code('Distant', group);
  const [moment, alone, anothers] = [study.moment(0, 1000), study.moment(0, 1000), study.moment(0, 1000)];
  const statementId = study.statement(ofClient, clientId, 'I felt unseen');
  const turnId = act((edit) => {
    const made = { origin: 'written', sourceName: '', personId: null } as const;
    const id = createTranscript(edit, { recordingId, label: 'A', language: '' }, made);
    const rows = [{ speaker: 'C', startMs: 4000, endMs: 5000, text: 'It came back to me.' }];
    appendTurns(edit, id, rows, { isMachineMade: false, people: {} });
    return ids.turnId.parse(edit.read.get('SELECT id FROM turns WHERE transcript_id = ?', id)?.['id']);
  });
  const say = (codeId: ids.CodeId, target: CodingTarget, personId = coderId) =>
    act((edit) => toggleCoding(edit, target, { codeId, personId }));
  const span = (startMs: number, endMs: number) => ({ kind: 'span', recordingId, startMs, endMs }) as const;
  const words = (fromOffset: number, toOffset: number) =>
    ({ kind: 'passage', turnId, fromOffset, toOffset }) as const;
  const counted = () => previewChange(store.read, { kind: 'merge', id: from, into }).overlapping;

  // Beside each other, of another coder, or of nothing that the group knows of.
  for (const target of [span(0, 1000), words(0, 2)]) say(from, target);
  for (const target of [span(1000, 2000), words(3, 7)]) say(rival, target);
  say(from, { kind: 'moment', momentId: alone });
  say(from, { kind: 'moment', momentId: anothers });
  say(rival, { kind: 'moment', momentId: anothers }, otherCoderId);
  expect(counted()).toBe(0);
  const together = [
    [span(5000, 6000), span(5999, 7000)],
    [words(8, 12), words(11, 14)],
    [{ kind: 'moment', momentId: moment }],
    [{ kind: 'statement', statementId }],
  ] as const;
  for (const [index, [one, other = one]] of together.entries()) {
    say(from, one);
    say(rival, other);
    expect(counted()).toBe(index + 1);
  }
  // They stay, as was said.
  act((edit) => mergeCode(edit, from, into));
  expect(store.read.number('SELECT count(*) FROM codings WHERE code_id = ?', into)).toBe(8);
  expect(store.read.number('SELECT count(*) FROM codings WHERE code_id = ?', rival)).toBe(7);
});

test('a code is not merged into itself, nor into one inside it', () => {
  const study = codedStudy();
  const outer = study.code('outer');
  const inner = study.code('inner', { parentId: outer });
  const refused = new Failure('INPUT_INVALID', { field: 'into' });
  expect(() => study.act((edit) => mergeCode(edit, outer, inner))).toThrow(refused);
  expect(() => study.act((edit) => mergeCode(edit, outer, outer))).toThrow(refused);
  // The other way round it is lifted into its parent.
  study.act((edit) => mergeCode(edit, inner, outer));
  expect(codebookNow(study.store.read).codes.map(({ name }) => name)).toEqual(['outer']);
});

test('splitting gives each part the codings named, right after the code or inside it', () => {
  const study = codedStudy();
  const { store, coderId } = study;
  const code = study.code('Rupture', { kind: 'point', exclusiveGroup: 'alliance' });
  study.code('Last');
  const [a, b, c] = [0, 1, 2].map((at) =>
    apply(study, study.moment(at * 1000, at * 1000 + 500), code, coderId),
  );
  if (a === undefined || b === undefined) throw new Error('nothing was coded');
  const part = (name: string, codingIds: ids.CodingId[]) => ({
    name,
    color: '#d55e00',
    definition: '',
    codingIds,
  });
  const parts = [part('Withdrawal', [a]), part('Confrontation', [b])];
  expect(previewChange(store.read, { kind: 'split', id: code, parts })).toMatchObject({
    codings: 3,
    left: 1,
  });
  const before = everything(study);
  const [first, second] = study.act((edit) => splitCode(edit, code, 'beside', parts));
  expect(codebookNow(store.read).codes.map(({ name }) => name)).toEqual([
    'Rupture',
    'Withdrawal',
    'Confrontation',
    'Last',
  ]);
  expect(codebookNow(store.read).codes[1]).toMatchObject({ kind: 'point', exclusiveGroup: 'alliance' });
  const codeOf = (id: ids.CodingId | undefined) =>
    store.read.get('SELECT code_id FROM codings WHERE id = ?', id ?? null)?.['code_id'];
  expect([codeOf(a), codeOf(b), codeOf(c)]).toEqual([first, second, code]);
  store.retrace('undo', null);
  expect(everything(study)).toEqual(before);

  const twice = [part('One', [a]), part('Two', [a])];
  const refused = new Failure('INPUT_INVALID', { field: 'codingIds' });
  expect(() => study.act((edit) => splitCode(edit, code, 'inside', twice))).toThrow(refused);
  const [inside] = study.act((edit) => splitCode(edit, code, 'inside', [part('Inner', [a])]));
  expect(() => study.act((edit) => splitCode(edit, code, 'inside', [part('Again', [a])]))).toThrow(refused);
  expect(codebookNow(store.read).codes.find(({ id }) => id === inside)).toMatchObject({ parentId: code });
});

test('moving says beforehand which counts with descendants change', () => {
  const study = codedStudy();
  const [root, other] = [study.code('root'), study.code('other')];
  const group = study.code('group', { parentId: root });
  const code = study.code('code', { parentId: group });
  apply(study, study.moment(0, 1), code, study.coderId);
  const { read } = study.store;
  expect(previewChange(read, { kind: 'move', id: group, parentId: other })).toMatchObject({
    codings: 0,
    codingsBelow: 1,
    losing: [root],
    gaining: [other],
  });
  expect(previewChange(read, { kind: 'move', id: code, parentId: root })).toMatchObject({
    losing: [group],
    gaining: [],
  });
  expect(() => previewChange(read, { kind: 'move', id: root, parentId: code })).toThrow('INPUT_INVALID');
});

test('a key is one code’s; a retired code lets go of it, cannot be applied, and keeps what it was applied to', () => {
  const study = codedStudy();
  const { act, coderId } = study;
  const old = study.code('old', { key: 'r' });
  const momentId = study.moment(0, 1000);
  apply(study, momentId, old, coderId);
  const taken = new Failure('CONFLICT', { field: 'key', key: 'r', name: 'old' });
  expect(() => study.code('new', { key: 'r' })).toThrow(taken);
  act((edit) => updateCode(edit, old, { isRetired: true }));
  const now = study.code('new', { key: 'r' });
  expect(() => act((edit) => updateCode(edit, old, { isRetired: false }))).toThrow(
    new Failure('CONFLICT', { field: 'key', key: 'r', name: 'new' }),
  );
  expect(() => apply(study, study.moment(1, 2), old, coderId)).toThrow('INPUT_INVALID');
  expect(study.store.read.number('SELECT count(*) FROM codings WHERE code_id = ?', old)).toBe(1);
  // Taking it off is still possible.
  apply(study, momentId, old, coderId);
  act((edit) => removeCode(edit, old));
  act((edit) => updateCode(edit, now, { key: null }));
});

test('a version is kept whole, and says against today what was added, removed and changed', () => {
  const study = codedStudy();
  const { store, act } = study;
  const [a, b, c] = [study.code('a'), study.code('b'), study.code('c')];
  const momentId = study.moment(0, 1000);
  const version = act((edit) => takeSnapshot(edit, { name: 'Pilot', note: '', personId: null }));
  expect(listVersions(store.read)).toMatchObject([{ id: version, name: 'Pilot', codeCount: 3 }]);
  act((edit) => removeCode(edit, a));
  act((edit) => updateCode(edit, b, { definition: 'clearer', key: 'b' }));
  act((edit) => addExample(edit, { codeId: c, momentId, note: '' }));
  const d = study.code('d');
  act((edit) => moveCode(edit, c, d, null));
  const changes = compareCodebooks(codebookOf(store.read, version), codebookNow(store.read));
  expect(changes).toMatchObject({
    added: [{ id: d }],
    removed: [{ id: a, name: 'a' }],
    changed: [
      { before: { id: c, parentId: null }, fields: expect.arrayContaining(['parentId', 'examples']) },
      { after: { id: b, definition: 'clearer' }, fields: ['key', 'definition'] },
    ],
  });
  const same = codebookOf(store.read, version);
  expect(compareCodebooks(same, same)).toEqual({ added: [], removed: [], changed: [], sets: [] });
});

test('a codebook is imported whole, or refused whole: deep, with known guids, taken keys, rings', () => {
  const study = codedStudy();
  const { store, act } = study;
  const guid = '6f1c2d3e-0000-4000-8000-000000000001';
  study.code('Mine', { key: 'm' });
  const chain = Array.from({ length: 300 }, (_, level) =>
    codeInFile(`level ${level}`, { parentRef: level === 0 ? null : `level ${level - 1}` }),
  );
  const examples = [{ momentId: newId(ids.momentId), note: '“I felt seen”, of a moment of another study' }];
  const known = codeInFile('known', { guid, definition: 'first', examples });
  // Children before parents, as files have them too.
  const first = act((edit) =>
    importCodes(edit, [...chain.toReversed(), known, codeInFile('wants m', { key: 'm' })], 'keep'),
  );
  expect(first).toEqual({
    created: 302,
    updated: 0,
    kept: 0,
    keysTaken: [{ ref: 'wants m', key: 'm', by: 'Mine' }],
  });
  const definition = () =>
    store.read.get('SELECT definition FROM codes WHERE guid = ?', guid)?.['definition'];
  const again = [{ ...known, definition: 'second' }];
  expect(act((edit) => importCodes(edit, again, 'keep'))).toMatchObject({ created: 0, kept: 1 });
  expect(definition()).toBe('first');
  expect(act((edit) => importCodes(edit, again, 'update'))).toMatchObject({ created: 0, updated: 1 });
  expect(definition()).toBe('second');
  // Once, though it was in both files.
  expect(codebookNow(store.read).examples).toMatchObject([{ momentId: null, note: examples[0]?.note }]);

  const before = codebookNow(store.read);
  const refused = (...codes: ImportedCode[]) => {
    expect(() => act((edit) => importCodes(edit, codes, 'keep'))).toThrow('INPUT_INVALID');
    expect(codebookNow(store.read)).toEqual(before);
  };
  refused(codeInFile('new'), codeInFile('a', { parentRef: 'b' }), codeInFile('b', { parentRef: 'a' }));
  refused(codeInFile('new'), codeInFile('orphan', { parentRef: 'nobody' }));
  refused(codeInFile('twice'), codeInFile('twice'));
  refused(codeInFile('one', { guid }), codeInFile('two', { guid }));
});

test('an update takes what the file says, the tree too, and leaves what it says nothing of', () => {
  const study = codedStudy();
  const { store, act } = study;
  const all = { shortLabel: 'Rup', exclusiveGroup: 'Stance', isRetired: true, kind: 'point' } as const;
  const rupture = study.code('Rupture', { key: 'r', definition: 'first', ...all });
  const repair = study.code('Repair', { parentId: rupture, color: '#d55e00' });
  const inner = study.code('Inner', { parentId: repair, key: 'i' });
  const row = (id: ids.CodeId) => codebookNow(store.read).codes.find((code) => code.id === id);
  // As a .qdc that another program wrote: the tree turned upside down, and no place for most of it.
  const unsaid: ImportedCode['unsaid'] = [
    'key',
    'shortLabel',
    'isRetired',
    'kind',
    'exclusiveGroup',
    'color',
  ];
  const file = [
    codeInFile('inner', { guid: inner, name: 'Inner', unsaid }),
    codeInFile('new', { parentRef: 'inner' }),
    codeInFile('repair', { guid: repair, name: 'Repair', parentRef: 'new', unsaid }),
    codeInFile('rupture', {
      guid: rupture,
      name: 'Rupture',
      definition: 'second',
      parentRef: 'repair',
      unsaid,
    }),
  ];
  const before = [rupture, repair, inner].map(row);
  expect(countMoved(store.read, file)).toBe(3);
  expect(act((edit) => importCodes(edit, file, 'keep'))).toMatchObject({ created: 1, kept: 3 });
  expect([rupture, repair, inner].map(row)).toEqual(before);
  store.retrace('undo', actor);
  expect(act((edit) => importCodes(edit, file, 'update'))).toMatchObject({ created: 1, updated: 3 });
  const added = codebookNow(store.read).codes.find(({ name }) => name === 'new');
  expect(row(rupture)).toMatchObject({ key: 'r', definition: 'second', parentId: repair, ...all });
  expect(row(repair)).toMatchObject({ color: '#d55e00', parentId: added?.id });
  expect([row(inner)?.parentId, row(inner)?.key, added?.parentId]).toEqual([null, 'i', inner]);
  expect(
    countMoved(
      store.read,
      file.filter(({ ref }) => ref !== 'new' && ref !== 'repair'),
    ),
  ).toBe(1);

  // A table of names and definitions says nothing of parents: all stay where they are.
  const flat = [codeInFile('rupture', { guid: rupture, name: 'Rupture', unsaid: [...unsaid, 'parentId'] })];
  expect(countMoved(store.read, flat)).toBe(0);
  act((edit) => importCodes(edit, flat, 'update'));
  expect(row(rupture)).toMatchObject({ parentId: repair, definition: '' });
  // What is said is taken, also when it is nothing.
  act((edit) => importCodes(edit, [codeInFile('inner', { guid: inner, name: 'Inner' })], 'update'));
  expect(row(inner)?.key).toBeNull();
});
