import { Failure } from '../../../shared/contract/failure.ts';
import { type RecordingId, type RedactionId, redactionId } from '../../../shared/model/ids.ts';
import { channelCountOf } from '../../../shared/model/recording.ts';
import { isOfSound } from '../../../shared/model/redaction.ts';
import type { RecordingRow, RedactionRow } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import { type Edit, type Patch, patched } from './edit.ts';
import { newId } from './ids.ts';
import { decode } from './tables.ts';

function check(recording: RecordingRow, redaction: Omit<RedactionRow, 'id' | 'createdAt'>): void {
  const { startMs, endMs, what, channel } = redaction;
  const { durationMs, kind } = recording;
  if (endMs <= startMs) throw new Failure('INPUT_INVALID', { field: 'endMs' });
  if (endMs > durationMs) throw new Failure('INPUT_INVALID', { field: 'endMs', durationMs });
  const channelCount = channelCountOf(recording);
  if (isOfSound(what) ? channelCount === 0 : kind !== 'video')
    throw new Failure('INPUT_INVALID', { field: 'what' });
  if (channel !== null && (!isOfSound(what) || channel >= channelCount))
    throw new Failure('INPUT_INVALID', { field: 'channel' });
}

export function createRedaction(edit: Edit, redaction: Omit<RedactionRow, 'id' | 'createdAt'>): RedactionId {
  check(edit.get('recording', redaction.recordingId), redaction);
  edit.get('person', redaction.personId);
  const id = newId(redactionId);
  edit.insert('redaction', { id, ...redaction, createdAt: Date.now() });
  return id;
}

/** From sound to picture it loses its channel. */
export function updateRedaction(
  edit: Edit,
  id: RedactionId,
  patch: Patch<Pick<RedactionRow, 'startMs' | 'endMs' | 'what' | 'channel' | 'reason'>>,
): void {
  const now: RedactionRow = patched<RedactionRow>(edit.get('redaction', id), patch);
  const whole = isOfSound(now.what) ? now : { ...now, channel: null };
  check(edit.get('recording', whole.recordingId), whole);
  edit.update('redaction', id, whole);
}

/** By start. */
export function redactionsOf(read: Reader, id: RecordingId): RedactionRow[] {
  return read
    .all('SELECT * FROM redactions WHERE recording_id = ? ORDER BY start_ms, id', id)
    .map((raw) => decode('redaction', raw));
}
