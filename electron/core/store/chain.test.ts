import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { caseId } from '../../../shared/model/ids.ts';
import { testDevice } from '../../../tests/fixtures/device.ts';
import { temporaryFolder } from '../../../tests/fixtures/study.ts';
import { newId } from './ids.ts';
import { Store } from './store.ts';

const actor = null;
const strange = 'Frau “Ünal”\n\u2028\u007f "quoted" \\ 🎧';

function addCase(store: Store, label: string) {
  const id = newId(caseId);
  store.edit('case.create', { actor }, (edit) => edit.insert('case', { id, label, note: '', createdAt: 1 }));
  return id;
}

/** Two cases, one renamed, an undo, an export: entries 1 to 5. */
async function begin() {
  const path = join(await temporaryFolder(), 'study.db');
  const store = Store.open(path, testDevice, () => {});
  onTestFinished(() => store.close());
  const ada = addCase(store, strange);
  const ben = addCase(store, 'Ben');
  store.edit('case.update', { actor }, (edit) => edit.update('case', ada, { note: 'came late' }));
  store.edit('case.update', { actor }, (edit) => {
    edit.update('case', ada, { note: 'came' });
    edit.update('case', ben, { note: 'never came' });
  });
  store.logOccurrence('study.exported', actor, { what: 'moments', purpose: 'for Ben', rowCount: 12 });
  return { path, store, ada, ben };
}

/** Somebody with the file and a tool of their own, who knows about the triggers. */
function forge(path: string, sql: string): void {
  const database = new Database(path);
  for (const name of ['journal_keeps', 'journal_stays', 'journal_contents_keep', 'journal_contents_stay'])
    database.exec(`DROP TRIGGER ${name}`);
  database.pragma('ignore_check_constraints = ON');
  database.exec(sql);
  database.close();
}

test('the chain is what its recipe says, worked out by hand from the file', async () => {
  const { path, store } = await begin();
  const sha256 = (...parts: (string | Buffer)[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest('hex');
  };
  const database = new Database(path, { readonly: true });
  onTestFinished(() => void database.close());
  type Entry = Record<string, string | number | null> & { seq: number; digest: Buffer };
  type Piece = { entity: string; row_id: string; contents: string; salt: Buffer; digest: Buffer };
  const entries = database.prepare<[], Entry>('SELECT * FROM journal ORDER BY seq').all();
  const pieces = database.prepare<[number], Piece>(
    'SELECT * FROM journal_contents WHERE seq = ? ORDER BY position',
  );
  let previous = '0'.repeat(64);
  for (const { digest, ...facts } of entries) {
    const told = pieces.all(facts.seq).map((piece) => {
      expect(piece.digest.toString('hex')).toBe(sha256(piece.salt, piece.contents));
      return [piece.entity, piece.row_id, piece.digest.toString('hex')];
    });
    previous = sha256(JSON.stringify([previous, ...Object.values(facts), told]));
    expect([facts.seq, digest.toString('hex')]).toEqual([facts.seq, previous]);
  }
  expect(await store.verifyChain()).toMatchObject({
    entryCount: 5,
    erasedCount: 0,
    head: previous,
    broken: null,
  });
});

test.each([
  ["UPDATE journal SET actor = 'somebody' WHERE seq = 3", { seq: 3, fault: 'entry' }],
  ['UPDATE journal SET at = at - 1 WHERE seq = 1', { seq: 1, fault: 'entry' }],
  ['UPDATE journal SET digest = zeroblob(32) WHERE seq = 2', { seq: 2, fault: 'entry' }],
  [
    "UPDATE journal_contents SET contents = replace(contents, 'never', 'often') WHERE seq = 4",
    { seq: 4, fault: 'contents' },
  ],
  [
    'UPDATE journal_contents SET salt = zeroblob(32) WHERE seq = 4 AND position = 1',
    { seq: 4, fault: 'contents' },
  ],
  [
    "UPDATE journal_contents SET row_id = 'another' WHERE seq = 4 AND position = 1",
    { seq: 4, fault: 'entry' },
  ],
  ['DELETE FROM journal_contents WHERE seq = 4 AND position = 0', { seq: 4, fault: 'entry' }],
  [
    'DELETE FROM journal_contents WHERE seq = 3; DELETE FROM journal WHERE seq = 3',
    { seq: 3, fault: 'missing' },
  ],
  ['UPDATE journal_contents SET contents = NULL, salt = NULL WHERE seq = 3', { seq: 3, fault: 'erasure' }],
  [
    'UPDATE journal_contents SET contents = NULL, salt = NULL, erased_by = 5 WHERE seq = 3',
    { seq: 5, fault: 'erasure' },
  ],
  [
    "INSERT INTO journal SELECT 0, 'x', stamp, device_id, actor, name, kind, is_undoable, step, at, digest FROM journal WHERE seq = 1",
    { seq: 0, fault: 'missing' },
  ],
] as const)('forged: %s', async (sql, broken) => {
  const { path, store } = await begin();
  forge(path, sql);
  expect((await store.verifyChain()).broken).toEqual(broken);
});

test('any byte of any column changed shows, at its place', async () => {
  const { path, store } = await begin();
  const cells = [
    ...['id', 'stamp', 'device_id', 'name', 'kind', 'is_undoable', 'at', 'digest'].map((column) => [
      'journal',
      column,
    ]),
    ...['row_id', 'entity', 'contents', 'salt', 'digest'].map((column) => ['journal_contents', column]),
  ] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...cells),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(),
      async ([table, column], seq, at) => {
        const database = new Database(path);
        const row = database
          .prepare<[number], Record<string, Buffer | string | number>>(`SELECT * FROM ${table} WHERE seq = ?`)
          .get(seq);
        const value = row?.[column ?? ''];
        if (value === undefined) throw new Error(`no ${column} in ${table}`);
        forge(path, '');
        const put = database.prepare(
          `UPDATE ${table} SET ${column} = ? WHERE seq = ?${table === 'journal' ? '' : ' AND position = 0'}`,
        );
        put.run(changed(value, at), seq);
        expect((await store.verifyChain()).broken?.seq).toBe(seq);
        put.run(value, seq);
        database.exec(triggersBack);
        database.close();
        expect((await store.verifyChain()).broken).toBeNull();
      },
    ),
    { numRuns: 60 },
  );
});

/** Restored as they need to be for `forge` to drop them again. */
const triggersBack = ['journal_keeps', 'journal_stays', 'journal_contents_keep', 'journal_contents_stay']
  .map((name) => `CREATE TRIGGER ${name} BEFORE UPDATE ON views BEGIN SELECT 1; END;`)
  .join('\n');

function changed(value: Buffer | string | number, at: number): Buffer | string | number {
  if (typeof value === 'number') return value + 1 + (at % 1000);
  const bytes = Buffer.from(value);
  const index = at % bytes.length;
  if (typeof value === 'string') return `${value.slice(0, index)}~${value.slice(index + 1)}`;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (at % 8));
  return bytes;
}

test('one row’s contents are erased from every entry, the others stay, and the chain is whole', async () => {
  const { path, store, ada, ben } = await begin();
  const { head } = await store.verifyChain();
  expect(store.eraseContents({ rowIds: [ada] }, actor)).toBe(3);
  expect(await store.verifyChain()).toMatchObject({ entryCount: 6, erasedCount: 3, broken: null });

  const database = new Database(path, { readonly: true });
  onTestFinished(() => void database.close());
  const left = database
    .prepare(
      'SELECT seq, position, row_id, contents, salt IS NULL AS isSaltless, erased_by FROM journal_contents WHERE seq IN (1, 4) ORDER BY seq, position',
    )
    .all();
  expect(left).toEqual([
    { seq: 1, position: 0, row_id: ada, contents: null, isSaltless: 1, erased_by: 6 },
    { seq: 4, position: 0, row_id: ada, contents: null, isSaltless: 1, erased_by: 6 },
    {
      seq: 4,
      position: 1,
      row_id: ben,
      contents: expect.stringContaining('never came'),
      isSaltless: 0,
      erased_by: null,
    },
  ]);
  // Nothing before the erasure has another digest than it had.
  expect(database.prepare('SELECT lower(hex(digest)) AS head FROM journal WHERE seq = 5').get()).toEqual({
    head,
  });
  expect(store.eraseContents({ rowIds: [ada] }, actor)).toBe(0);
});

test('what was erased cannot be undone, and says so; what came after can', async () => {
  const { store, ada } = await begin();
  store.eraseContents({ rowIds: [ada] }, actor);
  addCase(store, 'Cleo');
  store.retrace('undo', actor);
  expect(() => store.retrace('undo', actor)).toThrow(new Failure('UNDO_BLOCKED'));
  expect(store.read.number('SELECT count(*) FROM cases')).toBe(2);
});

test('there is no other door: neither contents nor salt, nor an erasure without its entry, nor an erasure of one', async () => {
  const { path, store, ada } = await begin();
  store.eraseContents({ rowIds: [ada] }, actor);
  const database = new Database(path);
  onTestFinished(() => void database.close());
  const attempts = [
    "UPDATE journal_contents SET contents = 'x' WHERE seq = 2",
    'UPDATE journal_contents SET salt = NULL WHERE seq = 2',
    'UPDATE journal_contents SET contents = NULL, salt = NULL, erased_by = 5 WHERE seq = 2',
    'UPDATE journal_contents SET contents = NULL, salt = NULL, erased_by = 99 WHERE seq = 2',
    "UPDATE journal_contents SET contents = 'x', salt = zeroblob(32), erased_by = NULL WHERE seq = 1",
    'UPDATE journal_contents SET contents = NULL, salt = NULL, erased_by = 6 WHERE seq = 6',
    'UPDATE journal_contents SET digest = zeroblob(32) WHERE seq = 2',
    'DELETE FROM journal_contents',
    "UPDATE journal SET name = 'x'",
    'DELETE FROM journal',
  ];
  for (const sql of attempts) expect(() => database.exec(sql), sql).toThrow('append-only');
  expect((await store.verifyChain()).broken).toBeNull();
});

test('an erasure that erased more than it says shows', async () => {
  const { path, store, ada, ben } = await begin();
  store.eraseContents({ rowIds: [ada] }, actor);
  forge(
    path,
    `UPDATE journal_contents SET contents = NULL, salt = NULL, erased_by = 6 WHERE row_id = '${ben}' AND seq = 2`,
  );
  expect((await store.verifyChain()).broken).toEqual({ seq: 6, fault: 'erasure' });
});

test('occurrences are no undo steps, also after a restart, and edits go on while the chain is looked through', async () => {
  const { path, store } = await begin();
  const other = Store.open(path, testDevice, () => {});
  expect(other.retrace('undo', actor).name).toBe('case.update');
  other.close();
  const again = Store.open(path, testDevice, () => {});
  onTestFinished(() => again.close());
  const looking = again.verifyChain();
  addCase(again, 'Dora');
  expect(await looking).toMatchObject({ entryCount: 6, broken: null });
  expect(await again.verifyChain()).toMatchObject({ entryCount: 7, broken: null });
  expect(store.read.number("SELECT count(*) FROM journal WHERE kind = 'occurrence'")).toBe(1);
});
