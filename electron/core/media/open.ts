import { open, stat } from 'node:fs/promises';
import { AVFMT_FLAG_BITEXACT } from 'node-av/constants';
import { Dictionary, FFmpegError, FormatContext } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { type ByteReader, openReader } from '../seal/byte-reader.ts';
import { createWriter } from '../seal/byte-writer.ts';
import { type FilePlace, nameOf } from '../seal/place.ts';
import { readFromSeal, type SealedIo, writeToSeal } from './sealed-io.ts';

/**
 * Every file the media worker touches is opened and closed here and nowhere else. One in the clear FFmpeg opens itself;
 * to a sealed one it is given our own callbacks (`sealed-io.ts`), which a call on this thread calls on this thread.
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

/** What FFmpeg may open: files, and of them only those that hold their own data. */
export const openingOptions = {
  protocol_whitelist: 'file',
  format_whitelist: allowedContainers.join(','),
} as const;

/** Throws the Failure that fits an FFmpeg error code; `otherwise` when the code says nothing a person can act on. */
export function checkCode(code: number, otherwise: Failure['code']): number {
  if (code >= 0) return code;
  const cause = FFmpegError.fromCode(code) ?? undefined;
  if (code === -28 || code === -122) throw new Failure('DISK_FULL', {}, { cause });
  if (code === -13 || code === -1 || code === -30) throw new Failure('NO_PERMISSION', {}, { cause });
  throw new Failure(otherwise, {}, { cause });
}

function toOpenFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Failure('MEDIA_MISSING', {}, { cause: thrown });
  if (code === 'EACCES' || code === 'EPERM') return new Failure('NO_PERMISSION', {}, { cause: thrown });
  return new Failure('MEDIA_UNREADABLE', {}, { cause: thrown });
}

/** What of an open file is ours: sealed ones have a reader or writer behind them. */
const sealed = new WeakMap<FormatContext, SealedIo>();

/**
 * Opens for reading bytes, for what FFmpeg does not tell (an index, fragments). Throws MEDIA_MISSING, NO_PERMISSION,
 * MEDIA_UNREADABLE, FILE_ALTERED.
 */
export async function openBytes(place: FilePlace): Promise<ByteReader> {
  try {
    return await openReader(place);
  } catch (thrown) {
    throw toOpenFailure(thrown);
  }
}

/** Opens a file that is a recording's, looked at first: no folder, no device, not empty. */
async function openRecordingBytes(place: FilePlace): Promise<ByteReader> {
  try {
    if (!(await stat(place.path)).isFile()) throw new Failure('MEDIA_UNREADABLE');
  } catch (thrown) {
    throw toOpenFailure(thrown);
  }
  const file = await openBytes(place);
  if (file.byteCount > 0) return file;
  await file.close();
  throw new Failure('MEDIA_EMPTY');
}

/** Size in bytes, in the clear. Throws as `openBytes`, MEDIA_UNREADABLE (no ordinary file), MEDIA_EMPTY. */
export async function mediaByteCount(place: FilePlace): Promise<number> {
  const file = await openRecordingBytes(place);
  await file.close();
  return file.byteCount;
}

/** Opens media for reading packets; `closeInput` closes it. Throws as `mediaByteCount` and MEDIA_NOT_RECOGNISED. */
export async function openInput(place: FilePlace): Promise<FormatContext> {
  const file = await openRecordingBytes(place);
  const input = new FormatContext();
  if (place.key === null) await file.close();
  else {
    input.allocContext();
    const io = readFromSeal(file);
    input.pb = io.context;
    sealed.set(input, io);
  }
  using options = Dictionary.fromObject(openingOptions);
  // The prefix keeps a name such as `http:notes.mp3` a file name. A sealed file is not opened by its name, which
  // only says what kind it may be.
  const url = `file:${place.key === null ? place.path : nameOf(place)}`;
  let code = await input.openInput(url, null, options);
  if (code >= 0) code = await input.findStreamInfo();
  if (code < 0) {
    const failure = sealed.get(input)?.failure ?? null;
    await closeInput(input);
    if (failure !== null) throw failure;
    checkCode(code, 'MEDIA_NOT_RECOGNISED');
  }
  return input;
}

export async function closeInput(input: FormatContext): Promise<void> {
  await input.closeInput();
  await sealed.get(input)?.close();
  sealed.delete(input);
}

/** Throws what a sealed file's callbacks met, which FFmpeg only knows as the end of the file or as an error. */
export function throwIfSealFailed(context: FormatContext): void {
  const failure = sealed.get(context)?.failure ?? null;
  if (failure !== null) throw failure;
}

/** Kinds of file that are written: copies of our own, and originals without their tags. */
export type Muxer =
  | ('mp4' | 'webm' | 'matroska')
  | ('mov' | 'wav' | 'mp3' | 'flac' | 'ogg' | 'avi' | 'mpegts' | 'adts' | 'amr' | 'aiff' | 'caf');

/**
 * Opens a new media file for writing packets; the caller adds streams and ends it with `finishOutput` or
 * `discardOutput`. Throws DISK_FULL, NO_PERMISSION, MEDIA_UNREADABLE.
 */
export async function openOutput(place: FilePlace, muxer: Muxer): Promise<FormatContext> {
  const output = new FormatContext();
  const url = `file:${place.key === null ? place.path : nameOf(place)}`;
  checkCode(output.allocOutputContext2(null, muxer, url), 'INTERNAL');
  // The same packets make the same file, bit for bit: no random ids, no name and version of what wrote it.
  output.setFlags(AVFMT_FLAG_BITEXACT);
  if (place.key === null) {
    checkCode(await output.openOutput(), 'MEDIA_UNREADABLE');
    return output;
  }
  const io = writeToSeal(await createWriter(place, 'w'));
  output.pb = io.context;
  // Ours is handed over packet by packet otherwise, with a crossing into JavaScript for each.
  if (output.setOption('flush_packets', '0') < 0) throw new Failure('INTERNAL');
  sealed.set(output, io);
  return output;
}

/** Writes the trailer, closes the file and brings it to the disk itself. Throws DISK_FULL, NO_PERMISSION, MEDIA_UNREADABLE. */
export async function finishOutput(output: FormatContext, place: FilePlace): Promise<void> {
  // The index comes now, whose boxes get their lengths when they are full: longer than any buffer in long recordings.
  sealed.get(output)?.hold();
  const code = await output.writeTrailer();
  throwIfSealFailed(output);
  checkCode(code, 'MEDIA_UNREADABLE');
  const io = sealed.get(output);
  if (io === undefined) {
    await output.closeOutput();
    const file = await open(place.path, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    return;
  }
  await output.flush();
  throwIfSealFailed(output);
  await io.finish();
}

/** Lets go of an output, finished or not. */
export async function closeOutput(output: FormatContext): Promise<void> {
  const io = sealed.get(output);
  if (io === undefined) await output.closeOutput();
  else {
    output.pb = null;
    await io.close();
    sealed.delete(output);
  }
  output.freeContext();
}
