import type { InterviewId, PersonId } from '../../../shared/model/ids.ts';
import type { RowChange } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';

/**
 * While a recall interview is open, what other recallers of the session marked and said is not sent to the page: a
 * client says things in recall that the therapist must never see by accident. Marks of the team are shown.
 */
export type Watching = { interviewId: InterviewId; recallerId: PersonId };

/** Whether the sound of this interview, or with null of a session, may be heard and listed. */
export function mayHear(interviewId: InterviewId | null, watching: Watching | null): boolean {
  return watching === null || interviewId === null || interviewId === watching.interviewId;
}

/** A condition on moments `m`: `recaller`, a placeholder, is the person who may see them, or NULL for everybody. */
export function visibleTo(recaller: string): string {
  return `(${recaller} IS NULL OR m.person_id = ${recaller} OR m.person_id NOT IN
    (SELECT p.person_id FROM session_participants p WHERE p.session_id = m.session_id))`;
}

/** The same on statements `s` of interviews: `interview` is the one that is held, or NULL. */
export function statementVisibleTo(interview: string): string {
  return `(${interview} IS NULL OR s.interview_id = ${interview})`;
}

/** The same on transcripts `t`, which are as open as the sound they were written from. */
export function transcriptVisibleTo(interview: string): string {
  return `(${interview} IS NULL OR t.recording_id IN
    (SELECT r.id FROM recordings r WHERE r.interview_id IS NULL OR r.interview_id = ${interview}))`;
}

/** The same on codings `c`: as open as what they are said of, and never those of another participant. */
export function codingVisibleTo(recaller: string, interview: string): string {
  return `(${recaller} IS NULL OR (
    (c.person_id = ${recaller} OR c.person_id NOT IN
      (SELECT p.person_id FROM session_participants p WHERE p.session_id = c.session_id))
    AND CASE c.target_kind
      WHEN 'moment' THEN EXISTS (SELECT 1 FROM moments m WHERE m.id = c.moment_id AND ${visibleTo(recaller)})
      WHEN 'statement' THEN EXISTS
        (SELECT 1 FROM statements s WHERE s.id = c.statement_id AND ${statementVisibleTo(interview)})
      WHEN 'passage' THEN EXISTS
        (SELECT 1 FROM turns u JOIN transcripts t ON t.id = u.transcript_id
         WHERE u.id = c.turn_id AND ${transcriptVisibleTo(interview)})
      ELSE EXISTS (SELECT 1 FROM recordings r
        WHERE r.id = c.recording_id AND (r.interview_id IS NULL OR r.interview_id = ${interview})) END))`;
}

function isCodingVisible(read: Reader, id: string, { recallerId, interviewId }: Watching): boolean {
  const sql = `SELECT c.id FROM codings c WHERE c.id = ?1 AND ${codingVisibleTo('?2', '?3')}`;
  return read.get(sql, id, recallerId, interviewId) !== undefined;
}

export function isTranscriptVisible(read: Reader, id: string, watching: Watching | null): boolean {
  const sql = `SELECT t.id FROM transcripts t WHERE t.id = ?1 AND ${transcriptVisibleTo('?2')}`;
  return read.get(sql, id, watching?.interviewId ?? null) !== undefined;
}

/** Whether this recaller may see a moment: of theirs, or of the team. Null stands for what hangs on no moment. */
export function isMomentVisible(read: Reader, momentId: string | null, recallerId: PersonId): boolean {
  if (momentId === null) return true;
  return (
    read.get(`SELECT m.id FROM moments m WHERE m.id = ?1 AND ${visibleTo('?2')}`, momentId, recallerId) !==
    undefined
  );
}

function isVisible(read: Reader, change: RowChange, watching: Watching): boolean {
  const { interviewId, recallerId } = watching;
  // What is gone says nothing but its id.
  if (change.after === null) return true;
  switch (change.entity) {
    case 'moment':
      return isMomentVisible(read, change.id, recallerId);
    case 'segment':
    case 'peak':
    case 'note':
    case 'codeExample':
      return isMomentVisible(read, change.after.momentId, recallerId);
    case 'coding':
      return isCodingVisible(read, change.id, watching);
    case 'transcript':
      return isTranscriptVisible(read, change.id, watching);
    case 'speaker':
    case 'turn':
      return isTranscriptVisible(read, change.after.transcriptId, watching);
    case 'interview':
      return change.id === interviewId;
    case 'place':
    case 'logLine':
    case 'stop':
    case 'leadUse':
    case 'statement':
      return change.after.interviewId === interviewId;
    case 'rating': {
      const { interviewId: given, personId, momentId } = change.after;
      const isTheirs = given === interviewId || (given === null && personId === recallerId);
      return isTheirs && isMomentVisible(read, momentId, recallerId);
    }
    case 'dialTrace':
      return change.after.personId === recallerId;
    case 'dialChunk': {
      const trace = read.get('SELECT person_id FROM dial_traces WHERE id = ?', change.after.traceId);
      return trace?.['person_id'] === recallerId;
    }
    case 'recording':
      return mayHear(change.after.interviewId, watching);
    // Its examples name moments of everybody, and nobody compares codebooks while an interview is held.
    case 'codebookVersion':
      return false;
    // What the team thinks, of anything and anybody: not for the one screen that a recaller looks at.
    case 'memo':
    case 'link':
      return false;
    case 'redaction': {
      const of = read.get('SELECT interview_id FROM recordings WHERE id = ?', change.after.recordingId);
      return of?.['interview_id'] === null;
    }
    case 'study':
    case 'case':
    case 'person':
    case 'session':
    case 'sessionParticipant':
    case 'code':
    case 'codeSet':
    case 'codeSetMember':
    case 'instrument':
    case 'instrumentItem':
    case 'savedQuery':
    case 'syncPoint':
    case 'consent':
    case 'retention':
    case 'withdrawal':
      return true;
  }
}

/** Of the rows of a change, those that may be sent while `watching`; all when nobody is. */
export function visibleRows(
  read: Reader,
  rows: readonly RowChange[],
  watching: Watching | null,
): RowChange[] {
  return watching === null ? [...rows] : rows.filter((row) => isVisible(read, row, watching));
}
