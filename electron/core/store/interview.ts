import { Failure } from '../../../shared/contract/failure.ts';
import type { InterviewContents } from '../../../shared/contract/recall.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { Entity, InterviewRow, Row } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import type { Edit, Patch } from './edit.ts';
import { newId } from './ids.ts';
import { hasLaidPlaces, layPlaces } from './place.ts';
import { refuseWhileUsed } from './session.ts';
import { removeStatement } from './statement.ts';
import { studyOf } from './study.ts';
import { decode, getRow, idsWhere, tableOf } from './tables.ts';

type NewInterview = Pick<
  InterviewRow,
  'sessionId' | 'recordingId' | 'recallerId' | 'inquirerId' | 'plannedFor' | 'followUp'
>;

/** Throws INPUT_INVALID unless the recaller is one of the session's participants. */
function checkRecaller(edit: Edit, sessionId: ids.SessionId, recallerId: ids.PersonId): void {
  const count = edit.read.number(
    'SELECT count(*) FROM session_participants WHERE session_id = ? AND person_id = ?',
    sessionId,
    recallerId,
  );
  if (count === 0) throw new Failure('INPUT_INVALID', { field: 'recallerId' });
}

/** Throws INPUT_INVALID unless the recording is one of the session itself. */
function checkRecording(edit: Edit, sessionId: ids.SessionId, id: ids.RecordingId | null | undefined): void {
  if (id === null || id === undefined) return;
  const recording = edit.get('recording', id);
  if (recording.sessionId !== sessionId || recording.interviewId !== null)
    throw new Failure('INPUT_INVALID', { field: 'recordingId' });
}

export function createInterview(edit: Edit, interview: NewInterview): ids.InterviewId {
  checkRecaller(edit, interview.sessionId, interview.recallerId);
  checkRecording(edit, interview.sessionId, interview.recordingId);
  const { lookBackMs, resumeBackMs } = studyOf(edit.read).settings;
  const id = newId(ids.interviewId);
  edit.insert('interview', {
    id,
    ...interview,
    othersPresent: '',
    startedAt: null,
    endedAt: null,
    whoMayStop: 'both',
    sampling: { kind: 'strikingFirst' },
    status: 'planned',
    step: 'prepare',
    lookBackMs,
    resumeBackMs,
    distressNote: '',
    note: '',
    closingNote: '',
    createdAt: Date.now(),
  });
  return id;
}

export function updateInterview(edit: Edit, id: ids.InterviewId, patch: Patch<InterviewRow>): void {
  const { sessionId } = edit.get('interview', id);
  if (patch.recallerId !== undefined) checkRecaller(edit, sessionId, patch.recallerId);
  checkRecording(edit, sessionId, patch.recordingId);
  edit.update('interview', id, patch);
  // What was laid by another rule, or over another recording, is not what this interview asks for.
  const isOther = patch.sampling !== undefined || patch.recordingId !== undefined;
  const { recordingId } = edit.get('interview', id);
  if (isOther && recordingId !== null && hasLaidPlaces(edit.read, id)) layPlaces(edit, id);
}

/** Begins the interview's clock, once. */
export function beginInterview(edit: Edit, id: ids.InterviewId): void {
  const { startedAt } = edit.get('interview', id);
  if (startedAt === null) edit.update('interview', id, { startedAt: Date.now(), status: 'underWay' });
  else edit.update('interview', id, { status: 'underWay' });
}

/** Ends it at an instant of its own clock; null: now, by the wall's. Finished again, it keeps its end. */
export function finishInterview(edit: Edit, id: ids.InterviewId, interviewMs: number | null): void {
  const { startedAt, endedAt } = edit.get('interview', id);
  const now = startedAt === null || interviewMs === null ? Date.now() : Math.round(startedAt + interviewMs);
  edit.update('interview', id, { status: 'done', endedAt: endedAt ?? now });
}

/** What is inside an interview besides statements, in the order in which it can be taken away again. */
const inside = ['rating', 'leadUse', 'stop', 'logLine', 'place'] as const;

/** With everything said and logged in it; moments stay, they are the session's. Throws IN_USE while it has recordings of its own. */
export function removeInterview(edit: Edit, id: ids.InterviewId): void {
  refuseWhileUsed(edit.read, 'recordings', 'interview_id', id);
  refuseWhileUsed(edit.read, 'dial_traces', 'interview_id', id);
  for (const statement of idsWhere(edit.read, 'statement', 'interviewId', id))
    removeStatement(edit, statement);
  for (const entity of inside) edit.removeWhere(entity, 'interviewId', id);
  edit.remove('interview', id);
}

function rowsOf<E extends Entity>(read: Reader, entity: E, id: ids.InterviewId, order: string): Row<E>[] {
  return read
    .all(`SELECT * FROM ${tableOf(entity).name} WHERE interview_id = ? ORDER BY ${order}`, id)
    .map((raw) => decode(entity, raw));
}

/** Everything inside one interview. Throws NOT_FOUND. */
export function interviewContents(read: Reader, id: ids.InterviewId): Omit<InterviewContents, 'seq'> {
  const interview = getRow(read, 'interview', id);
  const syncPoints = read.all(
    'SELECT p.* FROM sync_points p JOIN recordings r ON r.id = p.recording_id WHERE r.interview_id = ? ORDER BY p.recording_ms',
    id,
  );
  return {
    interview,
    places: rowsOf(read, 'place', id, 'position, id'),
    logLines: rowsOf(read, 'logLine', id, 'interview_ms, id'),
    stops: rowsOf(read, 'stop', id, 'interview_ms, id'),
    leadUses: rowsOf(read, 'leadUse', id, 'interview_ms, id'),
    statements: rowsOf(read, 'statement', id, 'start_ms, id'),
    ratings: rowsOf(read, 'rating', id, 'id'),
    recordings: rowsOf(read, 'recording', id, 'interview_start_ms, id'),
    syncPoints: syncPoints.map((row) => decode('syncPoint', row)),
    nowMs: interviewNowMs(read, interview),
  };
}

/**
 * The interview's clock as it goes on now. By wall time since it began, so that a crash leaves a gap and not a jump
 * back; and never before the last thing that is known of it, should the wall clock have been set.
 */
function interviewNowMs(read: Reader, interview: InterviewRow): number {
  if (interview.startedAt === null) return 0;
  const lastMs = read.number(
    `SELECT max(at) FROM (
       SELECT max(interview_ms) AS at FROM log_lines WHERE interview_id = ?1
       UNION ALL SELECT max(interview_ms) FROM stops WHERE interview_id = ?1
       UNION ALL SELECT max(coalesce(end_ms, start_ms)) FROM statements WHERE interview_id = ?1
       UNION ALL SELECT max(interview_start_ms + duration_ms) FROM recordings WHERE interview_id = ?1)`,
    interview.id,
  );
  return Math.max((interview.endedAt ?? Date.now()) - interview.startedAt, Math.ceil(lastMs));
}

/** In one session, or in the whole study. */
export function listInterviews(read: Reader, sessionId: ids.SessionId | null): InterviewRow[] {
  return read
    .all('SELECT * FROM interviews WHERE ?1 IS NULL OR session_id = ?1 ORDER BY id', sessionId)
    .map((raw) => decode('interview', raw));
}
