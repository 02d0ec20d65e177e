import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure, systemCode } from '../../../shared/contract/failure.ts';

/**
 * Keeps a study to one app at a time. The lock file is an SQLite database held in an exclusive transaction, because
 * the system lets go of such a lock itself when a process is killed; a file with a process id in it goes stale, and
 * guessing whether it has is how two apps come to write one study. Answers the release. Throws STUDY_LOCKED.
 */
export function lockStudy(folder: string): () => void {
  const database = new Database(join(folder, 'lock'), { timeout: 200 });
  try {
    // A journal file in memory: nothing is ever written, and nothing may be left behind in the folder.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    database.close();
    if (systemCode(thrown).startsWith('SQLITE_BUSY'))
      throw new Failure('STUDY_LOCKED', {}, { cause: thrown });
    throw thrown;
  }
  return () => database.close();
}
