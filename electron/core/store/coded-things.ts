import type { CodedThing, ExampleMoment } from '../../../shared/contract/coding.ts';
import * as ids from '../../../shared/model/ids.ts';
import { codingTargetKind } from '../../../shared/model/vocabulary.ts';
import { codingVisibleTo, visibleTo, type Watching } from './blindness.ts';
import type { Reader } from './connection.ts';

const wordsAtMost = 200;
const rowsAtMost = 2000;

/** What a code was given to, in the order of sessions and times, with the words that a person knows each by. */
export function codedThings(read: Reader, id: ids.CodeId, watching: Watching | null): CodedThing[] {
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return read
    .all(
      `SELECT c.id, c.target_kind, c.moment_id, c.session_id, c.person_id,
         coalesce(c.start_ms, s.start_ms, u.start_ms, (SELECT min(g.start_ms) FROM segments g WHERE g.moment_id = c.moment_id)) AS start_ms,
         coalesce(c.end_ms, s.end_ms, u.end_ms, (SELECT max(g.end_ms) FROM segments g WHERE g.moment_id = c.moment_id)) AS end_ms,
         coalesce(m.label, s.body, substr(u.body, c.from_offset + 1, c.to_offset - c.from_offset), '') AS words
       FROM codings c LEFT JOIN moments m ON m.id = c.moment_id LEFT JOIN statements s ON s.id = c.statement_id
         LEFT JOIN turns u ON u.id = c.turn_id
       WHERE c.code_id = ?1 AND ${codingVisibleTo('?2', '?3')}
       ORDER BY c.session_id, start_ms, c.id LIMIT ${rowsAtMost}`,
      id,
      watching?.recallerId ?? null,
      watching?.interviewId ?? null,
    )
    .map((row) => ({
      id: ids.codingId.parse(row['id']),
      kind: codingTargetKind.parse(row['target_kind']),
      momentId: ids.momentId.nullable().parse(row['moment_id']),
      sessionId: ids.sessionId.parse(row['session_id']),
      personId: ids.personId.parse(row['person_id']),
      startMs: number(row['start_ms']),
      endMs: number(row['end_ms']),
      words: String(row['words']).slice(0, wordsAtMost),
    }));
}

/** The moments given as examples of a code, in the order in which they were. */
export function exampleMoments(read: Reader, id: ids.CodeId, watching: Watching | null): ExampleMoment[] {
  return read
    .all(
      `SELECT e.id, m.id AS moment_id, m.session_id, m.recording_id, m.label,
         (SELECT min(g.start_ms) FROM segments g WHERE g.moment_id = m.id) AS start_ms
       FROM code_examples e JOIN moments m ON m.id = e.moment_id WHERE e.code_id = ?1 AND ${visibleTo('?2')}
       ORDER BY e.id`,
      id,
      watching?.recallerId ?? null,
    )
    .map((row) => ({
      exampleId: ids.codeExampleId.parse(row['id']),
      momentId: ids.momentId.parse(row['moment_id']),
      sessionId: ids.sessionId.parse(row['session_id']),
      recordingId: ids.recordingId.parse(row['recording_id']),
      label: String(row['label']),
      startMs: Number(row['start_ms'] ?? 0),
    }));
}
