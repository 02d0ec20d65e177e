import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { mirror } from '../../../state/rows.ts';
import type { Desk } from './desk.ts';

/** In the order in which they were imported. */
export function recordingsOf(desk: Desk): readonly RecordingRow[] {
  return mirror.of('recording', desk.sessionId).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
