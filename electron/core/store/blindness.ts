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
    case 'coding':
      return isMomentVisible(read, change.after.momentId, recallerId);
    case 'interview':
      return change.id === interviewId;
    case 'place':
    case 'logLine':
    case 'stop':
    case 'leadUse':
    case 'statement':
      return change.after.interviewId === interviewId;
    case 'rating':
      return (
        change.after.interviewId === interviewId && isMomentVisible(read, change.after.momentId, recallerId)
      );
    case 'dialTrace':
      return change.after.personId === recallerId;
    case 'dialChunk': {
      const trace = read.get('SELECT person_id FROM dial_traces WHERE id = ?', change.after.traceId);
      return trace?.['person_id'] === recallerId;
    }
    case 'recording':
      return mayHear(change.after.interviewId, watching);
    case 'study':
    case 'case':
    case 'person':
    case 'session':
    case 'sessionParticipant':
    case 'code':
    case 'syncPoint':
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
