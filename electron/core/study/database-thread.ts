/**
 * A thread of its own for the two things that read a whole database: half a second and more for a large study, in
 * which no mark could be committed. Entry file: it is bundled by itself, beside the others.
 */
import { parentPort } from 'node:worker_threads';
import Database from 'better-sqlite3';
import * as z from 'zod';

export const databaseTask = z.discriminatedUnion('task', [
  z.object({ task: z.literal('check'), path: z.string() }),
  z.object({ task: z.literal('copy'), path: z.string(), target: z.string() }),
]);
export type DatabaseTask = z.infer<typeof databaseTask>;

export const databaseAnswer = z.object({ isSound: z.boolean(), code: z.string().nullable() });
export type DatabaseAnswer = z.infer<typeof databaseAnswer>;

function isSound(path: string, thorough: boolean): boolean {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return database.pragma(thorough ? 'integrity_check(1)' : 'quick_check(1)', { simple: true }) === 'ok';
  } finally {
    database.close();
  }
}

/** VACUUM INTO and never a file copy: it is whole while others write, compact, and keeps an encrypted study encrypted. */
function copy(path: string, target: string): boolean {
  const database = new Database(path, { fileMustExist: true });
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
  return isSound(target, true);
}

export function runDatabaseTask(task: DatabaseTask): DatabaseAnswer {
  try {
    return {
      isSound: task.task === 'check' ? isSound(task.path, false) : copy(task.path, task.target),
      code: null,
    };
  } catch (thrown) {
    return {
      isSound: false,
      code: thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'ERROR',
    };
  }
}

parentPort?.once('message', (message) =>
  parentPort?.postMessage(runDatabaseTask(databaseTask.parse(message))),
);
