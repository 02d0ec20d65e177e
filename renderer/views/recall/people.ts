import { byId } from '../../../shared/model/order.ts';
import type { PersonRow } from '../../../shared/model/rows.ts';
import type { RowReader } from '../../state/mirror.ts';

/** Who may be the recaller: the session's participants. */
export function recallersOf(rows: RowReader, sessionId: string): PersonRow[] {
  return rows
    .of('sessionParticipant', sessionId)
    .map(({ personId }) => rows.get('person', personId))
    .filter((person) => person !== undefined);
}

/** Who may be the inquirer: the team, and whoever is it now. */
export function inquirersOf(rows: RowReader, inquirerId: string | null): PersonRow[] {
  return rows
    .all('person')
    .filter(({ id, kind, isRetired }) => id === inquirerId || (kind === 'team' && !isRetired))
    .toSorted((a, b) => Number(b.role === 'inquirer') - Number(a.role === 'inquirer') || byId(a, b));
}
