import * as z from 'zod';
import { parseJson } from '../parse-json.ts';
import type { StudyPath } from '../study/files.ts';
import { peaksHeaderBytes, peaksSummaryName } from './peaks-file.ts';
import { peaksSummary } from './protocol.ts';
import type { MediaDeps, PeaksProgress, PeaksSummary } from './types.ts';

/** The summary as it is stored: peaks of a file that has since been replaced are not its peaks. */
const storedSummary = peaksSummary.extend({ playedByteCount: z.int() });

/**
 * The peaks of a recording in `peaks/ID/SAMPLES_PER_PAIR.dat`, computed if they are not there whole. They are
 * derived data: deleting the folder costs a few seconds, nothing else. One call at a time per recording.
 * Throws MEDIA_MISSING when the played file is gone, and as the worker's `computePeaks`.
 */
export async function derivePeaks(
  { files, worker }: MediaDeps,
  recording: { recordingId: string; playedPath: StudyPath },
  options: { onProgress?: (progress: PeaksProgress) => void; signal?: AbortSignal } = {},
): Promise<PeaksSummary> {
  const folder: StudyPath = `peaks/${recording.recordingId}`;
  const done = await finishedPeaks({ files, worker }, folder, recording.playedPath);
  if (done !== null) return done;
  // Files of an attempt that did not finish are overwritten, but its promise of completeness must not outlive it.
  await files.remove(`${folder}/${peaksSummaryName}`);
  return await worker.computePeaks(
    { played: files.place(recording.playedPath), folder: files.folderPlace(folder) },
    options,
  );
}

async function finishedPeaks(
  { files }: MediaDeps,
  folder: StudyPath,
  playedPath: StudyPath,
): Promise<PeaksSummary | null> {
  const path: StudyPath = `${folder}/${peaksSummaryName}`;
  if ((await files.stat(path)) === null) return null;
  const parsed = storedSummary.safeParse(parseJson(await files.readText(path)));
  if (!parsed.success) return null;
  const { playedByteCount, ...summary } = parsed.data;
  if ((await files.stat(playedPath))?.byteCount !== playedByteCount) return null;
  for (const { samplesPerPair, pairCount } of summary.levels) {
    const level = await files.stat(`${folder}/${samplesPerPair}.dat`);
    if (level?.byteCount !== peaksHeaderBytes + pairCount * summary.channels * 2) return null;
  }
  return summary;
}
