import { useCallback } from 'react';
import type { PersonRow } from '../../../shared/model/rows.ts';
import type { RowReader } from '../../state/mirror.ts';
import { useRows } from '../../state/rows.ts';

export type Speaker = { readonly channel: number | null; readonly person: PersonRow | undefined };

/** Who speaks in a session, and on which channel where each has one. */
export function useSpeakers(sessionId: string): readonly Speaker[] {
  return useRows(
    useCallback(
      (rows: RowReader) =>
        rows
          .of('sessionParticipant', sessionId)
          .map(({ channel, personId }): Speaker => ({ channel, person: rows.get('person', personId) })),
      [sessionId],
    ),
  );
}
