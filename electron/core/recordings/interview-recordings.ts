import type { Change } from '../../../shared/contract/changes.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import { align, type SyncPoint } from '../../../shared/time/align.ts';
import type { Edit } from '../store/edit.ts';
import { newId } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { Recordings } from './recordings.ts';

type Actor = ids.PersonId | null;

type Study = { recordings: Recordings; store: Store };
type Of = { interviewId: ids.InterviewId; partId: ids.StagedId; actor: Actor };
type Finished = { id: ids.RecordingId; change: Change };

const underWay = new WeakMap<Recordings, Map<ids.StagedId, Promise<Finished>>>();

/** Makes a proper recording of a part; whoever asks while that is being done gets the same one. */
export function finishPart(study: Study, session: ids.SessionId, of: Of): Promise<Finished> {
  const parts = underWay.get(study.recordings) ?? new Map<ids.StagedId, Promise<Finished>>();
  underWay.set(study.recordings, parts);
  const finishing = parts.get(of.partId) ?? finish(study, session, of).finally(() => parts.delete(of.partId));
  parts.set(of.partId, finishing);
  return finishing;
}

/**
 * The part is copied and not moved: it is the only trace of what was said, and goes only when the recording is
 * committed. One whose recording was committed just before the app was killed only goes.
 */
async function finish({ recordings, store }: Study, session: ids.SessionId, of: Of): Promise<Finished> {
  const part = await recordings.parts.get(of.interviewId, of.partId);
  const finished = store.read.get(
    'SELECT id FROM recordings WHERE interview_id = ? AND interview_start_ms = ? AND byte_count = ?',
    of.interviewId,
    part.startMs,
    part.byteCount,
  );
  if (finished !== undefined) {
    await recordings.parts.remove(part);
    const { change } = store.edit('recording.import', { actor: of.actor, isUndoable: false }, () => null);
    return { id: ids.recordingId.parse(finished['id']), change };
  }
  const staged = await recordings.staging.receive('interview.webm', recordings.parts.read(part));
  const made = await recordings.import({
    stagedId: staged.stagedId,
    sessionId: session,
    label: 'interview',
    audioTrack: null,
    actor: of.actor,
    isMadeHere: true,
    interview: { interviewId: of.interviewId, interviewStartMs: part.startMs, interviewRate: 1 },
  });
  await recordings.parts.remove(part);
  return made;
}

/** Replaces the sync points of an interview's recording and aligns it by them. Throws INPUT_INVALID when they contradict each other. */
export function alignRecording(edit: Edit, id: ids.RecordingId, points: readonly SyncPoint[]): void {
  if (edit.get('recording', id).interviewId === null)
    throw new Failure('INPUT_INVALID', { field: 'recordingId' });
  const alignment = align(points);
  if (alignment === null) throw new Failure('INPUT_INVALID', { field: 'points' });
  edit.removeWhere('syncPoint', 'recordingId', id);
  for (const point of points)
    edit.insert('syncPoint', { id: newId(ids.syncPointId), recordingId: id, ...point });
  edit.update('recording', id, { interviewStartMs: alignment.startMs, interviewRate: alignment.rate });
}
