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

/** What has been told so far. */
export type PeaksTold = {
  readonly peaks: Peaks | null;
  readonly state: PeaksState | null;
  readonly failure: CallFailure | null;
};
const nothing: PeaksTold = { peaks: null, state: null, failure: null };

/** What was begun before anybody could listen. */
type Expected = {
  readonly id: RecordingId;
  readonly end: () => void;
  readonly told: () => PeaksTold;
  readonly take: (listener: PeaksListener) => void;
};
let expected: Expected | null = null;

/**
 * Begins to fetch the waveform's data for a screen that is still to be made: making it takes as long as fetching does.
 * Whoever follows this recording next goes on with it; whoever expects another one, or nothing any more, ends it.
 */
export function expectPeaks(id: RecordingId | null): void {
  if (expected?.id === id) return;
  expected?.end();
  expected = null;
  if (id === null) return;
  let told = nothing;
  const take = (listener: PeaksListener): void => {
    taker = listener;
    if (told.state !== null) listener.onState(told.state);
    if (told.peaks !== null) listener.onPeaks(told.peaks);
    if (told.failure !== null) listener.onFailure(told.failure);
  };
  let taker: PeaksListener = {
    onPeaks: (peaks) => {
      told = { ...told, peaks };
    },
    onState: (state) => {
      told = { ...told, state };
    },
    onFailure: (failure) => {
      told = { ...told, failure };
    },
  };
  const end = begin(id, {
    onPeaks: (peaks) => taker.onPeaks(peaks),
    onState: (state) => taker.onState(state),
    onFailure: (failure) => taker.onFailure(failure),
  });
  expected = { id, end, told: () => told, take };
}

/** What is known already of a waveform that was expected: a screen that begins with it is drawn once and not twice. */
export function peaksSoFar(id: RecordingId): PeaksTold {
  return expected?.id === id ? expected.told() : nothing;
}

/** Opens the waveform's data of a recording and follows it while it grows. Answers how to end it. */
export function followPeaks(id: RecordingId, listener: PeaksListener): () => void {
  if (expected?.id !== id) return begin(id, listener);
  const { take, end } = expected;
  expected = null;
  take(listener);
  return end;
}

function begin(id: RecordingId, listener: PeaksListener): () => void {
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
