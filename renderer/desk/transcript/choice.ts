import { create } from 'zustand';
import type { RecordingId, TranscriptId } from '../../../shared/model/ids.ts';
import { byId } from '../../../shared/model/order.ts';
import type { TranscriptRow } from '../../../shared/model/rows.ts';
import type { RowReader } from '../../state/mirror.ts';

/** Which of several transcripts of a recording is looked at, and whether the panel shows it or the moments. */
export const useTranscriptChoice = create<{
  readonly isShown: boolean;
  readonly chosen: ReadonlyMap<RecordingId, TranscriptId>;
  /** A turn to be selected as soon as the transcript is there. */
  readonly wantedTurnId: string | null;
}>(() => ({ isShown: false, chosen: new Map(), wantedTurnId: null }));

export function showTranscript(
  recordingId: RecordingId,
  id: TranscriptId,
  turnId: string | null = null,
): void {
  useTranscriptChoice.setState(({ chosen }) => ({
    isShown: true,
    chosen: new Map(chosen).set(recordingId, id),
    wantedTurnId: turnId,
  }));
}

export function showTranscriptPanel(isShown: boolean): void {
  useTranscriptChoice.setState({ isShown });
}

/** In the order in which they were made. */
export function transcriptsOf(rows: RowReader, recordingId: string): readonly TranscriptRow[] {
  return rows.of('transcript', recordingId).toSorted(byId);
}
