import { useEffect, useMemo, useState } from 'react';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { alignmentOf } from '../../desk/interview/model/facts.ts';
import { placePeaks } from '../../desk/interview/model/placedPeaks.ts';
import type { Peaks } from '../../waveform/types.ts';
import { followPeaks } from '../session/followPeaks.ts';

const ignore = (): void => undefined;

/** The waveform of an interview on its own clock, of however many recordings it has; null until there is one. */
export function usePlacedPeaks(recordings: readonly RecordingRow[]): Peaks | null {
  const [opened, setOpened] = useState<ReadonlyMap<string, Peaks>>(new Map());
  const ids = recordings.map(({ id }) => id).join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids stand for the recordings; aligning one opens nothing anew.
  useEffect(() => {
    const ends = recordings.map(({ id }) =>
      followPeaks(id, {
        onPeaks: (peaks) => setOpened((before) => new Map(before).set(id, peaks)),
        onState: ignore,
        onFailure: ignore,
      }),
    );
    return () => {
      for (const end of ends) end();
      setOpened(new Map());
    };
  }, [ids]);

  return useMemo(() => {
    const parts = recordings.flatMap((recording) => {
      const peaks = opened.get(recording.id);
      return peaks === undefined
        ? []
        : [{ peaks, alignment: alignmentOf(recording), durationMs: recording.durationMs }];
    });
    return parts.length === 0 ? null : placePeaks(parts);
  }, [recordings, opened]);
}
