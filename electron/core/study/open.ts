import { copyFile, mkdir, open as openFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, isMissing, systemCode, toFailure } from '../../../shared/contract/failure.ts';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';
import type { StudyKeys } from '../seal/keys.ts';
import { Store } from '../store/store.ts';
import { createStudy, studyOf } from '../store/study.ts';
import { listBackups, madeAt, makeBackup } from './backups.ts';
import { runInThread } from './database-tasks.ts';
import { StudyFiles } from './files.ts';
import { lockStudy } from './lock.ts';

/** How often a study in use is backed up. */
const backupEveryMs = 15 * 60_000;

/**
 * Up to this size a database is read through before it is used, 0.1 s. A larger one is used at once and read through
 * in its thread meanwhile; `soundness` tells.
 */
const checkedAtOnceBytes = 32 * 1024 * 1024;

/** A study that is open here, and locked for everybody else. */
export type OpenStudy = {
  files: StudyFiles;
  store: Store;
  /** Fails with STUDY_DAMAGED when the check that went on after opening finds a fault. */
  soundness: Promise<void>;
  backUp(): ReturnType<typeof makeBackup>;
  close(): Promise<void>;
};

export const databaseOf = (folder: string): string => join(folder, 'study.db');

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw thrown;
  }
}

/**
 * Makes the folder of a new study, has `prepare` lay down its keys, and opens it. Throws STUDY_EXISTS, and NO_PERMISSION
 * or DISK_FULL.
 */
export async function createStudyFolder(
  folder: string,
  title: string,
  deviceId: string,
  keys: StudyKeys | null = null,
  prepare: () => Promise<void> = async () => {},
): Promise<OpenStudy> {
  try {
    await mkdir(folder);
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') throw new Failure('STUDY_EXISTS', { title });
    throw toFailure(thrown);
  }
  // First: a database whose keys are not on the disk yet would be lost to a crash.
  await prepare();
  return open(folder, deviceId, keys, (store) => {
    store.edit('study.create', { actor: null, isUndoable: false }, (edit) => createStudy(edit, title));
  });
}

/**
 * Opens a study's folder. Throws STUDY_NOT_FOUND, STUDY_LOCKED, STUDY_NEWER, STUDY_DAMAGED (the file is no whole
 * database: restore a backup), STUDY_UNREADABLE (a folder without a study in it), NO_PERMISSION.
 */
export async function openStudyFolder(
  folder: string,
  deviceId: string,
  keys: StudyKeys | null = null,
): Promise<OpenStudy> {
  if ((await stat(folder).catch((thrown: unknown) => refuseMissing(thrown))) === null)
    throw new Failure('STUDY_NOT_FOUND');
  await finishRestore(folder);
  if (!(await isFile(databaseOf(folder)))) throw new Failure('STUDY_UNREADABLE');
  return open(folder, deviceId, keys, (store) => studyOf(store.read));
}

function refuseMissing(thrown: unknown): null {
  if (isMissing(thrown)) return null;
  throw toFailure(thrown);
}

async function open(
  folder: string,
  deviceId: string,
  keys: StudyKeys | null,
  begin: (store: Store) => void,
): Promise<OpenStudy> {
  const files = new StudyFiles(folder, keys?.files ?? null);
  const database = { path: databaseOf(folder), key: keys?.database ?? null };
  let unlock: (() => void) | null = null;
  try {
    unlock = lockStudy(folder);
    await files.ensureAreas();
    const backUp = (copyTo: (target: string) => void) =>
      copyTo(files.database(`backups/${new Date().toISOString().replaceAll(':', '-')}.db`));
    const store = Store.open(database.path, deviceId, backUp, database.key);
    try {
      if ((await stat(database.path)).size < checkedAtOnceBytes) store.check();
      begin(store);
    } catch (thrown) {
      store.close();
      throw thrown;
    }
    const { size } = await stat(database.path);
    const soundness =
      size < checkedAtOnceBytes ? Promise.resolve() : runInThread({ task: 'check', ...database });
    return keepOpen(files, store, { soundness, unlock, database });
  } catch (thrown) {
    unlock?.();
    throw toFailure(thrown);
  }
}

type Holding = {
  soundness: Promise<void>;
  unlock: () => void;
  database: { path: string; key: Uint8Array | null };
};

function keepOpen(files: StudyFiles, store: Store, { soundness, unlock, database }: Holding): OpenStudy {
  let savedSeq = store.lastEditSeq;
  const inTurn = oneAfterAnother();
  const backUp = (): ReturnType<typeof makeBackup> =>
    inTurn(async () => {
      savedSeq = store.lastEditSeq;
      return await makeBackup(files, database);
    });
  const backUpWhenChanged = async (): Promise<void> => {
    if (store.lastEditSeq !== savedSeq) await backUp();
  };
  // A backup that fails (a full disk) must not stop the work, whose own writes report for themselves; the next one tries again.
  const timer = setInterval(() => void backUpWhenChanged().catch(() => null), backupEveryMs);
  timer.unref();
  return {
    files,
    store,
    soundness,
    backUp,
    async close() {
      clearInterval(timer);
      await backUpWhenChanged().catch(() => null);
      // After a backup that is under way.
      await inTurn(async () => {
        try {
          store.close();
        } finally {
          unlock();
        }
      });
    },
  };
}

/** Whether this backup can be put in the place of the database. Throws NOT_FOUND, BACKUP_DAMAGED. */
export async function checkBackup(folder: string, name: string, keys: StudyKeys | null): Promise<void> {
  const files = new StudyFiles(folder, keys?.files ?? null);
  if (madeAt(name) === null || !(await listBackups(files)).some((backup) => backup.name === name))
    throw new Failure('NOT_FOUND', { entity: 'backup' });
  const path = files.database(`backups/${name}`);
  await runInThread({ task: 'check', path, key: keys?.database ?? null }).catch((thrown: unknown) => {
    throw new Failure('BACKUP_DAMAGED', {}, { cause: thrown });
  });
}

/**
 * Puts a backup that was checked in the place of the database of a closed study. What is there now is kept beside it as
 * `study.db.replaced-TIME`. Throws STUDY_LOCKED, DISK_FULL with nothing changed.
 */
export async function restoreBackup(folder: string, name: string): Promise<void> {
  const database = databaseOf(folder);
  const unlock = lockStudy(folder);
  const restored = `${database}.part`;
  try {
    await copyFile(new StudyFiles(folder, null).database(`backups/${name}`), restored);
    await syncFile(restored);
    const stamp = new Date().toISOString().replaceAll(':', '-');
    // The write-ahead log belongs to the file it was written for; laid beside another it would be replayed into it.
    for (const suffix of ['', '-wal', '-shm']) {
      if (await isFile(database + suffix)) {
        await rename(database + suffix, `${database}.replaced-${stamp}${suffix}`);
      }
    }
    await rename(restored, database);
  } catch (thrown) {
    // With the database moved aside already it is what there is; opening ends what was begun.
    if (await isFile(database)) await rm(restored, { force: true });
    throw toFailure(thrown);
  } finally {
    unlock();
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Killed with the old database aside and the new one, whole by then, not yet in its place. */
async function finishRestore(folder: string): Promise<void> {
  const database = databaseOf(folder);
  if (!(await isFile(database)) && (await isFile(`${database}.part`)))
    await rename(`${database}.part`, database);
}
