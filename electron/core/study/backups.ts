import { Failure } from '../../../shared/contract/failure.ts';
import type { BackupListing } from '../../../shared/contract/study.ts';
import { runInThread } from './database-tasks.ts';
import type { StudyFiles } from './files.ts';

/** `2026-11-22T10-46-30.123Z.db`, and with `.unverified` until its check has passed. */
const name = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2}\.\d{3}Z)\.db(\.unverified)?$/;

export function madeAt(fileName: string): number | null {
  const parts = name.exec(fileName);
  return parts === null ? null : Date.parse(`${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}`);
}

function nameFor(at: number): string {
  return `${new Date(at).toISOString().replaceAll(':', '-')}.db`;
}

const dayMs = 86_400_000;

/**
 * Which backups stay: the 10 newest, and the newest of each of 7 days and of 4 weeks that have one. Times in ms since
 * 1970, in any order; days and weeks in UTC, so that a change of time zone deletes nothing.
 */
export function backupsToKeep(times: readonly number[]): Set<number> {
  const newestFirst = times.toSorted((a, b) => b - a);
  const kept = new Set(newestFirst.slice(0, 10));
  for (const [lengthMs, count] of [
    [dayMs, 7],
    [7 * dayMs, 4],
  ] as const) {
    const periods = new Map<number, number>();
    for (const time of newestFirst) {
      const period = Math.floor(time / lengthMs);
      if (!periods.has(period) && periods.size < count) periods.set(period, time);
    }
    for (const time of periods.values()) kept.add(time);
  }
  return kept;
}

/** The study's backups, newest first. */
export async function listBackups(files: StudyFiles): Promise<BackupListing[]> {
  const listings: BackupListing[] = [];
  for (const fileName of await files.list('backups')) {
    const at = madeAt(fileName);
    const stat = at === null ? null : await files.stat(`backups/${fileName}`);
    if (at === null || stat === null) continue;
    listings.push({
      name: fileName,
      madeAt: at,
      byteCount: stat.byteCount,
      isVerified: fileName.endsWith('.db'),
    });
  }
  return listings.sort((a, b) => b.madeAt - a.madeAt);
}

/**
 * Removes whatever lies among the backups but this one: those that failed their check too, and damaged ones that were
 * sealed as the bytes they are, since somebody may still read something in them. Answers how many went.
 */
export async function removeOtherBackups(files: StudyFiles, kept: string): Promise<number> {
  const others = (await files.list('backups')).filter((name) => name !== kept);
  for (const name of others) await files.remove(`backups/${name}`);
  return others.length;
}

/**
 * Makes a backup of the database, sealed as it is, checks it, then clears old ones. A copy that fails its check is
 * kept under its unverified name, is never counted among the kept, and is reported as BACKUP_DAMAGED.
 */
export async function makeBackup(
  files: StudyFiles,
  database: { path: string; key: Uint8Array | null },
): Promise<BackupListing> {
  const at = Date.now();
  const unverified = `backups/${nameFor(at)}.unverified` as const;
  const verified = `backups/${nameFor(at)}` as const;
  try {
    await runInThread({ task: 'copy', ...database, target: files.database(unverified) });
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'STUDY_DAMAGED')
      throw new Failure('BACKUP_DAMAGED', {}, { cause: thrown });
    await files.remove(unverified);
    throw thrown;
  }
  await files.rename(unverified, verified);
  const all = (await listBackups(files)).filter((backup) => backup.isVerified);
  const kept = backupsToKeep(all.map((backup) => backup.madeAt));
  for (const backup of all) if (!kept.has(backup.madeAt)) await files.remove(`backups/${backup.name}`);
  return {
    name: nameFor(at),
    madeAt: at,
    byteCount: (await files.stat(verified))?.byteCount ?? 0,
    isVerified: true,
  };
}
