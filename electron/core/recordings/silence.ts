import { type RecordingId, recordingId } from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { importMedia, settleImport, uploadSuffix } from '../media/import.ts';
import type { ImportedMedia, MediaDeps } from '../media/types.ts';
import { newId } from '../store/ids.ts';
import type { StudyPath } from '../study/files.ts';

/**
 * A recording anew, as sound alone and without one channel, beside what there is of it. It is brought in like any
 * other, so that a crash before `settle` leaves what was there, and its traces are cleared on opening.
 */
export async function makeSilenced(
  { files, worker }: MediaDeps,
  recording: RecordingRow,
  channel: number,
  onProgress: (fraction: number) => void,
): Promise<{ media: ImportedMedia; settle: () => Promise<void> }> {
  const again: RecordingId = newId(recordingId);
  const path: StudyPath = `media/${again}${uploadSuffix}`;
  try {
    // A playback copy has the chosen track alone.
    const isCopy = recording.playedPath !== recording.originalPath;
    await worker.silenceChannel(
      {
        source: files.place(recording.playedPath as StudyPath),
        target: files.place(path),
        audioTrack: isCopy ? null : recording.audioTrack,
        channel,
        durationMs: recording.durationMs,
      },
      { onProgress },
    );
    const checksum = await files.checksum(path);
    const byteCount = (await files.stat(path))?.byteCount ?? 0;
    const source = { kind: 'staged', path, checksum, byteCount, fileName: 'recording.m4a' } as const;
    const media = await importMedia({ files, worker }, { recordingId: again, source, audioTrack: null });
    return { media, settle: () => settleImport(files, again) };
  } catch (thrown) {
    await files.remove(path);
    throw thrown;
  }
}
