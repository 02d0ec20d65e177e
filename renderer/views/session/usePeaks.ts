import { useEffect, useState } from 'react';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import type { CallFailure } from '../../api/attempt.ts';
import type { Peaks } from '../../waveform/types.ts';
import { followPeaks, peaksSoFar } from './followPeaks.ts';

export type PeaksView = {
  /** Null for a recording without sound, and until the core has answered. */
  readonly peaks: Peaks | null;
  /** 0 to 1 while they grow; null when there is nothing to wait for. */
  readonly fraction: number | null;
  readonly failure: CallFailure | null;
  readonly hasSound: boolean;
};

/** The waveform's data, shown while they grow. */
export function usePeaks(recording: RecordingRow): PeaksView {
  const { id, durationMs } = recording;
  const [known] = useState(() => peaksSoFar(id));
  const [peaks, setPeaks] = useState(known.peaks);
  const [state, setState] = useState(known.state);
  const [failure, setFailure] = useState(known.failure);

  useEffect(() => {
    const end = followPeaks(id, { onPeaks: setPeaks, onState: setState, onFailure: setFailure });
    return () => {
      end();
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
