import type { RecordingRow, SyncPointRow } from '../../../shared/model/rows.ts';
import type { SyncPoint } from '../../../shared/time/align.ts';
import { client } from '../../api/client.ts';
import { pickFiles } from '../../api/pickFiles.ts';
import { upload } from '../../api/upload.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow, showFailure, tell } from '../../state/notices.ts';
import { write } from '../../state/rows.ts';
import { confirm } from '../../ui/ConfirmDialog.tsx';
import { t } from '../../ui/i18n.ts';
import type { InterviewFacts } from './model/facts.ts';

/** How much a recorder's clock gains on the interview's in an hour, ms; below 0 it loses. */
export function driftPerHourMs({ interviewRate }: Pick<RecordingRow, 'interviewRate'>): number {
  return Math.round(((interviewRate ?? 1) - 1) * 3_600_000);
}

export const toPoint = ({ interviewMs, recordingMs }: SyncPointRow): SyncPoint => ({
  interviewMs,
  recordingMs,
});

/** Replaces the points by which a recording is aligned; whether it was taken. */
export async function align(recording: RecordingRow, points: readonly SyncPoint[]): Promise<boolean> {
  const aligned = client.interviewRecording.align({
    actor: actorNow(),
    recordingId: recording.id,
    points: [...points],
  });
  return (await orShow(write(aligned))) !== undefined;
}

/** Asks for a file and brings it in as a recording of the interview. `onProgress`: 0 to 1 of the way here, null when it is over. */
export async function attach(
  { interview }: InterviewFacts,
  onProgress: (fraction: number | null) => void,
): Promise<void> {
  const [file] = await pickFiles(false);
  if (file === undefined) return;
  const staged = await upload(file, { onProgress, signal: new AbortController().signal });
  if (!staged.ok) showFailure(staged.failure);
  else {
    const attached = client.interviewRecording.attach({
      actor: actorNow(),
      interviewId: interview.id,
      stagedId: staged.value.stagedId,
    });
    const made = await orShow(write(attached));
    if (made !== undefined) tell(t('interview.sync.attached', { name: file.name }));
  }
  onProgress(null);
}

/** Asks, then takes a recording of the interview away for good. */
export async function remove({ id, fileName }: RecordingRow): Promise<void> {
  const isMeant = await confirm({
    title: t('interview.sync.removeTitle', { name: fileName }),
    text: t('interview.sync.removeText'),
    confirmLabel: t('interview.sync.remove'),
    isDangerous: true,
  });
  if (isMeant) await orShow(write(client.recording.remove({ id, actor: actorNow() })));
}
