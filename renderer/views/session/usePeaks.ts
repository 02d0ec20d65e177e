import { useEffect, useState } from 'react';
import type { PeaksState } from '../../../shared/contract/changes.ts';
import { peaksUrl } from '../../../shared/contract/routes.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { attempt, type CallFailure } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { onMessage } from '../../state/connection.ts';
import { openPeaks } from '../../waveform/peaks.ts';
import type { Peaks } from '../../waveform/types.ts';

export type PeaksView = {
  /** Null for a recording without sound, and until the core has answered. */
  readonly peaks: Peaks | null;
  /** 0 to 1 while they grow; null when there is nothing to wait for. */
  readonly fraction: number | null;
  readonly failure: CallFailure | null;
  readonly hasSound: boolean;
};

const pairCountOf = (state: PeaksState): number => state.levels[0]?.pairCount ?? 0;

/** The waveform's data, shown while they grow. */
export function usePeaks(recording: RecordingRow): PeaksView {
  const { id, durationMs } = recording;
  const [peaks, setPeaks] = useState<Peaks | null>(null);
  const [state, setState] = useState<PeaksState | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  useEffect(() => {
    let opened: Peaks | null = null;
    let newest: PeaksState | null = null;
    const take = (next: PeaksState): void => {
      // The call's answer and the messages are not in order: nothing shrinks, and what is complete stays so.
      if (newest !== null && (newest.isComplete || pairCountOf(next) < pairCountOf(newest))) return;
      newest = next;
      setState(next);
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
        setPeaks(opened);
      }
    };
    const stop = onMessage((message) => {
      if (message.type === 'peaks' && message.peaks.recordingId === id) take(message.peaks);
    });
    let isGone = false;
    void attempt(client.recording.peaks({ id })).then((result) => {
      if (isGone) return;
      if (result.ok) take(result.value);
      else setFailure(result.failure);
    });
    return () => {
      isGone = true;
      stop();
      opened?.dispose();
      setPeaks(null);
      setState(null);
      setFailure(null);
    };
  }, [id]);

  const finest = state?.levels[0];
  const written =
    finest === undefined ? 0 : (finest.pairCount * finest.samplesPerPair) / (state?.sampleRate ?? 1);
  return {
    peaks,
    fraction:
      state === null || state.isComplete ? null : Math.min(1, (written * 1000) / Math.max(1, durationMs)),
    failure: failure ?? state?.failure ?? null,
    hasSound: state === null || state.channels > 0,
  };
}
