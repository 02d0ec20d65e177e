import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { MomentRow, RecordingRow } from '../../../shared/model/rows.ts';
import type { MomentSelection } from '../../../shared/model/vocabulary.ts';
import { visibleTo } from './blindness.ts';
import type { Reader } from './connection.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { refuseWhileUsed } from './session.ts';

type Span = { startMs: number; endMs: number };
type NewMoment = { recordingId: ids.RecordingId; personId: ids.PersonId };

/** Throws INPUT_INVALID when a span ends before it starts or lies outside its recording. */
function checkSpan(recording: RecordingRow, { startMs, endMs }: Span): void {
  if (endMs < startMs) throw new Failure('INPUT_INVALID', { field: 'endMs' });
  if (endMs > recording.durationMs)
    throw new Failure('INPUT_INVALID', { field: 'endMs', durationMs: recording.durationMs });
}

function recordingOfMoment(edit: Edit, momentId: ids.MomentId): RecordingRow {
  return edit.get('recording', edit.get('moment', momentId).recordingId);
}

function insertMoment(
  edit: Edit,
  of: NewMoment,
  span: Span,
  mark: { label: string; selection: MomentSelection; rawMs: number | null; lookBackMs: number },
): { momentId: ids.MomentId; segmentId: ids.SegmentId } {
  const recording = edit.get('recording', of.recordingId);
  checkSpan(recording, span);
  const moment: MomentRow = {
    id: newId(ids.momentId),
    sessionId: recording.sessionId,
    recordingId: recording.id,
    personId: of.personId,
    role: roleIn(edit, recording.sessionId, of.personId),
    createdAt: Date.now(),
    ...mark,
  };
  const segmentId = newId(ids.segmentId);
  edit.insert('moment', moment);
  edit.insert('segment', { id: segmentId, momentId: moment.id, startMs: span.startMs, endMs: span.endMs });
  return { momentId: moment.id, segmentId };
}

/** The role a person has in this session, which may differ from the usual one; it is kept with the mark. */
function roleIn(edit: Edit, sessionId: ids.SessionId, personId: ids.PersonId): MomentRow['role'] {
  const raw = edit.read.get(
    'SELECT id FROM session_participants WHERE session_id = ? AND person_id = ?',
    sessionId,
    personId,
  );
  if (raw === undefined) return edit.get('person', personId).role;
  return edit.get('sessionParticipant', String(raw['id'])).role;
}

export function markMoment(edit: Edit, mark: NewMoment & { rawMs: number; lookBackMs: number }) {
  const { durationMs } = edit.get('recording', mark.recordingId);
  // A player may report a last instant some milliseconds past the certificate's duration; a live mark is never refused for that.
  const atMs = Math.max(0, Math.min(mark.rawMs, durationMs) - mark.lookBackMs);
  const { rawMs, lookBackMs } = mark;
  return insertMoment(
    edit,
    mark,
    { startMs: atMs, endMs: atMs },
    { label: '', selection: 'live', rawMs, lookBackMs },
  );
}

export function createMoment(
  edit: Edit,
  moment: NewMoment & Span & { label: string; selection: MomentSelection },
) {
  const { label, selection } = moment;
  return insertMoment(edit, moment, moment, { label, selection, rawMs: null, lookBackMs: 0 });
}

/** With everything that is only its own. */
export function removeMoment(edit: Edit, id: ids.MomentId): void {
  for (const entity of ['rating', 'coding', 'codeExample', 'note', 'peak', 'segment'] as const)
    edit.removeWhere(entity, 'momentId', id);
  // What was said and where it was stopped are the interview's, and stay.
  edit.updateWhere('stop', 'momentId', id, { momentId: null });
  edit.updateWhere('statement', 'momentId', id, { momentId: null });
  edit.remove('moment', id);
}

export function addSegment(edit: Edit, momentId: ids.MomentId, { startMs, endMs }: Span): ids.SegmentId {
  checkSpan(recordingOfMoment(edit, momentId), { startMs, endMs });
  const id = newId(ids.segmentId);
  edit.insert('segment', { id, momentId, startMs, endMs });
  return id;
}

export function moveSegment(edit: Edit, id: ids.SegmentId, { startMs, endMs }: Span): void {
  checkSpan(recordingOfMoment(edit, edit.get('segment', id).momentId), { startMs, endMs });
  edit.update('segment', id, { startMs, endMs });
}

export function removeSegment(edit: Edit, id: ids.SegmentId): void {
  const { momentId } = edit.get('segment', id);
  const count = edit.read.number('SELECT count(*) FROM segments WHERE moment_id = ?', momentId);
  if (count === 1) throw new Failure('IN_USE', { by: 'moments', count });
  edit.remove('segment', id);
}

export function addPeak(
  edit: Edit,
  peak: { momentId: ids.MomentId; personId: ids.PersonId; atMs: number },
): ids.PeakId {
  checkSpan(recordingOfMoment(edit, peak.momentId), { startMs: peak.atMs, endMs: peak.atMs });
  const id = newId(ids.peakId);
  edit.insert('peak', { id, momentId: peak.momentId, personId: peak.personId, atMs: peak.atMs });
  return id;
}

export function movePeak(edit: Edit, id: ids.PeakId, atMs: number): void {
  checkSpan(recordingOfMoment(edit, edit.get('peak', id).momentId), { startMs: atMs, endMs: atMs });
  edit.update('peak', id, { atMs });
}

export function removePeak(edit: Edit, id: ids.PeakId): void {
  edit.removeWhere('rating', 'peakId', id);
  edit.remove('peak', id);
}

/** A recording's row; its files are the caller's. Throws IN_USE while moments or codings stand on it. */
export function removeRecording(edit: Edit, id: ids.RecordingId): void {
  refuseWhileUsed(edit.read, 'moments', 'recording_id', id);
  refuseWhileUsed(edit.read, 'codings', 'recording_id', id);
  refuseWhileUsed(edit.read, 'transcripts', 'recording_id', id);
  refuseWhileUsed(edit.read, 'interviews', 'recording_id', id);
  refuseWhileUsed(edit.read, 'dial_traces', 'recording_id', id);
  edit.removeWhere('syncPoint', 'recordingId', id);
  edit.removeWhere('redaction', 'recordingId', id);
  edit.remove('recording', id);
}

/**
 * Words as a full-text query: each must occur, the end of each may be missing. Quoted, so that nothing a person types
 * is taken for the query language. Null when there is no word in it.
 */
export function toMatch(text: string): string | null {
  const words = text.match(/[\p{L}\p{N}\p{M}]+/gu);
  return words === null ? null : words.map((word) => `"${word}"*`).join(' ');
}

/** Moments that `recaller` (null: everybody) may see, whose label, notes or codes have every word of `text`, best first. */
export function searchMoments(
  read: Reader,
  sessionId: ids.SessionId | null,
  text: string,
  recaller: ids.PersonId | null = null,
) {
  const match = toMatch(text);
  if (match === null) return [];
  return read
    .all(
      `SELECT m.id, m.session_id FROM moment_search f JOIN moments m ON m.row_number = f.rowid
       WHERE moment_search MATCH ?1 AND (?2 IS NULL OR m.session_id = ?2) AND ${visibleTo('?3')} ORDER BY f.rank`,
      match,
      sessionId,
      recaller,
    )
    .map((row) => ({ momentId: row['id'] as ids.MomentId, sessionId: row['session_id'] as ids.SessionId }));
}
