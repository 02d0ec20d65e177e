import { Failure } from '../../../shared/contract/failure.ts';
import type { SessionContents } from '../../../shared/contract/session.ts';
import type { CaseId, PersonId, SessionId, SessionParticipantId } from '../../../shared/model/ids.ts';
import type { Entity, Row } from '../../../shared/model/rows.ts';
import { codingVisibleTo, transcriptVisibleTo, visibleTo, type Watching } from './blindness.ts';
import type { Reader } from './connection.ts';
import { removeConsents } from './consent.ts';
import type { Edit } from './edit.ts';
import { decode, getRow, tableOf } from './tables.ts';

/** Throws IN_USE, naming what stands in the way, when any row of `table` has this id in `column`. */
export function refuseWhileUsed(read: Reader, table: string, column: string, id: string): void {
  const count = read.number(`SELECT count(*) FROM ${table} WHERE ${column} = ?`, id);
  if (count > 0) throw new Failure('IN_USE', { by: table, count });
}

export function removeCase(edit: Edit, id: CaseId): void {
  refuseWhileUsed(edit.read, 'sessions', 'case_id', id);
  edit.remove('case', id);
}

export function removeSession(edit: Edit, id: SessionId): void {
  refuseWhileUsed(edit.read, 'recordings', 'session_id', id);
  refuseWhileUsed(edit.read, 'moments', 'session_id', id);
  refuseWhileUsed(edit.read, 'interviews', 'session_id', id);
  refuseWhileUsed(edit.read, 'ratings', 'session_id', id);
  edit.removeWhere('sessionParticipant', 'sessionId', id);
  edit.remove('session', id);
}

/** Whatever names a person does so with a foreign key, so that the schema itself says where to look. Consents go with them. */
function refuseWhileNamed(read: Reader, id: PersonId): void {
  const columns = read.all(
    `SELECT s.name AS "table", k."from" AS "column" FROM sqlite_schema s, pragma_foreign_key_list(s.name) k
     WHERE s.type = 'table' AND k."table" = 'people' AND s.name NOT IN ('consents', 'retentions')
     ORDER BY s.name, k."from"`,
  );
  for (const { table, column } of columns) refuseWhileUsed(read, String(table), String(column), id);
}

export function removePerson(edit: Edit, id: PersonId): void {
  refuseWhileNamed(edit.read, id);
  removeConsents(edit, id);
  edit.remove('person', id);
}

/** Throws CONFLICT when the person is in the session already, INPUT_INVALID for a member of the team. */
export function addSessionParticipant(edit: Edit, row: Row<'sessionParticipant'>): SessionParticipantId {
  if (edit.get('person', row.personId).kind !== 'participant')
    throw new Failure('INPUT_INVALID', { field: 'personId' });
  edit.get('session', row.sessionId);
  const others = edit.read.number(
    'SELECT count(*) FROM session_participants WHERE session_id = ? AND person_id = ?',
    row.sessionId,
    row.personId,
  );
  if (others > 0) throw new Failure('CONFLICT', { field: 'personId' });
  edit.insert('sessionParticipant', row);
  return row.id;
}

function rowsOfMoments<E extends Entity>(
  read: Reader,
  entity: E,
  id: SessionId,
  recaller: PersonId | null,
): Row<E>[] {
  const { name } = tableOf(entity);
  return read
    .all(
      `SELECT t.* FROM moments m JOIN ${name} t ON t.moment_id = m.id
       WHERE m.session_id = ?1 AND ${visibleTo('?2')} ORDER BY t.id`,
      id,
      recaller,
    )
    .map((raw) => decode(entity, raw));
}

/**
 * Everything inside one session, as `watching` may see it: without the moments of the session's other participants, and
 * what hangs on them. Null sees all. Turns of transcripts are loaded with each transcript. Throws NOT_FOUND.
 */
export function sessionContents(
  read: Reader,
  id: SessionId,
  watching: Watching | null = null,
): Omit<SessionContents, 'seq'> {
  getRow(read, 'session', id);
  const recaller = watching?.recallerId ?? null;
  const interview = watching?.interviewId ?? null;
  const rowsOf = <E extends Entity>(entity: E, sql: string, ...values: (string | null)[]): Row<E>[] =>
    read.all(sql, id, ...values).map((raw) => decode(entity, raw));
  return {
    sessionId: id,
    moments: rowsOf(
      'moment',
      `SELECT m.* FROM moments m WHERE m.session_id = ?1 AND ${visibleTo('?2')} ORDER BY m.id`,
      recaller,
    ),
    segments: rowsOfMoments(read, 'segment', id, recaller),
    peaks: rowsOfMoments(read, 'peak', id, recaller),
    notes: rowsOfMoments(read, 'note', id, recaller),
    codings: rowsOf(
      'coding',
      `SELECT c.* FROM codings c WHERE c.session_id = ?1 AND ${codingVisibleTo('?2', '?3')} ORDER BY c.id`,
      recaller,
      interview,
    ),
    transcripts: rowsOf(
      'transcript',
      `SELECT t.* FROM transcripts t WHERE t.session_id = ?1 AND ${transcriptVisibleTo('?2')} ORDER BY t.id`,
      interview,
    ),
    speakers: rowsOf(
      'speaker',
      `SELECT k.* FROM transcripts t JOIN speakers k ON k.transcript_id = t.id
       WHERE t.session_id = ?1 AND ${transcriptVisibleTo('?2')} ORDER BY k.position, k.id`,
      interview,
    ),
    // Not of the recordings of recall interviews while one is held: another's is not to be heard, nor what it covers.
    redactions: rowsOf(
      'redaction',
      `SELECT d.* FROM recordings r JOIN redactions d ON d.recording_id = r.id
       WHERE r.session_id = ?1 AND (?2 IS NULL OR r.interview_id IS NULL) ORDER BY d.id`,
      recaller,
    ),
  };
}
