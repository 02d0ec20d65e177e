import { spawn } from 'node:child_process';
import {
  chmod,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../../electron/core/store/ids.ts';
import { newestVersion } from '../../electron/core/store/migrations/migrate.ts';
import { listBackups } from '../../electron/core/study/backups.ts';
import {
  checkBackup,
  createStudyFolder,
  openStudyFolder,
  restoreBackup,
} from '../../electron/core/study/open.ts';
import { Failure } from '../../shared/contract/failure.ts';
import * as ids from '../../shared/model/ids.ts';
import { testDevice } from '../fixtures/device.ts';
import { temporaryFolder } from '../fixtures/study.ts';

type Study = Awaited<ReturnType<typeof createStudyFolder>>;

async function newStudy(): Promise<{ folder: string; study: Study }> {
  const folder = join(await temporaryFolder(), 'one.stillpoint');
  return { folder, study: await createStudyFolder(folder, 'One', testDevice) };
}

function addCase(study: Study, label: string): void {
  study.store.edit('case.create', { actor: null }, (edit) =>
    edit.insert('case', { id: newId(ids.caseId), label, note: 'n'.repeat(2000), createdAt: 1 }),
  );
}

const labels = (study: Study) =>
  study.store.read.all('SELECT label FROM cases ORDER BY id').map((row) => row['label']);

/** Runs the other process; `lines` are what it said so far. */
async function hold(folder: string, count: number, until: (lines: string[]) => boolean) {
  const script = join(import.meta.dirname, '../fixtures/hold-study.ts');
  const child = spawn(process.execPath, [script, folder, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  let text = '';
  const lines = () => text.split('\n').slice(0, -1);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (until(lines())) resolve();
    });
    child.once('exit', () => reject(new Error('the other process ended by itself')));
  });
  return {
    lines,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

test('what was written is there after closing and opening, and nothing lies outside the folder’s own parts', async () => {
  const { folder, study } = await newStudy();
  addCase(study, 'A');
  await study.close();
  expect((await readdir(folder)).sort()).toEqual([
    'backups',
    'exports',
    'lock',
    'media',
    'peaks',
    'recall',
    'study.db',
  ]);
  const again = await openStudyFolder(folder, testDevice);
  expect(labels(again)).toEqual(['A']);
  await again.close();
});

test('a study that is open in another window is refused, and is free again when that one was killed', async () => {
  const { folder, study } = await newStudy();
  await study.close();
  const other = await hold(folder, 0, (lines) => lines.includes('open'));
  await expect(openStudyFolder(folder, testDevice)).rejects.toThrow(new Failure('STUDY_LOCKED'));
  await other.kill();
  const free = await openStudyFolder(folder, testDevice);
  await expect(openStudyFolder(folder, testDevice)).rejects.toThrow(new Failure('STUDY_LOCKED'));
  await free.close();
});

test('killed in the middle of writing, everything it had reported is there', async () => {
  const { folder, study } = await newStudy();
  await study.close();
  for (const atLeast of [3, 40, 150]) {
    const other = await hold(folder, 100_000, (lines) => lines.length > atLeast);
    await other.kill();
    const again = await openStudyFolder(folder, testDevice);
    const found = new Set(labels(again));
    expect(other.lines().filter((line) => line !== 'open' && !found.has(line))).toEqual([]);
    again.store.check();
    await again.close();
  }
});

test('a study of a newer version is refused and left as it is', async () => {
  const { folder, study } = await newStudy();
  await study.close();
  const database = new Database(join(folder, 'study.db'));
  database.pragma(`user_version = ${newestVersion + 1}`);
  database.close();
  const before = await readFile(join(folder, 'study.db'));
  await expect(openStudyFolder(folder, testDevice)).rejects.toThrow(
    new Failure('STUDY_NEWER', { version: newestVersion + 1, newest: newestVersion }),
  );
  expect((await readFile(join(folder, 'study.db'))).equals(before)).toBe(true);
});

test.each([
  ['its first page overwritten', async (path: string) => await overwrite(path, 0)],
  [
    'a page in the middle overwritten',
    async (path: string) => await overwrite(path, Math.floor((await stat(path)).size / 2)),
  ],
  ['cut in half', async (path: string) => await truncate(path, Math.floor((await stat(path)).size / 2))],
  [
    'replaced by text',
    async (path: string) => await writeFile(path, 'this is no database at all, only some text'),
  ],
])(
  'a database with %s is called damaged; its backup brings the work back, and the damaged file is kept',
  async (_, damage) => {
    const { folder, study } = await newStudy();
    for (let index = 0; index < 40; index += 1) addCase(study, `case ${index}`);
    const all = labels(study);
    await study.close();
    await damage(join(folder, 'study.db'));
    await expect(openStudyFolder(folder, testDevice)).rejects.toThrow(new Failure('STUDY_DAMAGED'));

    const files = study.files;
    const [backup] = await listBackups(files);
    await checkBackup(folder, backup?.name ?? '', null);
    await restoreBackup(folder, backup?.name ?? '');
    const again = await openStudyFolder(folder, testDevice);
    expect(labels(again)).toEqual(all);
    await again.close();
    expect((await readdir(folder)).some((name) => name.startsWith('study.db.replaced-'))).toBe(true);
  },
);

async function overwrite(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(6000, 0xa5), 0, 6000, at);
  await file.close();
}

test('killed while a backup is put in place, with the old database aside: opening ends what was begun', async () => {
  const { folder, study } = await newStudy();
  addCase(study, 'A');
  await study.close();
  const database = join(folder, 'study.db');
  const [backup] = await listBackups(study.files);
  await copyFile(join(folder, 'backups', backup?.name ?? ''), `${database}.part`);
  await rename(database, `${database}.replaced-2026-11-22T10-46-30.123Z`);
  const again = await openStudyFolder(folder, testDevice);
  expect(labels(again)).toEqual(['A']);
  await again.close();
});

test('a damaged backup is not put in place, and what is there stays', async () => {
  const { folder, study } = await newStudy();
  addCase(study, 'A');
  const backup = await study.backUp();
  await study.close();
  await overwrite(join(folder, 'backups', backup.name), 4096);
  await expect(checkBackup(folder, backup.name, null)).rejects.toThrow(new Failure('BACKUP_DAMAGED'));
  await expect(checkBackup(folder, '../study.db', null)).rejects.toThrow(
    new Failure('NOT_FOUND', { entity: 'backup' }),
  );
  const again = await openStudyFolder(folder, testDevice);
  expect(labels(again)).toEqual(['A']);
  await again.close();
});

test('closing backs up what changed, and only then', async () => {
  const { folder, study } = await newStudy();
  addCase(study, 'A');
  await study.close();
  const again = await openStudyFolder(folder, testDevice);
  await again.close();
  expect(await listBackups(study.files)).toHaveLength(1);
});

test('a folder that is no study, and one that is not there, are said apart', async () => {
  const parent = await temporaryFolder();
  await mkdir(join(parent, 'empty.stillpoint'));
  await expect(openStudyFolder(join(parent, 'empty.stillpoint'), testDevice)).rejects.toThrow(
    new Failure('STUDY_UNREADABLE'),
  );
  await expect(openStudyFolder(join(parent, 'gone.stillpoint'), testDevice)).rejects.toThrow(
    new Failure('STUDY_NOT_FOUND'),
  );
  const { folder, study } = await newStudy();
  await study.close();
  await expect(createStudyFolder(folder, 'One', testDevice)).rejects.toThrow(
    new Failure('STUDY_EXISTS', { title: 'One' }),
  );
});

/** Runs `work` as a user without special rights: root may write anywhere, and these tests are about who may not. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return await work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

test.skipIf(process.platform === 'win32')(
  'a folder without permission is said to be one, for opening and for making',
  async () => {
    const { folder, study } = await newStudy();
    await study.close();
    await chmod(folder, 0o555);
    await chmod(join(folder, '..'), 0o555);
    onTestFinished(async () => {
      await chmod(join(folder, '..'), 0o755);
      await chmod(folder, 0o755);
    });
    await asNobody(async () => {
      await expect(openStudyFolder(folder, testDevice)).rejects.toThrow(new Failure('NO_PERMISSION'));
      await expect(
        createStudyFolder(join(folder, '..', 'two.stillpoint'), 'Two', testDevice),
      ).rejects.toThrow(new Failure('NO_PERMISSION'));
    });
  },
);
