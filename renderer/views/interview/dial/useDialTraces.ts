import { useCallback, useEffect, useMemo } from 'react';
import type { SessionId } from '../../../../shared/model/ids.ts';
import { byId } from '../../../../shared/model/order.ts';
import type { DialTraceRow } from '../../../../shared/model/rows.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { traceLooks } from '../../../desk/dial/traceLooks.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { mirror, useRows } from '../../../state/rows.ts';
import { runsOf, type Trace } from '../../../timeline/traces.ts';
import { type PersonLook, personLook } from '../../../ui/people.ts';

/** Rows that came without a place in the journal: whatever is at hand is as new. */
async function load(sessionId: SessionId): Promise<void> {
  const loaded = await attempt(client.dial.load({ sessionId }));
  // What cannot be drawn is no reason to hold anything else up; it is there when the core is.
  if (!loaded.ok) return;
  const { traces, chunks } = loaded.value;
  const rows = [
    ...traces.map((trace) => ({ entity: 'dialTrace', id: trace.id, after: trace }) as const),
    ...chunks.map((chunk) => ({ entity: 'dialChunk', id: chunk.id, after: chunk }) as const),
  ];
  mirror.apply({ seq: 0, name: 'dial.load', kind: 'edit', actor: null, at: 0, rows });
}

/** The dial traces of a session as far as they may be seen now, to be drawn over one of its recordings. */
export function useDialTraces(sessionId: SessionId, recordingId: string): readonly Trace[] {
  useEffect(() => {
    void load(sessionId);
    // A mirror that was built anew has let go of them.
    return mirror.subscribe((touched) => {
      if (touched === 'all' && mirror.of('dialTrace', sessionId).length === 0) void load(sessionId);
    });
  }, [sessionId]);
  const traces = useRows(
    useCallback(
      (rows: RowReader): readonly DialTraceRow[] =>
        rows
          .of('dialTrace', sessionId)
          .filter((trace) => trace.recordingId === recordingId)
          .sort(byId),
      [sessionId, recordingId],
    ),
  );
  const chunks = useRows(
    useCallback((rows: RowReader) => traces.map((trace) => rows.of('dialChunk', trace.id)), [traces]),
  );
  const everybody = useRows((rows) => rows.all('person'));
  return useMemo(() => {
    const people = new Map<string, PersonLook>(everybody.map((person) => [person.id, personLook(person)]));
    const looks = traceLooks(traces, (id) => people.get(id));
    return traces.flatMap((trace, index): Trace[] => {
      const { id, low, high, personId } = trace;
      const [person, look] = [people.get(personId), looks.get(id)];
      if (person === undefined || look === undefined) return [];
      const samples = (chunks[index] ?? []).toSorted(byId).flatMap((chunk) => chunk.samples);
      return [{ id, color: person.color, ...look, low, high, runs: runsOf(samples) }];
    });
  }, [traces, chunks, everybody]);
}
