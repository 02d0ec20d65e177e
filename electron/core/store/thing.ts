import type { ThingFacts } from '../../../shared/contract/memo.ts';
import * as ids from '../../../shared/model/ids.ts';
import { type Thing, type ThingKind, thing } from '../../../shared/model/memo-rows.ts';
import type { Reader } from './connection.ts';
import { momentPlace, statementPlace, turnPlace } from './places.ts';

const nameAtMost = 120;

/** The beginning of a text, as one line. */
const beginning = (text: string): string =>
  `substr(trim(replace(replace(${text}, char(13), ' '), char(10), ' ')), 1, ${nameAtMost})`;

/** Of a thing ?1: `name`, and of `session_id`, `recording_id`, `start_ms`, `moment_id`, `interview_id`, `target_…` those that it has. */
const described: Record<ThingKind, string> = {
  study: 'SELECT title AS name FROM studies WHERE id = ?1',
  case: 'SELECT label AS name FROM cases WHERE id = ?1',
  person: 'SELECT name FROM people WHERE id = ?1',
  session: 'SELECT title AS name, id AS session_id FROM sessions WHERE id = ?1',
  recording:
    'SELECT label AS name, session_id, id AS recording_id, interview_id FROM recordings WHERE id = ?1',
  interview: `SELECT p.name, i.session_id, i.recording_id, i.id AS interview_id
    FROM interviews i JOIN people p ON p.id = i.recaller_id WHERE i.id = ?1`,
  moment: `SELECT m.label AS name, m.session_id, m.id AS moment_id, ${momentPlace('m.id')} FROM moments m WHERE m.id = ?1`,
  statement: `SELECT ${beginning('s.body')} AS name, i.session_id, i.id AS interview_id, ${statementPlace('s')}
    FROM statements s JOIN interviews i ON i.id = s.interview_id LEFT JOIN stops p ON p.id = s.stop_id WHERE s.id = ?1`,
  code: 'SELECT name FROM codes WHERE id = ?1',
  coding: `SELECT k.name, c.session_id, c.moment_id, coalesce(c.recording_id, (SELECT recording_id FROM moments WHERE id = c.moment_id)) AS recording_id,
      coalesce(c.start_ms, (SELECT min(start_ms) FROM segments WHERE moment_id = c.moment_id)) AS start_ms
    FROM codings c JOIN codes k ON k.id = c.code_id WHERE c.id = ?1`,
  transcript: 'SELECT label AS name, session_id, recording_id FROM transcripts WHERE id = ?1',
  turn: `SELECT ${beginning('u.body')} AS name, t.session_id, ${turnPlace('u', 't')}
    FROM turns u JOIN transcripts t ON t.id = u.transcript_id WHERE u.id = ?1`,
  memo: `SELECT CASE title WHEN '' THEN ${beginning('body')} ELSE title END AS name, target_kind, target_id
    FROM memos WHERE id = ?1`,
};

/** Those of the things that are there, in the order asked for. */
export function describeThings(read: Reader, things: readonly Thing[]): ThingFacts[] {
  return things.flatMap(({ kind, id }): ThingFacts[] => {
    const row = read.get(described[kind], id);
    if (row === undefined) return [];
    const about = thing.safeParse({ kind: row['target_kind'], id: row['target_id'] });
    return [
      {
        kind,
        id,
        name: String(row['name']),
        sessionId: ids.sessionId.nullable().parse(row['session_id'] ?? null),
        recordingId: ids.recordingId.nullable().parse(row['recording_id'] ?? null),
        interviewId: ids.interviewId.nullable().parse(row['interview_id'] ?? null),
        momentId: ids.momentId.nullable().parse(row['moment_id'] ?? null),
        startMs: typeof row['start_ms'] === 'number' ? Math.round(row['start_ms']) : null,
        about: about.success ? about.data : null,
      },
    ];
  });
}
