import { Failure, isMissing } from '../../../shared/contract/failure.ts';
import { parseJson } from '../parse-json.ts';
import type { StudyFiles, StudyPath } from '../study/files.ts';
import { peaksSummaryName, storedSummary } from './peaks-file.ts';
import type { MediaDeps, PeaksProgress, PeaksSummary } from './types.ts';

/**
 * The peaks of a recording in `peaks/ID/SAMPLES_PER_PAIR.dat`, computed if they are not there whole, or not what was
 * written: what is found altered is told (`StudyFiles.onAltered`) and made again. They are derived data: deleting the folder
 * costs a few seconds, nothing else. Reading them through takes 25 ms for three hours. One call at a time per recording.
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
  const text = await files.readText(`${folder}/${peaksSummaryName}`).catch(ifUseless);
  const parsed = storedSummary.safeParse(parseJson(text ?? ''));
  if (!parsed.success) return null;
  const { playedByteCount, checksums, ...summary } = parsed.data;
  if ((await files.stat(playedPath))?.byteCount !== playedByteCount) return null;
  for (const [index, { samplesPerPair }] of summary.levels.entries())
    if (!(await isAsWritten(files, `${folder}/${samplesPerPair}.dat`, checksums[index]))) return null;
  return summary;
}

async function isAsWritten(
  files: StudyFiles,
  path: StudyPath,
  written: string | undefined,
): Promise<boolean> {
  const checksum = await files.checksum(path).catch(ifUseless);
  // Where there is no seal, or another file's, nobody has told of it yet.
  if (checksum !== null && checksum !== written) files.onAltered(path);
  return checksum === written;
}

/** Not there, or told of by whoever read it. */
function ifUseless(thrown: unknown): null {
  if (isMissing(thrown) || (thrown instanceof Failure && thrown.code === 'FILE_ALTERED')) return null;
  throw thrown;
}
