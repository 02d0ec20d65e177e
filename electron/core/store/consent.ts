import { Failure } from '../../../shared/contract/failure.ts';
import type { ConsentUse } from '../../../shared/model/consent.ts';
import { type Uncovered, uncovered } from '../../../shared/model/consent-rules.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { ConsentRow } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { decode, findRow } from './tables.ts';

/** Throws INPUT_INVALID for one of the team: they consent to nothing here. */
function checkParticipant(edit: Edit, id: ids.PersonId): void {
  if (edit.get('person', id).kind !== 'participant')
    throw new Failure('INPUT_INVALID', { field: 'personId' });
}

export function recordConsent(edit: Edit, consent: Omit<ConsentRow, 'id' | 'createdAt'>): ids.ConsentId {
  checkParticipant(edit, consent.personId);
  const id = newId(ids.consentId);
  edit.insert('consent', { id, ...consent, createdAt: Date.now() });
  return id;
}

/** One date a person; null takes it back. */
export function setRetention(edit: Edit, personId: ids.PersonId, keptUntil: string | null): void {
  checkParticipant(edit, personId);
  const found = edit.read.get('SELECT id FROM retentions WHERE person_id = ?', personId);
  if (found !== undefined && keptUntil === null) edit.remove('retention', String(found['id']));
  else if (found !== undefined && keptUntil !== null)
    edit.update('retention', String(found['id']), { keptUntil });
  else if (keptUntil !== null) edit.insert('retention', { id: newId(ids.retentionId), personId, keptUntil });
}

/** With the person; what they agreed to says nothing without them. */
export function removeConsents(edit: Edit, personId: ids.PersonId): void {
  edit.removeWhere('consent', 'personId', personId);
  edit.removeWhere('retention', 'personId', personId);
}

export function allConsents(read: Reader): ConsentRow[] {
  return read.all('SELECT * FROM consents ORDER BY id').map((raw) => decode('consent', raw));
}

/**
 * Who of these people does not cover this use, and why; none: it may be used. Members of the team are never asked.
 * For everything that leaves the study or is shown: exports, clips, quotations.
 */
export function coveredBy(
  read: Reader,
  personIds: Iterable<ids.PersonId>,
  use: ConsentUse,
): { isCovered: boolean; uncovered: Uncovered[] } {
  const found = uncovered(allConsents(read), participantsAmong(read, personIds), use);
  return { isCovered: found.length === 0, uncovered: found };
}

function participantsAmong(read: Reader, personIds: Iterable<ids.PersonId>): ids.PersonId[] {
  return [...new Set(personIds)].filter((id) => findRow(read, 'person', id)?.kind === 'participant');
}

/** Whoever is heard or seen in each session: all of its participants, since a recording has all of their voices. */
export function peopleOfSessions(read: Reader): Map<ids.SessionId, ids.PersonId[]> {
  const people = new Map<ids.SessionId, ids.PersonId[]>();
  for (const row of read.all('SELECT session_id, person_id FROM session_participants ORDER BY id')) {
    const of = ids.sessionId.parse(row['session_id']);
    people.set(of, [...(people.get(of) ?? []), ids.personId.parse(row['person_id'])]);
  }
  return people;
}
