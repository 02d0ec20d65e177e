/**
 * A thread of its own for what reads a whole database: half a second and more for a large study, in which no mark
 * could be committed. Entry file: it is bundled by itself, beside the others.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import * as z from 'zod';
import { systemCode } from '../../../shared/contract/failure.ts';
import { openDatabase, rekeyDatabase } from '../store/open-database.ts';

const key = z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable();

const databaseTask = z.discriminatedUnion('task', [
  z.object({ task: z.literal('check'), path: z.string(), key }),
  z.object({ task: z.literal('copy'), path: z.string(), target: z.string(), key }),
  /** A copy that is sealed otherwise than the database is. */
  z.object({ task: z.literal('rekey'), path: z.string(), target: z.string(), key, targetKey: key }),
]);
export type DatabaseTask = z.infer<typeof databaseTask>;

export const databaseAnswer = z.object({ isSound: z.boolean(), code: z.string().nullable() });
export type DatabaseAnswer = z.infer<typeof databaseAnswer>;

type Key = Uint8Array | null;

function isSound(path: string, key: Key, thorough: boolean): boolean {
  const database = openDatabase(path, key, { readonly: true, fileMustExist: true });
  try {
    return database.pragma(thorough ? 'integrity_check(1)' : 'quick_check(1)', { simple: true }) === 'ok';
  } finally {
    database.close();
  }
}

/** VACUUM INTO and never a file copy: it is whole while others write, compact, and keeps an encrypted study encrypted. */
function copy(path: string, target: string, key: Key): boolean {
  const database = openDatabase(path, key, { fileMustExist: true });
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
  return isSound(target, key, true) && syncFile(target);
}

/** VACUUM INTO leaves its copy to the system, and a power cut would leave of it what had been written by then. */
function syncFile(path: string): true {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return true;
}

function copyRekeyed(path: string, target: string, key: Key, targetKey: Key): boolean {
  if (!copy(path, target, key)) return false;
  const database = openDatabase(target, key, { fileMustExist: true });
  try {
    // Of a copy that is made anew whenever anything fails; a journal would lay its pages down in the clear.
    database.pragma('journal_mode = OFF');
    rekeyDatabase(database, targetKey);
  } finally {
    database.close();
  }
  return isSound(target, targetKey, true) && syncFile(target);
}

function run(task: DatabaseTask): boolean {
  switch (task.task) {
    case 'check':
      return isSound(task.path, task.key, false);
    case 'copy':
      return copy(task.path, task.target, task.key);
    case 'rekey':
      return copyRekeyed(task.path, task.target, task.key, task.targetKey);
  }
}

function runDatabaseTask(task: DatabaseTask): DatabaseAnswer {
  try {
    return { isSound: run(task), code: null };
  } catch (thrown) {
    return { isSound: false, code: systemCode(thrown) || 'ERROR' };
  }
}

parentPort?.once('message', (message) =>
  parentPort?.postMessage(runDatabaseTask(databaseTask.parse(message))),
);
