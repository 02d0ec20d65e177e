import * as z from 'zod';
import type { Place, Whereabouts } from '../../../shared/contract/search.ts';
import * as ids from '../../../shared/model/ids.ts';
import { codingTargetKind } from '../../../shared/model/vocabulary.ts';
import type { SqlRow } from './connection.ts';

/**
 * Where things lie on a recording, as columns `recording_id`, `start_ms`, `end_ms` of a SELECT, of what may be a moment
 * with `parts`: one answer for search, queries and whatever plays what it found. Times are the recording's; `end_ms` may
 * be null.
 */

/** The segments of a moment as JSON, `[start, end]` each, in order. `id` is an expression; empty where it is NULL. */
export function momentParts(id: string): string {
  return `(SELECT json_group_array(json_array(start_ms, end_ms) ORDER BY start_ms, id) FROM segments
    WHERE moment_id = ${id}) AS parts`;
}

const partsColumn = z.array(z.tuple([z.int(), z.int()]));

/** The columns of a place as read; null when it has none. */
function toPlace(recording: unknown, from: unknown, to: unknown, parts: unknown = null): Place | null {
  if (typeof recording !== 'string' || typeof from !== 'number') return null;
  const recordingId = ids.recordingId.parse(recording);
  const span = { startMs: Math.round(from), endMs: Math.round(typeof to === 'number' ? to : from) };
  const read = typeof parts === 'string' ? partsColumn.parse(JSON.parse(parts)) : [];
  const several = read.map(([startMs, endMs]) => ({ startMs, endMs }));
  return { recordingId, ...span, parts: several.length > 0 ? several : [span] };
}

function toSaid(interviewId: unknown, startMs: unknown): Whereabouts['said'] {
  if (typeof interviewId !== 'string' || typeof startMs !== 'number') return null;
  return { interviewId: ids.interviewId.parse(interviewId), startMs };
}

/** What of these columns a row has: those of its place, `heard_…`, `said_…`, `coded_kind`, and the ids of what it lies in. */
export function toWhereabouts(row: SqlRow): Whereabouts {
  return {
    sessionId: ids.sessionId.nullable().parse(row['session_id'] ?? null),
    momentId: ids.momentId.nullable().parse(row['moment_id'] ?? null),
    transcriptId: ids.transcriptId.nullable().parse(row['transcript_id'] ?? null),
    turnId: ids.turnId.nullable().parse(row['turn_id'] ?? null),
    codedKind: codingTargetKind.nullable().parse(row['coded_kind'] ?? null),
    place: toPlace(row['recording_id'], row['start_ms'], row['end_ms'], row['parts']),
    heard: toPlace(row['heard_recording_id'], row['heard_start_ms'], row['heard_end_ms']),
    said: toSaid(row['said_interview_id'], row['said_ms']),
  };
}

/** Of a moment: from the beginning of its first segment to the end of its last. `id` is an expression. */
export function momentPlace(id: string): string {
  return `(SELECT recording_id FROM moments WHERE id = ${id}) AS recording_id,
    (SELECT min(start_ms) FROM segments WHERE moment_id = ${id}) AS start_ms,
    (SELECT max(end_ms) FROM segments WHERE moment_id = ${id}) AS end_ms, ${momentParts(id)}`;
}

/** When a turn begins; one without a time, where the last one before it that has one does. */
export function turnStart(u: string): string {
  return `coalesce(${u}.start_ms, (SELECT e.start_ms FROM turns e WHERE e.transcript_id = ${u}.transcript_id
    AND e.position < ${u}.position AND e.start_ms IS NOT NULL ORDER BY e.position DESC LIMIT 1))`;
}

/** Of a turn `u` of transcript `t`. */
export function turnPlace(u: string, t: string): string {
  return `${t}.recording_id AS recording_id, ${turnStart(u)} AS start_ms, ${u}.end_ms AS end_ms`;
}

/** Of a statement `s` in an interview `i`, with its stop `p` if any: the instant of the session that it is about. */
export function statementPlace(s: string): string {
  return `coalesce((SELECT recording_id FROM moments WHERE id = ${s}.moment_id), i.recording_id) AS recording_id,
    coalesce((SELECT min(start_ms) FROM segments WHERE moment_id = ${s}.moment_id), max(0, p.session_ms - p.look_back_ms)) AS start_ms,
    coalesce((SELECT max(end_ms) FROM segments WHERE moment_id = ${s}.moment_id), p.session_ms) AS end_ms,
    ${momentParts(`${s}.moment_id`)}`;
}

/** Where the statement itself was said, and is heard in a recording of the interview: columns `said_…` and `heard_…`. */
export function statementHeard(s: string): string {
  const within = `FROM recordings r WHERE r.interview_id = ${s}.interview_id AND r.interview_start_ms <= ${s}.start_ms
      ORDER BY r.interview_start_ms DESC LIMIT 1`;
  const at = (column: string) =>
    `(SELECT min(r.duration_ms, (${s}.${column} - r.interview_start_ms) * r.interview_rate) ${within})`;
  return `${s}.interview_id AS said_interview_id, ${s}.start_ms AS said_ms, (SELECT r.id ${within}) AS heard_recording_id,
    ${at('start_ms')} AS heard_start_ms, ${at('end_ms')} AS heard_end_ms`;
}
