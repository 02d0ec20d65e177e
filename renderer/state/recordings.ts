import type { RecordingRow } from '../../shared/model/rows.ts';
import type { RowReader } from './mirror.ts';

/** The recordings of a session in the order of their import, without those that recall interviews made of themselves. */
export function recordingsOfSession(rows: RowReader, sessionId: string): readonly RecordingRow[] {
  return rows
    .of('recording', sessionId)
    .filter(({ interviewId }) => interviewId === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
