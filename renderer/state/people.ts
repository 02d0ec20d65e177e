import type { PersonId } from '../../shared/model/ids.ts';
import { mirror } from './rows.ts';

/** A person's name as the study has it, a pseudonym for participants; “…” for somebody who is gone. */
export function nameOf(id: PersonId): string {
  return mirror.get('person', id)?.name ?? '…';
}

/** “Client 07, Therapist 2” */
export function namesOf(ids: Iterable<PersonId>): string {
  return [...ids].map(nameOf).join(', ');
}
