import type { RecordingRow } from '../../../shared/model/rows.ts';
import type { ImportedMedia, MediaDeps } from '../media/types.ts';
import { bringInAgain } from './bring-in-again.ts';

/** A recording anew, as sound alone and without one channel. Throws, and is to be settled, as `bringInAgain`. */
export async function makeSilenced(
  deps: MediaDeps,
  recording: RecordingRow,
  channel: number,
  onProgress: (fraction: number) => void,
): Promise<{ media: ImportedMedia; settle: () => Promise<void> }> {
  // A playback copy has the chosen track alone.
  const isCopy = recording.playedPath !== recording.originalPath;
  return await bringInAgain(deps, 'recording.m4a', async (target) => {
    await deps.worker.silenceChannel(
      {
        source: deps.files.place(recording.playedPath),
        target,
        audioTrack: isCopy ? null : recording.audioTrack,
        channel,
        durationMs: recording.durationMs,
      },
      { onProgress },
    );
  });
}
