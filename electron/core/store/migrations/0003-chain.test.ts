import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { testDevice } from '../../../../tests/fixtures/device.ts';
import { temporaryFolder } from '../../../../tests/fixtures/study.ts';
import { linesOf } from '../journal.ts';
import { Store } from '../store.ts';
import { migrations } from './migrate.ts';

/** A case added and renamed, as version 2 wrote it, on two devices. */
const caseRow = { id: 'ca', label: 'A', note: '', createdAt: 1 };
const renamed = { ...caseRow, label: 'Bé “quoted”' };
const old = [
  [1, 'j1', `000000000001-0000-x`, testDevice, null, 'study.create', 'edit', 0, null, 1, []],
  [
    2,
    'j2',
    `000000000002-0000-x`,
    testDevice,
    'pe',
    'case.create',
    'edit',
    1,
    null,
    2,
    [
      { entity: 'case', id: 'ca', before: null, after: caseRow },
      { entity: 'case', id: 'cb', before: null, after: { ...caseRow, id: 'cb' } },
    ],
  ],
  [
    3,
    'j3',
    `000000000003-0000-x`,
    testDevice,
    'pe',
    'case.update',
    'edit',
    1,
    'step',
    3,
    [{ entity: 'case', id: 'ca', before: caseRow, after: renamed }],
  ],
] as const;

test('a journal of version 2 is chained from its first entry, and undo goes on over it', async () => {
  const path = join(await temporaryFolder(), 'study.db');
  const database = new Database(path);
  for (const { sql } of migrations.slice(0, 2)) database.exec(sql);
  database.exec(`INSERT INTO studies VALUES ('st', 'Old', '', '{}', 1)`);
  database.exec(`INSERT INTO cases VALUES ('ca', '${renamed.label}', '', 1), ('cb', 'A', '', 1)`);
  const insert = database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertRow = database.prepare('INSERT INTO journal_rows VALUES (?, ?, ?)');
  for (const [seq, ...entry] of old) {
    const diffs = entry[9];
    insert.run(seq, ...entry.slice(0, 9), JSON.stringify(diffs));
    for (const diff of diffs) insertRow.run(diff.entity, diff.id, seq);
  }
  database.pragma('user_version = 2');
  database.close();

  const store = Store.open(path, testDevice, () => {});
  onTestFinished(() => store.close());
  expect(await store.verifyChain()).toMatchObject({ entryCount: 3, erasedCount: 0, broken: null });
  expect(linesOf(store.read, 'case', 'ca').map(({ seq, name }) => [seq, name])).toEqual([
    [3, 'case.update'],
    [2, 'case.create'],
  ]);
  store.retrace('undo', null);
  expect(store.read.all('SELECT id, label FROM cases ORDER BY id')).toEqual([
    { id: 'ca', label: 'A' },
    { id: 'cb', label: 'A' },
  ]);
  store.retrace('undo', null);
  expect(store.read.all('SELECT id FROM cases')).toEqual([]);
  expect(await store.verifyChain()).toMatchObject({ entryCount: 5, broken: null });
});
