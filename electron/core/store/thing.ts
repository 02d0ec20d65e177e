import type { ThingFacts } from '../../../shared/contract/memo.ts';
import * as ids from '../../../shared/model/ids.ts';
import { type Thing, type ThingKind, thing } from '../../../shared/model/memo-rows.ts';
import type { Reader, SqlRow } from './connection.ts';
import { momentPlace, statementHeard, statementPlace, toWhereabouts, turnPlace } from './places.ts';

const nameAtMost = 120;

/** The beginning of a text, as one line. */
const beginning = (text: string): string =>
  `substr(trim(replace(replace(${text}, char(13), ' '), char(10), ' ')), 1, ${nameAtMost})`;

/** Of a thing ?1: `name`, and of `interview_id`, `target_…` and the columns of `toWhereabouts` those that it has. */
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
  statement: `SELECT ${beginning('s.body')} AS name, i.session_id, i.id AS interview_id, ${statementPlace('s')},
      ${statementHeard('s')}, s.moment_id
    FROM statements s JOIN interviews i ON i.id = s.interview_id LEFT JOIN stops p ON p.id = s.stop_id WHERE s.id = ?1`,
  code: 'SELECT name FROM codes WHERE id = ?1',
  // Where it lies, if that is not a span of its own, `saidOf` knows.
  coding: `SELECT k.name, c.session_id, c.target_kind AS coded_kind, c.recording_id, c.start_ms, c.end_ms,
      coalesce(c.moment_id, c.statement_id, c.turn_id) AS said_of
    FROM codings c JOIN codes k ON k.id = c.code_id WHERE c.id = ?1`,
  transcript:
    'SELECT label AS name, session_id, recording_id, id AS transcript_id FROM transcripts WHERE id = ?1',
  turn: `SELECT ${beginning('u.body')} AS name, t.session_id, t.id AS transcript_id, u.id AS turn_id, ${turnPlace('u', 't')}
    FROM turns u JOIN transcripts t ON t.id = u.transcript_id WHERE u.id = ?1`,
  memo: `SELECT CASE title WHEN '' THEN ${beginning('body')} ELSE title END AS name, target_kind, target_id
    FROM memos WHERE id = ?1`,
};

const codedThing: Readonly<Record<string, ThingKind>> = {
  moment: 'moment',
  statement: 'statement',
  passage: 'turn',
};

/** A coding lies where that lies which it is said of. */
function saidOf(read: Reader, row: SqlRow): SqlRow {
  const kind = codedThing[String(row['coded_kind'])];
  const target = kind === undefined ? undefined : read.get(described[kind], String(row['said_of']));
  return { ...row, ...target, name: row['name'] ?? '' };
}

/** Those of the things that are there, in the order asked for. */
export function describeThings(read: Reader, things: readonly Thing[]): ThingFacts[] {
  return things.flatMap(({ kind, id }): ThingFacts[] => {
    const own = read.get(described[kind], id);
    if (own === undefined) return [];
    const row = saidOf(read, own);
    const about = thing.safeParse({ kind: row['target_kind'], id: row['target_id'] });
    return [
      {
        kind,
        id,
        name: String(row['name']),
        ...toWhereabouts(row),
        recordingId: ids.recordingId.nullable().parse(row['recording_id'] ?? null),
        interviewId: ids.interviewId.nullable().parse(row['interview_id'] ?? null),
        about: about.success ? about.data : null,
      },
    ];
  });
}
