import type { RecordingRow } from '../../../shared/model/rows.ts';
import { recordingsOfSession } from '../../state/recordings.ts';
import { mirror } from '../../state/rows.ts';
import type { Desk } from './desk.ts';

/** In the order in which they were imported. */
export function recordingsOf(desk: Desk): readonly RecordingRow[] {
  return recordingsOfSession(mirror, desk.sessionId);
}
