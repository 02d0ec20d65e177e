import { useCallback, useMemo } from 'react';
import type { TierPerson } from '../../../desk/session/model/tiers.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { useRows } from '../../../state/rows.ts';
import { personLook } from '../../../ui/people.ts';
import { peopleOf } from '../people.ts';

/** Who may have a tier on the timeline of a session, in order, as they look everywhere. */
export function useTierPeople(sessionId: string): readonly TierPerson[] {
  const people = useRows(useCallback((rows: RowReader) => peopleOf(rows, sessionId), [sessionId]));
  return useMemo(
    () =>
      people.map((person) => {
        const { color, letters, shape } = personLook(person);
        return { id: person.id, name: person.name, color, letter: letters, shape };
      }),
    [people],
  );
}
