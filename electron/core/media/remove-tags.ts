import { extname } from 'node:path';
import { AV_NOPTS_VALUE } from 'node-av/constants';
import { Dictionary, type FormatContext } from 'node-av/lib';
import { type FilePlace, nameOf } from '../seal/place.ts';
import { copyTrack, type TrackWriter } from './copy.ts';
import {
  checkCode,
  closeInput,
  closeOutput,
  finishOutput,
  type Muxer,
  mediaByteCount,
  openInput,
  openOutput,
} from './open.ts';
import { describeTrack, visitPackets } from './packets.ts';

/** What an input format is written back as; null: not without changing what kind of file it is. */
function muxerFor(inputFormat: string, path: string): Muxer | null {
  const ending = extname(path).toLowerCase();
  switch (inputFormat) {
    case 'mov,mp4,m4a,3gp,3g2,mj2':
      // Sound as uncompressed samples is QuickTime's; what a phone calls .mp4 stays one.
      return ending === '.mov' || ending === '.qt' ? 'mov' : 'mp4';
    case 'matroska,webm':
      return ending === '.webm' ? 'webm' : 'matroska';
    case 'aac':
      return 'adts';
    case 'wav':
    case 'mp3':
    case 'flac':
    case 'ogg':
    case 'avi':
    case 'mpegts':
    case 'amr':
    case 'aiff':
    case 'caf':
      return inputFormat;
    default:
      return null;
  }
}

/** Without them every muxer writes its own name into the file, and MP3 a header for tags. */
const optionsFor = (muxer: Muxer): Record<string, string> => {
  switch (muxer) {
    case 'mp4':
    case 'mov':
      return { movie_timescale: '48000' };
    case 'mp3':
      return { id3v2_version: '0' };
    case 'wav':
      return { rf64: 'auto' };
    default:
      return {};
  }
};

/**
 * Writes the sound and picture of a recording, packet by packet as they are, into a new file of the same kind without
 * what its container says beside them: titles, names, places, devices, days, cover pictures, tracks of other data. The
 * same source gives the same bytes each time. What is inside the packets stays: an encoder may have written its own
 * name there, and the voices and faces are still voices and faces. Answers false, and writes nothing, for kinds of
 * file that cannot be written back. Throws CANCELLED, DISK_FULL and as `openInput`.
 */
export async function removeTags(
  job: { source: FilePlace; target: FilePlace },
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const byteCount = await mediaByteCount(job.source);
  const input = await openInput(job.source);
  let output: FormatContext | null = null;
  try {
    const muxer = muxerFor(input.iformat?.name ?? '', nameOf(job.source));
    if (muxer === null) return false;
    const opened = await openOutput(job.target, muxer);
    output = opened;
    const writers = new Map<number, TrackWriter>();
    for (const stream of input.streams)
      if (describeTrack(stream).kind !== 'other') writers.set(stream.index, copyTrack(opened, stream, 0n));
    using options = Dictionary.fromObject(optionsFor(muxer));
    checkCode(await opened.writeHeader(options), 'MEDIA_UNREADABLE');
    let position = 0;
    const decodedAt = new Map<number, bigint>();
    await visitPackets(
      input,
      signal,
      (packet) => {
        position = Math.max(position, Number(packet.pos));
        // Matroska does not say when to decode, and FFmpeg knows it of none of the first pictures: no later than the
        // one before will do, since the muxer keeps the times of showing.
        if (packet.dts === AV_NOPTS_VALUE) packet.dts = decodedAt.get(packet.streamIndex) ?? packet.pts;
        decodedAt.set(packet.streamIndex, packet.dts);
        writers.get(packet.streamIndex)?.accept(packet);
      },
      () => onProgress(Math.min(1, position / byteCount)),
    );
    for (const writer of writers.values()) writer.accept(null);
    await finishOutput(opened, job.target);
    return true;
  } finally {
    if (output !== null) await closeOutput(output);
    await closeInput(input);
  }
}
