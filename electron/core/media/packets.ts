import { setImmediate } from 'node:timers/promises';
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_PKT_DATA_SKIP_SAMPLES,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { avGetCodecName, type FormatContext, Packet, type Stream } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Track } from '../../../shared/model/recording.ts';
import { checkCode, throwIfSealFailed } from './open.ts';

/** Longest the worker goes without looking at its messages: a cancel or a second question waits this long. */
const sliceMs = 40;

/** A visitor that has seen enough returns this. */
export const stopVisit = Symbol('stop');

type Visit = (packet: Packet) => unknown;

/**
 * Visits every packet of a file in file order; a visitor that answers a promise is waited for. Reading is synchronous:
 * a promise costs more than a packet, and a sealed file's callbacks are simply called on this thread. The worker comes up
 * for messages between slices. A read error ends the visit as the end of the file does: a truncated recording is kept up
 * to where it breaks; but a sealed file that was altered is refused. Throws CANCELLED, FILE_ALTERED.
 */
export async function visitPackets(
  input: FormatContext,
  signal: AbortSignal,
  visit: Visit,
  betweenSlices?: () => void | Promise<void>,
): Promise<{ isReadToEnd: boolean }> {
  using packet = new Packet();
  packet.alloc();
  let sliceEnd = performance.now() + sliceMs;
  while (true) {
    // Looking at the clock for each costs as much as reading it.
    for (let count = 0; count < 8; count += 1) {
      const code = input.readFrameSync(packet);
      throwIfSealFailed(input);
      if (code < 0) return { isReadToEnd: code === AVERROR_EOF };
      const answer = visit(packet);
      const isStopped = (answer instanceof Promise ? await answer : answer) === stopVisit;
      packet.unref();
      if (isStopped) return { isReadToEnd: false };
    }
    if (performance.now() < sliceEnd) continue;
    await betweenSlices?.();
    await setImmediate();
    if (signal.aborted) throw new Failure('CANCELLED');
    sliceEnd = performance.now() + sliceMs;
  }
}

/** Writes a packet, which is the caller's again afterwards. Throws DISK_FULL, NO_PERMISSION, MEDIA_UNREADABLE. */
export function writePacket(output: FormatContext, packet: Packet): void {
  const code = output.interleavedWriteFrameSync(packet);
  throwIfSealFailed(output);
  checkCode(code, 'MEDIA_UNREADABLE');
}

/** Milliseconds of a time stamp, not rounded; null when the container gave none. */
export function toMs(timestamp: bigint, timeBase: { num: number; den: number }): number | null {
  return timestamp === AV_NOPTS_VALUE ? null : (Number(timestamp) * 1000 * timeBase.num) / timeBase.den;
}

/** Samples at the head of this packet that a decoder drops: the encoder's priming, where the container tells it. */
export function skippedSamples(packet: Packet): number {
  const data = packet.getSideData(AV_PKT_DATA_SKIP_SAMPLES);
  return data !== null && data.length >= 4 ? data.readUInt32LE(0) : 0;
}

/** Clockwise turn a player gives the picture, 0 to 359. */
function rotationDegrees(stream: Stream): number {
  const matrix = stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  if (matrix === null || matrix.length < 36) return 0;
  const turn = (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI;
  return (Math.round(turn) + 360) % 360;
}

const positiveOrNull = (value: number): number | null => (value > 0 ? value : null);

/** A stream as the contract knows it. A cover picture, a subtitle, or a stream without parameters is `other`. */
export function describeTrack(stream: Stream): Track {
  const parameters = stream.codecpar;
  const isAudio =
    parameters.codecType === AVMEDIA_TYPE_AUDIO && parameters.sampleRate > 0 && parameters.channels > 0;
  const isVideo =
    parameters.codecType === AVMEDIA_TYPE_VIDEO &&
    parameters.width > 0 &&
    !stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC);
  const rotation = isVideo ? rotationDegrees(stream) : 0;
  const isOnItsSide = rotation % 180 === 90;
  return {
    index: stream.index,
    kind: isAudio ? 'audio' : isVideo ? 'video' : 'other',
    codec: avGetCodecName(parameters.codecId) ?? 'unknown',
    language: stream.metadata?.get('language') ?? null,
    title: stream.metadata?.get('title') ?? null,
    channels: isAudio ? parameters.channels : null,
    sampleRate: isAudio ? parameters.sampleRate : null,
    width: isVideo ? positiveOrNull(isOnItsSide ? parameters.height : parameters.width) : null,
    height: isVideo ? positiveOrNull(isOnItsSide ? parameters.width : parameters.height) : null,
    rotationDegrees: isVideo ? rotation : null,
  };
}

/** The streams that are played: the chosen audio track (or the first) and the first picture that is no cover. */
export function playedStreams(
  input: FormatContext,
  audioTrack: number | null,
): { audio: Stream | null; video: Stream | null; audioCount: number } {
  const streams = input.streams;
  const kinds = streams.map((stream) => describeTrack(stream).kind);
  const audioStreams = streams.filter((_, index) => kinds[index] === 'audio');
  return {
    audio: audioStreams.find((stream) => stream.index === audioTrack) ?? audioStreams[0] ?? null,
    video: streams.find((_, index) => kinds[index] === 'video') ?? null,
    audioCount: audioStreams.length,
  };
}
