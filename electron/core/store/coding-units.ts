import type { CodingProgress, CodingUnit, UnitKind, UnitSearch } from '../../../shared/contract/coding.ts';
import * as ids from '../../../shared/model/ids.ts';
import {
  codingVisibleTo,
  statementVisibleTo,
  transcriptVisibleTo,
  visibleTo,
  type Watching,
} from './blindness.ts';
import type { Reader } from './connection.ts';

/** The given units of a session in the order in which they are coded; ?1 session, ?2 coder, then what `unitValues` says. */
const unitsSql: Record<UnitKind, string> = {
  moment: `SELECT m.id, m.recording_id, NULL AS interview_id, min(g.start_ms) AS start_ms, max(g.end_ms) AS end_ms,
      EXISTS (SELECT 1 FROM codings c WHERE c.moment_id = m.id AND c.person_id = ?2) AS is_coded
    FROM moments m JOIN segments g ON g.moment_id = m.id
    WHERE m.session_id = ?1 AND ${visibleTo('?3')}
    GROUP BY m.id ORDER BY m.recording_id, start_ms, m.id`,
  statement: `SELECT s.id, NULL AS recording_id, s.interview_id, s.start_ms, s.end_ms,
      EXISTS (SELECT 1 FROM codings c WHERE c.statement_id = s.id AND c.person_id = ?2) AS is_coded
    FROM interviews i JOIN statements s ON s.interview_id = i.id
    WHERE i.session_id = ?1 AND ${statementVisibleTo('?3')}
    ORDER BY s.interview_id, s.start_ms, s.id`,
  turn: `SELECT u.id, t.recording_id, NULL AS interview_id, u.start_ms, u.end_ms,
      EXISTS (SELECT 1 FROM codings c WHERE c.turn_id = u.id AND c.person_id = ?2) AS is_coded
    FROM transcripts t JOIN turns u ON u.transcript_id = t.id
    WHERE t.session_id = ?1 AND (?4 IS NULL OR t.id = ?4) AND ${transcriptVisibleTo('?3')}
    ORDER BY t.id, u.position, u.id`,
};

function unitValues(search: UnitSearch, watching: Watching | null): (string | null)[] {
  const interview = watching?.interviewId ?? null;
  switch (search.of) {
    case 'moment':
      return [watching?.recallerId ?? null];
    case 'statement':
      return [interview];
    case 'turn':
      return [interview, search.transcriptId];
  }
}

/**
 * The next (or previous) unit after `after` that this coder has not coded, beginning again at the other end; null when
 * all are. `left` counts those not coded.
 */
export function nextUnit(
  read: Reader,
  search: UnitSearch,
  watching: Watching | null,
): { unit: CodingUnit | null; left: number } {
  const rows = read.all(
    unitsSql[search.of],
    search.sessionId,
    search.personId,
    ...unitValues(search, watching),
  );
  if (search.direction === 'previous') rows.reverse();
  const at = rows.findIndex((row) => row['id'] === search.after);
  const isOpen = (row: (typeof rows)[number]) => row['is_coded'] === 0;
  const found = rows.slice(at + 1).find(isOpen) ?? rows.find(isOpen);
  const left = rows.filter(isOpen).length;
  if (found === undefined) return { unit: null, left };
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    unit: {
      kind: search.of,
      id: String(found['id']),
      recordingId: ids.recordingId.nullable().parse(found['recording_id']),
      interviewId: ids.interviewId.nullable().parse(found['interview_id']),
      startMs: number(found['start_ms']),
      endMs: number(found['end_ms']),
    },
    left,
  };
}

/** How far every coder is, in one session or in all; and how many units there are in each. */
export function codingProgress(
  read: Reader,
  sessionId: ids.SessionId | null,
  watching: Watching | null,
): CodingProgress {
  const values = [sessionId, watching?.recallerId ?? null, watching?.interviewId ?? null];
  const coders = read.all(
    `SELECT c.session_id, c.person_id, count(*) AS codings, count(DISTINCT c.moment_id) AS moments,
       count(DISTINCT c.statement_id) AS statements, count(DISTINCT c.turn_id) AS turns,
       count(c.recording_id) AS spans
     FROM codings c WHERE (?1 IS NULL OR c.session_id = ?1) AND ${codingVisibleTo('?2', '?3')}
     GROUP BY c.session_id, c.person_id ORDER BY c.session_id, c.person_id`,
    ...values,
  );
  const sessions = read.all(
    `SELECT e.id,
       (SELECT count(*) FROM moments m WHERE m.session_id = e.id AND ${visibleTo('?2')}) AS moments,
       (SELECT count(*) FROM interviews i JOIN statements s ON s.interview_id = i.id
        WHERE i.session_id = e.id AND ${statementVisibleTo('?3')}) AS statements,
       (SELECT count(*) FROM transcripts t JOIN turns u ON u.transcript_id = t.id
        WHERE t.session_id = e.id AND ${transcriptVisibleTo('?3')}) AS turns
     FROM sessions e WHERE ?1 IS NULL OR e.id = ?1 ORDER BY e.id`,
    ...values,
  );
  const counts = (row: (typeof coders)[number]) => ({
    moments: Number(row['moments']),
    statements: Number(row['statements']),
    turns: Number(row['turns']),
  });
  return {
    sessions: sessions.map((row) => ({ sessionId: ids.sessionId.parse(row['id']), ...counts(row) })),
    coders: coders.map((row) => ({
      sessionId: ids.sessionId.parse(row['session_id']),
      personId: ids.personId.parse(row['person_id']),
      codings: Number(row['codings']),
      spans: Number(row['spans']),
      ...counts(row),
    })),
  };
}
