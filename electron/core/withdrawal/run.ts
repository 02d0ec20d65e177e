import type { Change } from '../../../shared/contract/changes.ts';
import type { WithdrawalStage } from '../../../shared/contract/withdrawal.ts';
import type { UnreachedPlace, WithdrawalPlan, WithdrawalReport } from '../../../shared/model/consent.ts';
import { type PersonId, recordingId, type WithdrawalId } from '../../../shared/model/ids.ts';
import type { WithdrawalRow } from '../../../shared/model/rows.ts';
import type { Clips } from '../recordings/clips.ts';
import type { Recordings } from '../recordings/recordings.ts';
import type { Reader } from '../store/connection.ts';
import { findRow, getRow } from '../store/tables.ts';
import { removeOtherBackups } from '../study/backups.ts';
import type { OpenStudy } from '../study/open.ts';
import { removeReplaced } from '../study/replaced.ts';
import { erasingOf, notReached, planOf, type Reckoning, reckon } from './plan.ts';

export type WithdrawalDeps = {
  study: OpenStudy;
  recordings: Recordings;
  clips: Clips;
  tell: (stage: WithdrawalStage, fraction: number | null) => void;
};

const nothing: WithdrawalPlan = {
  files: [],
  interviewIds: [],
  recordings: [],
  rowIds: [],
  counts: {},
  silences: [],
};

/** What there is of the wish now; null when its person or recording has gone, in an earlier try. */
function reckonIfThere(read: Reader, { scope, decisions }: WithdrawalRow): Reckoning | null {
  const of =
    scope.kind === 'recording'
      ? findRow(read, 'recording', scope.recordingId)
      : findRow(read, 'person', scope.personId);
  if (of === null) return null;
  return reckon(read, { scope, decisions });
}

function merged(before: WithdrawalPlan, now: WithdrawalPlan): WithdrawalPlan {
  const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])];
  const checksums = new Set(before.recordings.map(({ checksum }) => checksum));
  const silenced = new Set(before.silences.map((one) => one.recordingId));
  const counts = { ...before.counts };
  for (const [entity, count] of Object.entries(now.counts))
    counts[entity] = Math.max(counts[entity] ?? 0, count);
  return {
    files: union(before.files, now.files),
    interviewIds: union(before.interviewIds, now.interviewIds),
    rowIds: union(before.rowIds, now.rowIds),
    recordings: [...before.recordings, ...now.recordings.filter(({ checksum }) => !checksums.has(checksum))],
    counts,
    silences: [...before.silences, ...now.silences.filter((one) => !silenced.has(one.recordingId))],
  };
}

/**
 * Does a withdrawal that is written down, from the beginning or from wherever it was interrupted: every stage can be
 * done again. The voices first (only then is there anything that could fail for long), then the rows, from when on
 * nothing shows them; then everything that still has their bytes.
 */
export async function runWithdrawal(
  { study, recordings, clips, tell }: WithdrawalDeps,
  id: WithdrawalId,
  actor: PersonId | null,
): Promise<Change> {
  const { store, files } = study;
  const options = { actor, isUndoable: false } as const;
  const row = getRow(store.read, 'withdrawal', id);
  const reckoning = reckonIfThere(store.read, row);
  const plan = reckoning === null ? row.plan : merged(row.plan, planOf(reckoning));
  store.edit('withdrawal.begin', options, (edit) =>
    edit.update('withdrawal', id, { state: 'underWay', plan }),
  );

  for (const { recordingId: one, channel, oldChecksum, oldFiles } of plan.silences) {
    tell('silencing', 0);
    const found = findRow(store.read, 'recording', one);
    if (found?.checksum === oldChecksum)
      await recordings.silence(one, channel, actor, (fraction) => tell('silencing', fraction));
    for (const path of oldFiles) await files.remove(path);
  }

  tell('erasingRows', null);
  store.edit('withdrawal.erase', options, (edit) => {
    const now = reckonIfThere(edit.read, row);
    if (now === null) return;
    for (const { entity, id: loosened, field } of now.loosened)
      edit.update(entity, loosened, { [field]: null });
    for (const { id: version, examples } of now.trimmed)
      edit.update('codebookVersion', version, { examples });
    // What is said about a thing has gone with it already.
    for (const [entity, ids] of now.erased)
      for (const erased of ids) if (edit.find(entity, erased) !== null) edit.remove(entity, erased);
  });
  // Looked through again: what was just removed is in the journal, too.
  const erasing = erasingOf(store.read, row.scope, new Set(plan.rowIds));
  store.eraseContents(erasing, actor);
  store.forgetViews(plan.rowIds);

  tell('erasingFiles', null);
  // What was cut before the rows went may hold the voice, wherever it is on its way out.
  await clips.clear();
  for (const path of plan.files) await files.remove(path);
  for (const name of await files.list('recall'))
    if (plan.interviewIds.some((interview) => name.startsWith(`${interview}.`)))
      await files.remove(`recall/${name}`);
  for (const path of plan.files) {
    const peaks = recordingId.safeParse(path.slice('peaks/'.length));
    if (peaks.success) recordings.forget(peaks.data);
  }

  tell('compacting', null);
  store.compact();

  tell('backingUp', null);
  // The new one first: without any, the work of everybody else would hang on one file.
  const { name: fresh } = await study.backUp();
  const older = await removeOtherBackups(files, fresh);
  const replaced = await removeReplaced(files.root);

  const { leftForLater, unreached } = leftOver(reckoning, row);
  const report: WithdrawalReport = {
    counts: plan.counts,
    recordings: plan.recordings,
    silenced: plan.silences.map(({ recordingId: one, channel, oldChecksum }) => ({
      recordingId: one,
      channel,
      oldChecksum,
      newChecksum: findRow(store.read, 'recording', one)?.checksum ?? '',
    })),
    journalContents: emptiedOf(store.read, row.startedAt),
    backups: older + replaced,
    leftForLater,
    notReached: unreached,
  };
  const { change } = store.edit('withdrawal.finish', options, (edit) =>
    edit.update('withdrawal', id, { state: 'done', finishedAt: Date.now(), plan: nothing, report }),
  );
  return change;
}

/** Counted afterwards, so that a withdrawal that was interrupted reports all of it. */
function emptiedOf(read: Reader, startedAt: number): number {
  return read.number(
    `SELECT count(*) FROM journal_contents c JOIN journal j ON j.seq = c.erased_by
     WHERE c.contents IS NULL AND j.at >= ?`,
    startedAt,
  );
}

function leftOver(
  reckoning: Reckoning | null,
  { scope, decisions, plan }: WithdrawalRow,
): { leftForLater: WithdrawalReport['leftForLater']; unreached: UnreachedPlace[] } {
  const shared =
    reckoning?.shared ??
    decisions.map((decision) => ({ sessionId: decision.sessionId, others: [], decision }));
  const silenced = reckoning?.silenced ?? [];
  const unreached = notReached({ scope, decisions }, { silenced, shared });
  if (plan.silences.length > 0 && !unreached.includes('silencedRoom')) unreached.push('silencedRoom');
  return {
    leftForLater: shared.flatMap(({ sessionId, decision }) => (decision.what === 'later' ? [sessionId] : [])),
    unreached,
  };
}
