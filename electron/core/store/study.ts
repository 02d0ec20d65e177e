import { Failure } from '../../../shared/contract/failure.ts';
import type { SessionCounts, StudyContents } from '../../../shared/contract/study.ts';
import { type PersonId, sessionId, studyId } from '../../../shared/model/ids.ts';
import type { Entity, Row, StudyRow } from '../../../shared/model/rows.ts';
import { defaultStudySettings } from '../../../shared/model/settings.ts';
import { codingVisibleTo, visibleTo, type Watching } from './blindness.ts';
import type { Reader } from './connection.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { addRecallInstrument } from './instrument.ts';
import { decode } from './tables.ts';

export function createStudy(edit: Edit, title: string): void {
  edit.insert('study', {
    id: newId(studyId),
    title,
    note: '',
    settings: defaultStudySettings,
    createdAt: Date.now(),
  });
  addRecallInstrument(edit);
}

/** The study's own row: there is one. Throws STUDY_DAMAGED when there is none. */
export function studyOf(read: Reader): StudyRow {
  const raw = read.get('SELECT * FROM studies LIMIT 1');
  if (raw === undefined) throw new Failure('STUDY_DAMAGED');
  return decode('study', raw);
}

function rowsOf<E extends Entity>(read: Reader, entity: E, sql: string): Row<E>[] {
  return read.all(sql).map((raw) => decode(entity, raw));
}

/** Everything of the study but the insides of its sessions; what hangs on moments only where `recaller` may see them, null: all. */
export function studyContents(
  read: Reader,
  recaller: PersonId | null = null,
): Omit<StudyContents, 'seq' | 'ref' | 'isSealed' | 'hasRecoveryKey' | 'opening' | 'setBack'> {
  return {
    study: studyOf(read),
    cases: rowsOf(read, 'case', 'SELECT * FROM cases ORDER BY id'),
    people: rowsOf(read, 'person', 'SELECT * FROM people ORDER BY id'),
    sessions: rowsOf(read, 'session', 'SELECT * FROM sessions ORDER BY id'),
    sessionParticipants: rowsOf(read, 'sessionParticipant', 'SELECT * FROM session_participants ORDER BY id'),
    recordings: rowsOf(read, 'recording', 'SELECT * FROM recordings ORDER BY id'),
    codes: rowsOf(read, 'code', 'SELECT * FROM codes ORDER BY position, id'),
    codeExamples: read
      .all(
        `SELECT e.* FROM code_examples e LEFT JOIN moments m ON m.id = e.moment_id
         WHERE m.id IS NULL OR ${visibleTo('?1')} ORDER BY e.id`,
        recaller,
      )
      .map((raw) => decode('codeExample', raw)),
    codeSets: rowsOf(read, 'codeSet', 'SELECT * FROM code_sets ORDER BY id'),
    codeSetMembers: rowsOf(read, 'codeSetMember', 'SELECT * FROM code_set_members ORDER BY id'),
    consents: rowsOf(read, 'consent', 'SELECT * FROM consents ORDER BY id'),
    retentions: rowsOf(read, 'retention', 'SELECT * FROM retentions ORDER BY id'),
    withdrawals: rowsOf(read, 'withdrawal', 'SELECT * FROM withdrawals ORDER BY id'),
    instruments: rowsOf(read, 'instrument', 'SELECT * FROM instruments ORDER BY id'),
    instrumentItems: rowsOf(read, 'instrumentItem', 'SELECT * FROM instrument_items ORDER BY position, id'),
    savedQueries: rowsOf(read, 'savedQuery', 'SELECT * FROM saved_queries ORDER BY id'),
  };
}

/**
 * How much is in each session: three counts over indexes, 25 ms for 50,000 moments and 200,000 codings. While `watching`
 * only what may be seen is counted: how much another recaller marked is for nobody's eyes either.
 */
export function sessionCounts(read: Reader, watching: Watching | null = null): SessionCounts[] {
  const seen = watching === null ? '' : `AND ${visibleTo('?1')}`;
  const codingSeen = watching === null ? '' : `AND ${codingVisibleTo('?1', '?2')}`;
  const counted = read.all(
    `SELECT s.id,
       (SELECT count(*) FROM moments m WHERE m.session_id = s.id ${seen}) AS moments,
       (SELECT count(*) FROM moments m JOIN notes n ON n.moment_id = m.id WHERE m.session_id = s.id ${seen}) AS notes,
       (SELECT count(*) FROM codings c WHERE c.session_id = s.id ${codingSeen}) AS codings
     FROM sessions s ORDER BY s.id`,
    ...(watching === null ? [] : [watching.recallerId, watching.interviewId]),
  );
  return counted.map((row) => ({
    sessionId: sessionId.parse(row['id']),
    moments: Number(row['moments']),
    notes: Number(row['notes']),
    codings: Number(row['codings']),
  }));
}
