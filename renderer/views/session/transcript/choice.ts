import { create } from 'zustand';
import type { RecordingId, TranscriptId } from '../../../../shared/model/ids.ts';
import type { TranscriptRow } from '../../../../shared/model/rows.ts';
import type { RowReader } from '../../../state/mirror.ts';

/** Which of several transcripts of a recording is looked at, and whether the panel shows it or the moments. */
export const useTranscriptChoice = create<{
  readonly isShown: boolean;
  readonly chosen: ReadonlyMap<RecordingId, TranscriptId>;
}>(() => ({ isShown: false, chosen: new Map() }));

export function showTranscript(recordingId: RecordingId, id: TranscriptId): void {
  useTranscriptChoice.setState(({ chosen }) => ({
    isShown: true,
    chosen: new Map(chosen).set(recordingId, id),
  }));
}

export function showTranscriptPanel(isShown: boolean): void {
  useTranscriptChoice.setState({ isShown });
}

/** In the order in which they were made. */
export function transcriptsOf(rows: RowReader, recordingId: string): readonly TranscriptRow[] {
  return rows.of('transcript', recordingId).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
