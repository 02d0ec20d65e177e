import { useMemo } from 'react';
import { useRows } from '../../state/rows.ts';
import { compareNames, compareSessions, sessionName } from '../../ui/names.ts';

export type Choice = { readonly value: string; readonly label: string };

/** Sessions with the names of their cases, as they were held. */
export function useSessionChoices(): Choice[] {
  const sessions = useRows((rows) => rows.all('session'));
  const cases = useRows((rows) => rows.all('case'));
  return useMemo(() => {
    const labels = new Map<string, string>(cases.map(({ id, label }) => [id, label]));
    const labelOf = (id: string): string => labels.get(id) ?? '';
    return sessions
      .toSorted((a, b) => compareNames(labelOf(a.caseId), labelOf(b.caseId)) || compareSessions(a, b))
      .map((session) => ({
        value: session.id,
        label: `${labelOf(session.caseId)}, ${sessionName(session)}`,
      }));
  }, [sessions, cases]);
}

export function usePersonChoices(): Choice[] {
  const people = useRows((rows) => rows.all('person'));
  return useMemo(
    () =>
      people
        .map(({ id, name }): Choice => ({ value: id, label: name }))
        .sort((a, b) => compareNames(a.label, b.label)),
    [people],
  );
}
