import { type FileHandle, open, stat } from 'node:fs/promises';
import { Dictionary, FFmpegError, FormatContext } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';

/**
 * Every file the media worker touches is opened here and nowhere else, so that encryption at rest can later be
 * added by giving FFmpeg our own input and output callbacks in this one file.
 *
 * Only containers that hold their own data are allowed: a playlist, a concat script or a manifest makes FFmpeg open
 * further files of somebody else's choosing, and a recording somebody was sent is not to be trusted that far.
 */
const allowedContainers = [
  'aac',
  'ac3',
  'aiff',
  'amr',
  'amrnb',
  'amrwb',
  'ape',
  'asf',
  'au',
  'avi',
  'caf',
  'dss',
  'dv',
  'eac3',
  'flac',
  'flv',
  'matroska',
  'mov',
  'mp3',
  'mpeg',
  'mpegts',
  'mxf',
  'ogg',
  'tta',
  'w64',
  'wav',
  'wv',
];

/** Throws the Failure that fits an FFmpeg error code; `otherwise` when the code says nothing a person can act on. */
export function checkCode(code: number, otherwise: Failure['code']): number {
  if (code >= 0) return code;
  const cause = FFmpegError.fromCode(code) ?? undefined;
  if (code === -28 || code === -122) throw new Failure('DISK_FULL', {}, { cause });
  if (code === -13 || code === -1 || code === -30) throw new Failure('NO_PERMISSION', {}, { cause });
  throw new Failure(otherwise, {}, { cause });
}

function toOpenFailure(thrown: unknown): Failure {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Failure('MEDIA_MISSING', {}, { cause: thrown });
  if (code === 'EACCES' || code === 'EPERM') return new Failure('NO_PERMISSION', {}, { cause: thrown });
  return new Failure('MEDIA_UNREADABLE', {}, { cause: thrown });
}

/** Opens for reading bytes, for what FFmpeg does not tell (an index, fragments). Throws MEDIA_MISSING, NO_PERMISSION, MEDIA_UNREADABLE. */
export async function openBytes(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (thrown) {
    throw toOpenFailure(thrown);
  }
}

/** Size in bytes. Throws MEDIA_MISSING, NO_PERMISSION, MEDIA_UNREADABLE (no ordinary file), MEDIA_EMPTY. */
export async function mediaByteCount(path: string): Promise<number> {
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(path);
  } catch (thrown) {
    throw toOpenFailure(thrown);
  }
  if (!found.isFile()) throw new Failure('MEDIA_UNREADABLE');
  if (found.size === 0) throw new Failure('MEDIA_EMPTY');
  return found.size;
}

/** Opens media for reading packets; the caller closes it. Throws as `mediaByteCount` and MEDIA_NOT_RECOGNISED. */
export async function openInput(path: string): Promise<FormatContext> {
  const file = await openBytes(path);
  await file.close();
  await mediaByteCount(path);
  const input = new FormatContext();
  // The prefix keeps a name such as `http:notes.mp3` a file name.
  using options = Dictionary.fromObject({
    protocol_whitelist: 'file',
    format_whitelist: allowedContainers.join(','),
  });
  checkCode(await input.openInput(`file:${path}`, null, options), 'MEDIA_NOT_RECOGNISED');
  const code = await input.findStreamInfo();
  if (code < 0) {
    await input.closeInput();
    checkCode(code, 'MEDIA_NOT_RECOGNISED');
  }
  return input;
}

/** Opens a new media file for writing packets; the caller adds streams and closes it. Throws DISK_FULL, NO_PERMISSION, MEDIA_UNREADABLE. */
export async function openOutput(path: string, muxer: 'mp4' | 'webm' | 'matroska'): Promise<FormatContext> {
  const output = new FormatContext();
  checkCode(output.allocOutputContext2(null, muxer, `file:${path}`), 'INTERNAL');
  checkCode(await output.openOutput(), 'MEDIA_UNREADABLE');
  return output;
}

/** Brings a written file to the disk itself. Throws DISK_FULL, NO_PERMISSION, MEDIA_UNREADABLE. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
