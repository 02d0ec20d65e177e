import type { LeftOut } from '../../../shared/contract/consent.ts';
import { type CsvCell, toCsv } from '../../../shared/interchange/csv.ts';
import type { ConsentUse } from '../../../shared/model/consent.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { DialChunkRow, DialTraceRow } from '../../../shared/model/rows.ts';
import { formatTime } from '../../../shared/time/timecode.ts';
import type { Reader } from './connection.ts';
import { coveredBy } from './consent.ts';
import type { Edit } from './edit.ts';
import { newId } from './ids.ts';
import { decode } from './tables.ts';

export function beginTrace(edit: Edit, trace: Omit<DialTraceRow, 'id' | 'createdAt'>): ids.DialTraceId {
  const id = newId(ids.dialTraceId);
  edit.insert('dialTrace', { id, ...trace, createdAt: Date.now() });
  return id;
}

export function appendSamples(edit: Edit, traceId: ids.DialTraceId, samples: DialChunkRow['samples']): void {
  edit.get('dialTrace', traceId);
  edit.insert('dialChunk', { id: newId(ids.dialChunkId), traceId, samples });
}

export function removeTrace(edit: Edit, id: ids.DialTraceId): void {
  edit.removeWhere('dialChunk', 'traceId', id);
  edit.remove('dialTrace', id);
}

/** The traces of a session with their samples; only one person's, when `personId` is given. */
export function dialOf(read: Reader, sessionId: ids.SessionId, personId: ids.PersonId | null) {
  const traces = read
    .all(
      'SELECT * FROM dial_traces WHERE session_id = ?1 AND (?2 IS NULL OR person_id = ?2) ORDER BY id',
      sessionId,
      personId,
    )
    .map((raw) => decode('dialTrace', raw));
  const chunks = traces.flatMap((trace) =>
    read
      .all('SELECT * FROM dial_chunks WHERE trace_id = ? ORDER BY id', trace.id)
      .map((raw) => decode('dialChunk', raw)),
  );
  return { traces, chunks };
}

/**
 * Mean of a trace in each second of the session, a value holding until the next one, for as long as it was watched:
 * weighted by time, so that a hand that trembles does not count more than one that rests. Seconds without a value are
 * left out. A sample that goes backward in session time begins a new run (a replay).
 */
export function secondsOf(samples: DialChunkRow['samples']): { second: number; value: number }[] {
  const sums = new Map<number, { weighted: number; ms: number }>();
  for (const [index, [fromMs, value]] of samples.entries()) {
    const toMs = samples[index + 1]?.[0] ?? fromMs;
    // Samples come ten times a second or more; a longer hole is a pause or a seek, over which nothing was said.
    if (toMs <= fromMs || toMs - fromMs > 2000) continue;
    for (let second = Math.floor(fromMs / 1000); second * 1000 < toMs; second += 1) {
      const ms = Math.min(toMs, (second + 1) * 1000) - Math.max(fromMs, second * 1000);
      const sum = sums.get(second) ?? { weighted: 0, ms: 0 };
      sums.set(second, { weighted: sum.weighted + value * ms, ms: sum.ms + ms });
    }
  }
  return [...sums.entries()]
    .sort(([a], [b]) => a - b)
    .map(([second, { weighted, ms }]) => ({ second, value: weighted / ms }));
}

/** Traces of whoever has not agreed to the use are left out. */
export function dialToCsv(
  read: Reader,
  sessionId: ids.SessionId,
  rows: 'samples' | 'seconds',
  personId: ids.PersonId | null,
  use: ConsentUse,
): { text: string; leftOut: LeftOut } {
  const { traces: all, chunks } = dialOf(read, sessionId, personId);
  const { uncovered } = coveredBy(
    read,
    all.map((trace) => trace.personId),
    use,
  );
  const traces = all.filter((trace) => !uncovered.some((one) => one.personId === trace.personId));
  const names = new Map(
    read.all('SELECT id, name FROM people').map((row) => [row['id'], String(row['name'])]),
  );
  const lines = traces.flatMap((trace): CsvCell[][] => {
    const samples = chunks.filter((chunk) => chunk.traceId === trace.id).flatMap((chunk) => chunk.samples);
    const lead = [trace.id, names.get(trace.personId) ?? '', trace.label];
    return rows === 'samples'
      ? samples.map(([ms, value]) => [...lead, ms, formatTime(ms), value])
      : secondsOf(samples).map(({ second, value }) => [
          ...lead,
          second * 1000,
          formatTime(second * 1000),
          value,
        ]);
  });
  const header = ['trace', 'person', 'label', 'ms', 'time', 'value'];
  return {
    text: toCsv([header, ...lines], { hasByteOrderMark: false }),
    leftOut: { count: all.length - traces.length, people: uncovered },
  };
}
