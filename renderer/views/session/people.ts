import { byId } from '../../../shared/model/order.ts';
import type { PersonRow } from '../../../shared/model/rows.ts';
import type { RowReader } from '../../state/mirror.ts';

/** Who may be marking: the session's participants first, then the other participants, then the team. */
export function peopleOf(rows: RowReader, sessionId: string): readonly PersonRow[] {
  const here = new Set(rows.of('sessionParticipant', sessionId).map(({ personId }) => personId));
  const rank = (person: PersonRow): number =>
    here.has(person.id) ? 0 : person.kind === 'participant' ? 1 : 2;
  return rows.all('person').toSorted((a, b) => rank(a) - rank(b) || byId(a, b));
}

/** Those of them who can be chosen now. */
export function activePeopleOf(rows: RowReader, sessionId: string): readonly PersonRow[] {
  return peopleOf(rows, sessionId).filter(({ isRetired }) => !isRetired);
}
