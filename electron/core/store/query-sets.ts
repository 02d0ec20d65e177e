import { type QuerySet, querySet } from '../../../shared/model/query.ts';
import { codingVisibleTo, visibleTo } from './blindness.ts';
import { turnStart } from './places.ts';

// Everywhere here ?1 is the recaller and ?2 the interview that is held, or NULL.

/** What the recaller of the interview that is held said there, or outside of any. */
export function ratingIsSeen(r: string): string {
  return `(?1 IS NULL OR ${r}.interview_id = ?2 OR (${r}.interview_id IS NULL AND ${r}.person_id = ?1))`;
}

/** Where a coding's target lies: its moment, its span, the turn of its passage, the moment or stop of its statement. */
const codingPlace = {
  recording: `CASE c.target_kind WHEN 'span' THEN c.recording_id WHEN 'moment' THEN m.recording_id
    WHEN 'passage' THEN t.recording_id ELSE coalesce(sm.recording_id, i.recording_id) END`,
  start: `CASE c.target_kind WHEN 'span' THEN c.start_ms WHEN 'moment' THEN g.start_ms
    WHEN 'passage' THEN ${turnStart('u')} ELSE coalesce(sg.start_ms, max(0, p.session_ms - p.look_back_ms)) END`,
  end: `CASE c.target_kind WHEN 'span' THEN coalesce(c.end_ms, c.start_ms) WHEN 'moment' THEN g.end_ms
    WHEN 'passage' THEN coalesce(u.end_ms, ${turnStart('u')}) ELSE coalesce(sg.end_ms, p.session_ms) END`,
};

const spans =
  '(SELECT moment_id, min(start_ms) AS start_ms, max(end_ms) AS end_ms FROM segments GROUP BY moment_id)';

/** The moment in whose parts `x` of any set lies; a stop is the instant that it was, whatever was marked at it. */
export const momentAround = (x: string): string => `iif(${x}.kind = 'stop', NULL, ${x}.moment_id)`;

/** A set with a row for each part of each member, for what lies near to it. */
const partsSql = (set: QuerySet): string => `${set}_parts AS MATERIALIZED (
    SELECT x.*, coalesce(g.start_ms, x.start_ms) AS part_start_ms, coalesce(g.end_ms, x.end_ms) AS part_end_ms
    FROM ${set}_seen x LEFT JOIN segments g ON g.moment_id = ${momentAround('x')})`;

/**
 * The three sets that a query is about, as one shape: where each lies, whose it is, what it says. Laid out once a query
 * (MATERIALIZED), since a nearness looks at a set from every member of another.
 */
export function setsSql(): string {
  return `WITH spans_seen AS MATERIALIZED ${spans},
  moments_seen AS MATERIALIZED (
    SELECT 'moment' AS kind, m.id, m.session_id, m.recording_id, g.start_ms, g.end_ms, m.person_id, m.role,
      m.id AS moment_id, NULL AS code_id, NULL AS coded_kind, NULL AS statement_id, m.label AS text
    FROM moments m JOIN spans_seen g ON g.moment_id = m.id WHERE ${visibleTo('?1')}),
  codings_seen AS MATERIALIZED (
    SELECT 'coding' AS kind, c.id, c.session_id, ${codingPlace.recording} AS recording_id,
      ${codingPlace.start} AS start_ms, ${codingPlace.end} AS end_ms, c.person_id, h.role,
      coalesce(c.moment_id, s.moment_id) AS moment_id, c.code_id, c.target_kind AS coded_kind, c.statement_id,
      c.turn_id, u.transcript_id, c.from_offset, c.to_offset, c.comment, c.certainty,
      substr(CASE c.target_kind WHEN 'moment' THEN m.label WHEN 'statement' THEN s.body
        WHEN 'passage' THEN substr(u.body, c.from_offset + 1, c.to_offset - c.from_offset) ELSE '' END, 1, 300) AS text
    FROM codings c JOIN people h ON h.id = c.person_id
      LEFT JOIN moments m ON m.id = c.moment_id LEFT JOIN spans_seen g ON g.moment_id = c.moment_id
      LEFT JOIN statements s ON s.id = c.statement_id LEFT JOIN interviews i ON i.id = s.interview_id
      LEFT JOIN stops p ON p.id = s.stop_id LEFT JOIN moments sm ON sm.id = s.moment_id
      LEFT JOIN spans_seen sg ON sg.moment_id = s.moment_id
      LEFT JOIN turns u ON u.id = c.turn_id LEFT JOIN transcripts t ON t.id = u.transcript_id
    WHERE ${codingVisibleTo('?1', '?2')}),
  stops_seen AS MATERIALIZED (
    SELECT 'stop' AS kind, p.id, i.session_id, i.recording_id, p.session_ms AS start_ms, p.session_ms AS end_ms,
      i.recaller_id AS person_id, h.role, p.moment_id, NULL AS code_id, NULL AS coded_kind,
      NULL AS statement_id, '' AS text
    FROM stops p JOIN interviews i ON i.id = p.interview_id JOIN people h ON h.id = i.recaller_id
    WHERE ?2 IS NULL OR i.id = ?2),
  ${querySet.options.map(partsSql).join(', ')}`;
}
