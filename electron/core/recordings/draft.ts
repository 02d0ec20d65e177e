import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import type { PersonId, StagedId, StepId, TranscriptId } from '../../../shared/model/ids.ts';
import type { MediaWorker } from '../media/types.ts';
import type { Store } from '../store/store.ts';
import { getRow } from '../store/tables.ts';
import { appendTurns } from '../store/transcript.ts';
import type { StudyFiles } from '../study/files.ts';
import type { Staging } from './staging.ts';

export type DraftDeps = {
  files: StudyFiles;
  worker: Pick<MediaWorker, 'transcribe'>;
  staging: Staging;
  store: Store;
};

export type Draft = {
  id: TranscriptId;
  modelId: StagedId;
  /** As the model calls it, `de`; `auto`: it listens first. */
  language: string;
  actor: PersonId | null;
  /** The whole draft is undone at once. */
  step: StepId | undefined;
};

/**
 * Drafts a transcript on this machine: turns are appended as the model gives them, each marked as machine-made, and stay
 * when it is stopped. Throws NOT_ALLOWED for a transcript that people wrote, DRAFT_SEALED where the model could only be
 * read sealed, and what `transcribe` throws.
 */
export async function draftTranscript(
  { files, worker, staging, store }: DraftDeps,
  { id, modelId, language, actor, step }: Draft,
  signal: AbortSignal | undefined,
): Promise<void> {
  const transcript = getRow(store.read, 'transcript', id);
  if (transcript.origin !== 'machine') throw new Failure('NOT_ALLOWED');
  const recording = getRow(store.read, 'recording', transcript.recordingId);
  const { place } = staging.get(modelId);
  if (place.key !== null) throw new Failure('DRAFT_SEALED');
  const stopping = new AbortController();
  const either = signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]);
  // A write that fails (a full disk, a transcript that was removed meanwhile) ends the work, and is what is told.
  let failed: Failure | null = null;
  const keep = (turns: readonly { startMs: number; endMs: number; text: string }[]): void => {
    if (failed !== null) return;
    try {
      store.edit('transcript.append', { actor, step }, (edit) => {
        const limit = recording.durationMs;
        const within = turns.map(({ startMs, endMs, text }) => ({
          speaker: null,
          startMs: Math.min(startMs, limit),
          endMs: Math.min(endMs, limit),
          text,
        }));
        appendTurns(edit, id, within, { isMachineMade: true, people: {} });
      });
    } catch (thrown) {
      failed = toFailure(thrown);
      stopping.abort();
    }
  };
  const job = {
    played: files.place(recording.playedPath),
    model: { path: place.path, language },
  };
  try {
    await worker.transcribe(job, { onTurns: keep, signal: either });
  } catch (thrown) {
    throw failed ?? thrown;
  }
  if (failed !== null) throw failed;
}
