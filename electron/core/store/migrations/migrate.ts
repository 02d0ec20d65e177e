import { Failure } from '../../../../shared/contract/failure.ts';
import type { Writer } from '../connection.ts';
import { first } from './0001-first.ts';
import { recall } from './0002-recall.ts';
import { chainTables, chainUp } from './0003-chain.ts';
import { coding } from './0004-coding.ts';
import { seal } from './0005-seal.ts';
import { consent } from './0006-consent.ts';
import { finding } from './0007-finding.ts';
import { instruments } from './0008-instruments.ts';
import { redactions } from './0009-redactions.ts';
import { openSpans } from './0010-open-spans.ts';
import { memoTitles } from './0011-memo-titles.ts';
import { codeSets } from './0012-code-sets.ts';

/**
 * Number n brings a database from `user_version` n-1 to n. Frozen once released: a study on somebody's disk has been
 * through it. What SQL cannot say (a digest) is `code`, which runs after it.
 */
export const migrations: readonly { version: number; sql: string; code?: (database: Writer) => void }[] = [
  { version: 1, sql: first },
  { version: 2, sql: recall },
  { version: 3, sql: chainTables, code: chainUp },
  { version: 4, sql: coding },
  { version: 5, sql: seal },
  { version: 6, sql: consent },
  { version: 7, sql: finding },
  { version: 8, sql: instruments },
  { version: 9, sql: redactions },
  { version: 10, sql: openSpans },
  { version: 11, sql: memoTitles },
  { version: 12, sql: codeSets },
];

export const newestVersion = migrations.length;

/**
 * Brings a database up to date. All in one transaction, because half-applied the file would be too new for the old
 * app and too old for the new one. `backUp` runs first when there is anything to lose. Throws STUDY_NEWER.
 */
export function migrate(database: Writer, backUp: () => void): void {
  const version = Number(database.pragma('user_version'));
  if (version > newestVersion) throw new Failure('STUDY_NEWER', { version, newest: newestVersion });
  if (version === newestVersion) return;
  if (version > 0) backUp();
  database.transaction(() => {
    for (const { sql, code } of migrations.slice(version)) {
      database.exec(sql);
      code?.(database);
    }
    database.pragma(`user_version = ${newestVersion}`);
  });
}
