import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import type { ClockCertificate, Probe } from '../../../shared/model/recording.ts';
import { inTheClear } from '../seal/place.ts';
import type { StudyFiles, StudyPath } from '../study/files.ts';
import type { ImportedMedia, ImportJob, ImportProgress, ImportSource, MediaDeps } from './types.ts';
import { planCopy } from './verdict.ts';

type Options = { onProgress?: (progress: ImportProgress) => void; signal?: AbortSignal };

/** An upload under way is `media/NAME.upload`; what a crash leaves of it is recognised by that. */
export const uploadSuffix = '.upload';
/**
 * The journal of an import: an empty file `media/ID.importing`, there from before the first byte until the recording
 * is in the database. Found when a study is opened, it says whose files are leftovers. Only such files are ever
 * removed: a recording that a restored backup does not know of is not a leftover.
 */
const journalSuffix = '.importing';

const journalPath = (recordingId: string): StudyPath => `media/${recordingId}${journalSuffix}`;

/**
 * Brings a recording into the study: original, certificate and, where needed, playback copy. Either finishes or
 * leaves no trace (a staged upload is removed too). When the recording is committed to the database, call
 * `settleImport`. Throws MEDIA_* , DISK_FULL, NO_PERMISSION, CANCELLED, WORKER_CRASHED (then it may be tried again
 * with an external source; a staged one is gone).
 */
export async function importMedia(
  deps: MediaDeps,
  job: ImportJob,
  options: Options = {},
): Promise<ImportedMedia> {
  const { files } = deps;
  const { recordingId, source } = job;
  if (!/^[\w-]+$/.test(recordingId)) throw new Failure('INPUT_INVALID');
  try {
    await files.write(journalPath(recordingId), '');
    return await bringIn(deps, job, options);
  } catch (thrown) {
    await removeTraces(files, recordingId);
    if (source.kind === 'staged') await files.remove(source.path);
    throw toFailure(thrown);
  }
}

async function bringIn(
  { files, worker }: MediaDeps,
  job: ImportJob,
  options: Options,
): Promise<ImportedMedia> {
  const { recordingId, source, audioTrack } = job;
  const { onProgress, signal } = options;
  const fileName = source.kind === 'staged' ? source.fileName : basename(source.absolutePath);
  const originalPath: StudyPath = `media/${recordingId}${safeExtension(fileName)}`;
  const taken = await takeOriginal({ files, worker }, source, originalPath, options);
  const clean =
    job.removesTags === true ? await cleanOriginal({ files, worker }, originalPath, options) : null;
  const { checksum, byteCount } = clean ?? taken;

  const original = files.place(originalPath);
  throwIfAborted(signal);
  onProgress?.({ stage: 'readingClock', fraction: 0 });
  const probe = await worker.probe(original);
  if (
    audioTrack !== null &&
    !probe.tracks.some(({ index, kind }) => index === audioTrack && kind === 'audio')
  ) {
    throw new Failure('INPUT_INVALID');
  }
  const certificate = await worker.certify(original, { audioTrack });
  onProgress?.({ stage: 'readingClock', fraction: 1 });
  throwIfAborted(signal);

  const playedPath: StudyPath =
    certificate.verdict === 'asIs'
      ? originalPath
      : `media/${recordingId}.playback${copyExtension(certificate)}`;
  if (playedPath !== originalPath) {
    await worker.makePlaybackCopy(
      { source: original, target: files.place(playedPath), certificate, audioTrack },
      {
        onProgress: (fraction) => onProgress?.({ stage: 'makingPlaybackCopy', fraction }),
        ...(signal && { signal }),
      },
    );
  }
  const played = playedPath === originalPath ? probe : await worker.probe(files.place(playedPath));
  return {
    recordingId,
    fileName: job.keepsFileName === true ? fileName : `recording${extname(originalPath)}`,
    hasTagsRemoved: clean !== null,
    kind: certificate.videoCodec === null ? 'audio' : 'video',
    checksum,
    byteCount,
    durationMs: played.durationMs ?? certificate.packetDurationMs,
    originalPath,
    playedPath,
    playedMimeType: mimeTypeOf(certificate),
    probe: withoutTags(probe),
    audioTrack,
    certificate,
  };
}

/** A track's title is a tag like any other: somebody's name, or that of their telephone. */
function withoutTags(probe: Probe): Probe {
  return { ...probe, tracks: probe.tracks.map((track) => ({ ...track, title: null })) };
}

/** The original without its container's tags in its place; null, and the original as it was, where that cannot be. */
async function cleanOriginal(
  { files, worker }: MediaDeps,
  path: StudyPath,
  { onProgress, signal }: Options,
): Promise<{ checksum: string; byteCount: number } | null> {
  throwIfAborted(signal);
  const ending = extname(path);
  const clean: StudyPath = `media/${basename(path, ending)}.clean${ending}`;
  const isClean = await worker.removeTags(
    { source: files.place(path), target: files.place(clean) },
    {
      onProgress: (fraction) => onProgress?.({ stage: 'removingTags', fraction }),
      ...(signal && { signal }),
    },
  );
  if (!isClean) return null;
  await files.rename(clean, path);
  return { checksum: await files.checksum(path), byteCount: (await files.stat(path))?.byteCount ?? 0 };
}

/** Moves an upload, or copies a file from elsewhere: then looked at first, so that no gigabyte of text is copied. */
async function takeOriginal(
  { files, worker }: MediaDeps,
  source: ImportSource,
  target: StudyPath,
  { onProgress, signal }: Options,
): Promise<{ checksum: string; byteCount: number }> {
  if (source.kind === 'staged') {
    await files.rename(source.path, target);
    return { checksum: source.checksum, byteCount: source.byteCount };
  }
  onProgress?.({ stage: 'copying', fraction: 0 });
  await worker.probe(inTheClear(source.absolutePath));
  const { size } = await stat(source.absolutePath);
  if (size > (await files.freeBytes())) throw new Failure('DISK_FULL');
  const stream = createReadStream(source.absolutePath, { highWaterMark: 1024 * 1024 });
  async function* counted(): AsyncGenerator<Uint8Array> {
    let copied = 0;
    for await (const chunk of stream) {
      throwIfAborted(signal);
      yield chunk;
      copied += chunk.length;
      onProgress?.({ stage: 'copying', fraction: Math.min(1, copied / size) });
    }
  }
  return await files.receive(target, counted());
}

/** Ends the journal of an import whose recording is committed. */
export async function settleImport(files: StudyFiles, recordingId: string): Promise<void> {
  await files.remove(journalPath(recordingId));
}

/** Of the names in `media/`: whether this one is, or may still become, part of an import or an upload that is under way. */
export function importUnderWay(names: readonly string[]): (name: string) => boolean {
  const ids = names
    .filter((name) => name.endsWith(journalSuffix))
    .map((name) => name.slice(0, -journalSuffix.length));
  return (name) => name.endsWith(uploadSuffix) || ids.some((id) => name.startsWith(`${id}.`));
}

/**
 * On opening a study: removes what a crash left of imports and uploads. `knownPaths` are all files that recordings
 * in the database name; an import whose recording made it there is only settled.
 */
export async function removeUnfinishedImports(
  files: StudyFiles,
  knownPaths: ReadonlySet<StudyPath>,
): Promise<void> {
  for (const name of await files.list('media')) {
    const path: StudyPath = `media/${name}`;
    if (name.endsWith(uploadSuffix) && !knownPaths.has(path)) await files.remove(path);
    if (!name.endsWith(journalSuffix)) continue;
    const recordingId = name.slice(0, -journalSuffix.length);
    const isKnown = [...knownPaths].some((known) => known.startsWith(`media/${recordingId}.`));
    if (isKnown) await settleImport(files, recordingId);
    else await removeTraces(files, recordingId);
  }
}

/** The journal goes last: a crash in between leaves something to go on with. */
async function removeTraces(files: StudyFiles, recordingId: string): Promise<void> {
  const journal = `${recordingId}${journalSuffix}`;
  for (const name of await files.list('media')) {
    if (name.startsWith(`${recordingId}.`) && name !== journal) await files.remove(`media/${name}`);
  }
  await settleImport(files, recordingId);
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Failure('CANCELLED');
}

/** Kept so that a person can open the original with other programs; anything unusual is not carried into a path. */
function safeExtension(fileName: string): string {
  const extension = extname(fileName).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) && extension !== journalSuffix && extension !== uploadSuffix
    ? extension
    : '.media';
}

function copyExtension(certificate: ClockCertificate): string {
  switch (planCopy(certificate).muxer) {
    case 'webm':
      return '.webm';
    case 'matroska':
      return '.mkv';
    case 'mp4':
      return certificate.videoCodec === null ? '.m4a' : '.mp4';
  }
}

/** What a browser is told the played file is. A QuickTime file is said to be MP4: its own type Chromium refuses to try. */
function mimeTypeOf(certificate: ClockCertificate): string {
  const family = certificate.videoCodec === null ? 'audio' : 'video';
  if (certificate.verdict !== 'asIs') {
    const { muxer } = planCopy(certificate);
    return muxer === 'matroska' ? 'video/x-matroska' : `${family}/${muxer}`;
  }
  switch (certificate.container) {
    case 'wav':
      return 'audio/wav';
    case 'flac':
      return 'audio/flac';
    case 'ogg':
      return 'audio/ogg';
    case 'webm':
      return `${family}/webm`;
    default:
      return `${family}/mp4`;
  }
}
