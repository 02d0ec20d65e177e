import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as ids from '../../../shared/model/ids.ts';
import { testDevice } from '../../../tests/fixtures/device.ts';
import { connect } from './connection.ts';
import { newId } from './ids.ts';
import { Store } from './store.ts';
import { createStudy } from './study.ts';

test('a hundred edits in a row never wait for the log to be copied; it is when they have come to rest', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillpoint-checkpoint-'));
  const path = join(folder, 'study.db');
  const store = Store.open(path, testDevice, () => {});
  /** What the database holds by itself, without the log beside it. */
  const countCopied = (): number => {
    const alone = join(folder, 'alone.db');
    copyFileSync(path, alone);
    const database = connect(alone);
    const isMade = database.get("SELECT 1 FROM sqlite_schema WHERE name = 'cases'") !== undefined;
    const count = isMade ? database.number('SELECT count(*) FROM cases') : 0;
    database.close();
    return count;
  };
  store.edit('study.create', { actor: null }, (edit) => createStudy(edit, 'A study'));
  for (let index = 0; index < 100; index += 1)
    store.edit('case.create', { actor: null }, (edit) =>
      edit.insert('case', {
        id: newId(ids.caseId),
        label: `${index}`,
        note: 'x'.repeat(20_000),
        createdAt: 1,
      }),
    );
  expect(countCopied()).toBe(0);
  await expect.poll(countCopied, { timeout: 10_000 }).toBe(100);
  store.close();
  rmSync(folder, { recursive: true });
});
