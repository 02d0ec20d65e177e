import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refOf } from '../../electron/core/study/library.ts';
import { openStudyFolder } from '../../electron/core/study/open.ts';
import { clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { testDevice } from '../fixtures/device.ts';

/** Names and details of what was logged, oldest first, read as another program would. */
async function logged(folder: string) {
  const study = await openStudyFolder(folder, testDevice);
  const rows = study.store.read.all(
    `SELECT j.name, j.actor, c.contents FROM journal j JOIN journal_contents c ON c.seq = j.seq
     WHERE j.kind = 'occurrence' ORDER BY j.seq`,
  );
  const { broken } = await study.store.verifyChain();
  await study.close();
  expect(broken).toBeNull();
  return rows.map((row) => [row['name'], JSON.parse(String(row['contents']))]);
}

const circumstances = { host: 'browser', version: '0.0.0', system: process.platform };

test('opening, exporting and closing are logged; a study that was only looked at is not backed up for it', async () => {
  const { core, folder } = await startCore();
  const client = clientOf(core);
  const { ref } = await client.study.create({ title: 'Logged' });
  const person = await client.person.create({ kind: 'team', name: 'KR', role: 'researcher', actor: null });
  await client.export.moments({
    sessionId: null,
    format: 'csv',
    rowPer: 'moment',
    hasByteOrderMark: false,
    actor: person.id,
    purpose: 'supervision',
  });
  await client.study.close();
  const [backup] = await client.backup.list({ ref });
  await client.study.open({ ref });
  await client.study.close();
  expect(await client.backup.list({ ref })).toEqual([backup]);
  await client.backup.restore({ ref, name: backup?.name ?? '', actor: person.id });
  await client.study.close();
  expect(await logged(join(folder, 'studies/Logged.stillpoint'))).toEqual([
    ['study.opened', circumstances],
    ['study.exported', { what: 'moments', file: 'Logged moments.csv', purpose: 'supervision', rowCount: 0 }],
    ['study.closed', {}],
    ['study.opened', circumstances],
    ['backup.restored', { name: backup?.name }],
    ['study.closed', {}],
  ]);
});

test('what happens while nothing can be written is counted outside, and moved in when the study is opened again', async () => {
  const { core, folder } = await startCore();
  const client = clientOf(core);
  const { ref } = await client.study.create({ title: 'Damaged' });
  const backup = await client.backup.make();
  await client.study.close();
  const path = join(folder, 'studies/Damaged.stillpoint');
  await truncate(join(path, 'study.db'), 5000);
  expect(await refusal(client.study.open({ ref }))).toMatchObject({ code: 'STUDY_DAMAGED' });
  expect(await refusal(client.study.open({ ref }))).toMatchObject({ code: 'STUDY_DAMAGED' });
  await core.context.app.noted.note(refOf(path), 'study.unlockFailed');
  // Another app of the same user finds what this one counted.
  const later = await startCore(folder);
  const again = clientOf(later.core);
  await again.backup.restore({ ref, name: backup.name });
  await again.study.close();
  await again.study.open({ ref });
  await again.study.close();
  const found = (await logged(path)).slice(-7);
  const times = { firstAt: expect.any(Number), lastAt: expect.any(Number) };
  expect(found).toEqual([
    ['study.unlockFailed', { count: 1, ...times }],
    ['study.damaged', { count: 2, ...times }],
    ['study.opened', circumstances],
    ['backup.restored', { name: backup.name }],
    ['study.closed', {}],
    ['study.opened', circumstances],
    ['study.closed', {}],
  ]);
});
