import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { newId } from '../../electron/core/store/ids.ts';
import { openStudyFolder } from '../../electron/core/study/open.ts';
import { caseId } from '../../shared/model/ids.ts';
import { type Client, clientOf } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { testDevice } from '../fixtures/device.ts';
import { passphrase } from '../fixtures/sealed-study.ts';

const actor = null;
const isDatabase = (name: string): boolean => /^study\.db(-wal|-shm)?$/.test(name);

/** The database of a study, open or not, with whatever SQLite keeps beside it; what comes back lays it in its place again. */
async function copyOfDatabase(folder: string): Promise<(target?: string) => Promise<void>> {
  const names = (await readdir(folder)).filter(isDatabase);
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })),
  );
  return async (target = folder) => {
    for (const name of (await readdir(target)).filter(isDatabase)) await rm(join(target, name));
    for (const { name, bytes } of files) await writeFile(join(target, name), bytes);
  };
}

/** A study with one case in it; `secret` null: in the clear. */
async function begin(secret: string | null = null) {
  const { core, folder } = await startCore();
  const client = clientOf(core);
  const { ref, study } = await client.study.create({ title: 'Kept', passphrase: secret });
  await client.case.create({ actor, label: 'A' });
  const studyFolder = join(folder, 'studies/Kept.stillpoint');
  const open = (by: Client = client) => by.study.open({ ref, ...(secret !== null && { secret }) });
  return { core, client, folder, studyFolder, ref, study, open };
}

async function addCases(client: Client, ...labels: string[]): Promise<void> {
  for (const label of labels) await client.case.create({ actor, label });
}

/** Where the log of the open study ends. */
const endOf = async (client: Client): Promise<number> => (await client.study.load())?.seq ?? 0;

async function logged(client: Client): Promise<unknown[]> {
  const { seqs } = await client.journal.find({ kind: 'occurrence' });
  const lines = await client.journal.lines({ seqs: seqs.slice(0, 200) });
  return lines.filter(({ name }) => name === 'study.setBack').map(({ details }) => details);
}

test.each([
  ['in the clear', null],
  ['sealed', passphrase],
])(
  'an older copy in the place of the database is told and logged, once, and opens: %s',
  async (_, secret) => {
    const { core, client, folder, studyFolder, study, open } = await begin(secret);
    // With a write-ahead log that nobody has copied into it yet.
    expect(await readdir(studyFolder)).toContain('study.db-wal');
    const now = await endOf(client);
    const putBack = await copyOfDatabase(studyFolder);
    await addCases(client, 'B', 'C');
    const before = (await endOf(client)) + 1;
    await client.study.close();
    await putBack();
    const opened = await open();
    expect(opened.cases.map(({ label }) => label)).toEqual(['A']);
    const times = { beforeAt: expect.any(Number), nowAt: expect.any(Number) };
    expect(opened.setBack).toEqual({ before, now, ...times });
    expect((await client.study.load())?.setBack).toEqual(opened.setBack);
    expect(await logged(client)).toEqual([opened.setBack]);
    expect(await client.journal.verify()).toMatchObject({ broken: null });
    // From here on this is what is known, here and when the app was started again.
    await addCases(client, 'D');
    await client.study.close();
    expect((await open()).setBack).toBeNull();
    await core.dispose();
    const again = clientOf((await startCore(folder)).core);
    expect((await open(again)).setBack).toBeNull();
    expect(await logged(again)).toHaveLength(1);

    const kept = await readFile(join(folder, 'profile/heads.json'), 'utf8');
    expect(kept).not.toContain(study.id);
    expect(kept).not.toContain('Kept');
  },
);

test('a log that was gone on with from an older copy is longer, and is told of all the same', async () => {
  const { client, studyFolder, open } = await begin();
  const putBack = await copyOfDatabase(studyFolder);
  await addCases(client, 'B');
  const before = (await endOf(client)) + 1;
  await client.study.close();
  await putBack();
  const elsewhere = await openStudyFolder(studyFolder, testDevice);
  for (const label of ['D', 'E', 'F', 'G', 'H'])
    elsewhere.store.edit('case.create', { actor }, (edit) =>
      edit.insert('case', { id: newId(caseId), label, note: '', createdAt: 0 }),
    );
  const now = elsewhere.store.lastSeq;
  await elsewhere.close();
  expect(now).toBeGreaterThan(before);
  expect((await open()).setBack).toMatchObject({ before, now });
});

test('work on another computer, which has all that was known here, is nothing to tell', async () => {
  const { client, studyFolder, open } = await begin();
  await client.study.close();
  const elsewhere = await openStudyFolder(studyFolder, testDevice);
  elsewhere.store.edit('case.create', { actor }, (edit) =>
    edit.insert('case', { id: newId(caseId), label: 'B', note: '', createdAt: 0 }),
  );
  await elsewhere.close();
  const opened = await open();
  expect(opened.setBack).toBeNull();
  expect(opened.cases).toHaveLength(2);
});

test('a backup that the app put in its place is what was asked for; an older copy after that is told of', async () => {
  const { client, studyFolder, ref, open } = await begin();
  const putBack = await copyOfDatabase(studyFolder);
  await addCases(client, 'B');
  const { name } = await client.backup.make();
  await addCases(client, 'C');
  const restored = await client.backup.restore({ ref, name });
  expect(restored.setBack).toBeNull();
  expect(restored.cases).toHaveLength(2);
  await client.study.close();
  expect((await open()).setBack).toBeNull();
  await client.study.close();
  // Of a study that is not open, with the newest entry gone from it: damaged, for instance.
  await client.backup.restore({ ref, name });
  await client.study.close();
  expect((await open()).setBack).toBeNull();
  expect(await logged(client)).toEqual([]);
  await client.study.close();
  await putBack();
  expect((await open()).setBack).not.toBeNull();
});

test('a backup that was restored on another computer is told by the log itself', async () => {
  const { client, studyFolder, open } = await begin();
  const { name } = await client.backup.make();
  await addCases(client, 'B');
  await client.study.close();
  const { core: elsewhere } = await startCore();
  const ref = elsewhere.context.app.library.name(studyFolder);
  const other = clientOf(elsewhere);
  await other.backup.restore({ ref, name });
  await other.study.close();
  const opened = await open();
  expect(opened.setBack).toBeNull();
  expect(opened.cases).toHaveLength(1);
});

test('sealing a study, and bringing it into the clear, leaves its log as it was', async () => {
  const { client, ref, open } = await begin();
  expect((await client.seal.convert({ ref, secret: passphrase })).setBack).toBeNull();
  expect((await client.seal.convert({ ref, secret: passphrase })).setBack).toBeNull();
  await client.study.close();
  const opened = await open();
  expect([opened.isSealed, opened.setBack]).toEqual([false, null]);
});

test('a copy of the study elsewhere may be older, and each is known by what it was itself', async () => {
  const { client, folder, studyFolder, open } = await begin();
  await client.study.close();
  const copied = join(folder, 'studies/Copy.stillpoint');
  await cp(studyFolder, copied, { recursive: true });
  const openCopy = async () => {
    const listing = (await client.study.list()).find((one) => one.folder.endsWith('Copy.stillpoint'));
    return await client.study.open({ ref: listing?.ref ?? '' });
  };
  await open();
  await addCases(client, 'B', 'C');
  expect((await openCopy()).setBack).toBeNull();
  expect((await open()).setBack).toBeNull();
  expect((await openCopy()).setBack).toBeNull();
  await addCases(client, 'D', 'E', 'F', 'G');
  await client.study.close();
  // Each of them put in the place of the other.
  const [ofStudy, ofCopy] = await Promise.all([studyFolder, copied].map(copyOfDatabase));
  await ofStudy?.(copied);
  await ofCopy?.(studyFolder);
  expect((await openCopy()).setBack).not.toBeNull();
  expect((await open()).setBack).not.toBeNull();
});

test('what this computer never saw, or does not know any more, is noted and no more', async () => {
  const { core, client, folder, studyFolder, open } = await begin();
  const putBack = await copyOfDatabase(studyFolder);
  await addCases(client, 'B', 'C');
  await client.study.close();
  // Another study, made in the place of this one.
  await rename(studyFolder, join(folder, 'aside'));
  expect((await client.study.create({ title: 'Kept' })).setBack).toBeNull();
  await client.study.close();
  await rm(studyFolder, { recursive: true });
  await rename(join(folder, 'aside'), studyFolder);
  expect((await open()).setBack).toBeNull();
  await core.dispose();

  const heads = join(folder, 'profile/heads.json');
  for (const text of ['', '[]', '{"a":{"seq":"9"}}', null]) {
    await putBack();
    if (text === null) await rm(join(folder, 'profile'), { recursive: true });
    else await writeFile(heads, text);
    const { core: again } = await startCore(folder);
    const opened = await open(clientOf(again));
    await again.dispose();
    expect([text, opened.setBack]).toEqual([text, null]);
  }
});

test('killed while it is worked in, the study has all that was known of it; an older copy of it has not', async () => {
  const { core, folder, studyFolder, open } = await begin();
  await core.dispose();
  const putBack = await copyOfDatabase(studyFolder);
  const entry = join(import.meta.dirname, '../fixtures/edit-until-killed.ts');
  const run = async () => {
    const child = spawn(process.execPath, [entry, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    await once(createInterface(child.stdout), 'line');
    child.kill('SIGKILL');
    await ended;
  };
  for (const _ of [1, 2, 3]) await run();
  const { core: after } = await startCore(folder);
  const opened = await open(clientOf(after));
  expect(opened.setBack).toBeNull();
  expect(opened.cases.length).toBeGreaterThan(3);
  await after.dispose();

  await run();
  await putBack();
  const { core: last } = await startCore(folder);
  expect((await open(clientOf(last))).setBack).not.toBeNull();
});
