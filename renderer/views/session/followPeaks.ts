import type { PeaksState } from '../../../shared/contract/changes.ts';
import { peaksUrl } from '../../../shared/contract/routes.ts';
import type { RecordingId } from '../../../shared/model/ids.ts';
import { attempt, type CallFailure } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { onMessage } from '../../state/connection.ts';
import { openPeaks } from '../../waveform/peaks.ts';
import type { Peaks } from '../../waveform/types.ts';

export type PeaksListener = {
  /** Told once, when there is something to draw; it then grows by itself. */
  readonly onPeaks: (peaks: Peaks) => void;
  readonly onState: (state: PeaksState) => void;
  readonly onFailure: (failure: CallFailure) => void;
};

const pairCountOf = (state: PeaksState): number => state.levels[0]?.pairCount ?? 0;

/** Opens the waveform's data of a recording and follows it while it grows. Answers how to end it. */
export function followPeaks(id: RecordingId, listener: PeaksListener): () => void {
  let opened: Peaks | null = null;
  let newest: PeaksState | null = null;
  const take = (next: PeaksState): void => {
    // The call's answer and the messages are not in order: nothing shrinks, and what is complete stays so.
    if (newest !== null && (newest.isComplete || pairCountOf(next) < pairCountOf(newest))) return;
    newest = next;
    listener.onState(next);
    if (next.channels === 0 || next.levels.length === 0) return;
    if (opened !== null) opened.grow(next);
    else {
      opened = openPeaks({
        url: (samplesPerPair) => peaksUrl(id, samplesPerPair),
        sampleRate: next.sampleRate,
        channelCount: next.channels,
        levels: next.levels,
        isComplete: next.isComplete,
        fetch: window.fetch.bind(window),
      });
      listener.onPeaks(opened);
    }
  };
  const stop = onMessage((message) => {
    if (message.type === 'peaks' && message.peaks.recordingId === id) take(message.peaks);
  });
  let isGone = false;
  void attempt(client.recording.peaks({ id })).then((result) => {
    if (isGone) return;
    if (result.ok) take(result.value);
    else listener.onFailure(result.failure);
  });
  return () => {
    isGone = true;
    stop();
    opened?.dispose();
  };
}
