import { AV_NOPTS_VALUE, AV_PKT_DATA_DISPLAYMATRIX, AV_SAMPLE_FMT_S16 } from 'node-av/constants';
import { Dictionary, type FormatContext, Frame, type Packet, Rational, type Stream } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ClockCertificate } from '../../../shared/model/recording.ts';
import type { FilePlace } from '../seal/place.ts';
import { ContinuousSound, type SoundShape } from './continuous-sound.ts';
import { Decoder } from './decode.ts';
import { type PictureCutting, PictureEncoder } from './encode-picture.ts';
import { type SoundCutting, SoundEncoder } from './encode-sound.ts';
import {
  checkCode,
  closeInput,
  closeOutput,
  finishOutput,
  mediaByteCount,
  openInput,
  openOutput,
} from './open.ts';
import { playedStreams, stopVisit, visitPackets, writePacket } from './packets.ts';
import { planCopy } from './verdict.ts';

/** One track of what is written: takes the source's packets (null at the end), writes its own. */
export type TrackWriter = {
  accept(packet: Packet | null): void;
  /** Nothing more is wanted of the source. */
  isDone?(): boolean;
  dispose(): void;
};

type CopyJob = {
  source: FilePlace;
  target: FilePlace;
  certificate: ClockCertificate;
  audioTrack: number | null;
};

/**
 * Writes the playback copy of a recording: its first sound or picture is at zero, priming is hidden behind an edit
 * list, and the index is whole. Throws CANCELLED, DISK_FULL and as `openInput`; the target is then worthless and
 * the caller removes it.
 */
export async function makeCopy(
  job: CopyJob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const byteCount = await mediaByteCount(job.source);
  const plan = planCopy(job.certificate);
  const input = await openInput(job.source);
  const writers = new Map<number, TrackWriter>();
  let output: FormatContext | null = null;
  try {
    const { audio, video } = playedStreams(input, job.audioTrack);
    const zeroMs = presentationZeroMs(job.certificate, audio?.codecpar.sampleRate ?? 0);
    const opened = await openOutput(job.target, plan.muxer);
    output = opened;
    const add = async (
      stream: Stream | null,
      how: 'copy' | 'encode' | 'none',
      isSound: boolean,
    ): Promise<void> => {
      if (stream === null || how === 'none') return;
      const zero = toTicks(isSound ? zeroMs.audio : zeroMs.video, stream.timeBase);
      const writer =
        how === 'copy'
          ? copyTrack(opened, stream, zero)
          : isSound
            ? await encodeSound(opened, stream, zero, await soundShape(job.source, stream.index, signal))
            : await encodePicture(opened, stream, zero);
      writers.set(stream.index, writer);
    };
    await add(video, plan.video, false);
    await add(audio, plan.audio, true);
    // Edit lists are counted in this unit; the default of 1/1000 s would round priming to whole milliseconds.
    using options = Dictionary.fromObject(plan.muxer === 'mp4' ? { movie_timescale: '48000' } : {});
    checkCode(await opened.writeHeader(options), 'INTERNAL');

    let position = 0;
    await visitPackets(
      input,
      signal,
      (packet) => {
        const writer = writers.get(packet.streamIndex);
        if (writer === undefined) return;
        position = Math.max(position, Number(packet.pos));
        writer.accept(packet);
      },
      () => onProgress(Math.min(1, position / byteCount)),
    );
    for (const writer of writers.values()) writer.accept(null);
    await finishOutput(opened, job.target);
    onProgress(1);
  } finally {
    for (const writer of writers.values()) writer.dispose();
    if (output !== null) await closeOutput(output);
    await closeInput(input);
  }
}

export const toTicks = (ms: number, timeBase: { num: number; den: number }): bigint =>
  BigInt(Math.round((ms * timeBase.den) / (1000 * timeBase.num)));

/**
 * The instant of each track that becomes zero: the first sound a player should let be heard, or the first picture,
 * whichever comes first. AVI cannot say that sound begins early and so every recorder lets priming and picture begin
 * together; there each track has a zero of its own, which puts the sound back where it was.
 */
function presentationZeroMs(
  certificate: ClockCertificate,
  sampleRate: number,
): { audio: number; video: number } {
  const { audioStartMs, videoStartMs, primingSamples, container } = certificate;
  const primingMs = sampleRate > 0 ? (primingSamples * 1000) / sampleRate : 0;
  // A container that counts from before zero has already put the first true sound at zero.
  const audio = audioStartMs === null ? null : audioStartMs < 0 ? 0 : audioStartMs + primingMs;
  if (audio === null || videoStartMs === null) {
    const only = audio ?? videoStartMs ?? 0;
    return { audio: only, video: only };
  }
  const first = Math.min(audio, videoStartMs);
  if (container === 'avi') {
    const raw = Math.min(audioStartMs ?? 0, videoStartMs);
    return { audio: raw + primingMs, video: raw };
  }
  return { audio: first, video: first };
}

/** Writes packets as they are, moved so that presentation begins at zero; earlier ones land behind the edit list. */
export function copyTrack(output: FormatContext, source: Stream, zeroTicks: bigint): TrackWriter {
  const stream = output.newStream();
  source.codecpar.copy(stream.codecpar);
  // A tag of the old container may mean nothing, or another codec, in the new one.
  stream.codecpar.codecTag = 0;
  stream.timeBase = source.timeBase;
  stream.sampleAspectRatio = source.sampleAspectRatio;
  stream.avgFrameRate = source.avgFrameRate;
  let nextDts: bigint | null = null;
  return {
    accept(packet) {
      if (packet === null) return;
      if (packet.pts !== AV_NOPTS_VALUE) packet.pts -= zeroTicks;
      if (packet.dts !== AV_NOPTS_VALUE) packet.dts -= zeroTicks;
      else if (nextDts !== null) packet.dts = nextDts;
      if (packet.pts === AV_NOPTS_VALUE) packet.pts = packet.dts;
      nextDts = packet.dts + packet.duration;
      packet.rescaleTs(source.timeBase, stream.timeBase);
      packet.streamIndex = stream.index;
      packet.pos = -1n;
      writePacket(output, packet);
    },
    dispose() {},
  };
}

/** `first` is the sound's shape as decoded: `soundShape`. */
export async function encodeSound(
  output: FormatContext,
  source: Stream,
  zeroTicks: bigint,
  first: SoundShape,
  cutting: SoundCutting | null = null,
): Promise<TrackWriter> {
  const stream = output.newStream();
  const write = (packet: Packet): void => {
    packet.rescaleTs({ num: 1, den: first.sampleRate }, stream.timeBase);
    packet.streamIndex = stream.index;
    writePacket(output, packet);
  };
  const encoder = await SoundEncoder.open(source, zeroTicks, first, write, cutting);
  stream.codecpar.fromContext(encoder.context);
  stream.timeBase = new Rational(1, first.sampleRate);
  return {
    accept: (packet) => encoder.accept(packet),
    isDone: () => encoder.isDone,
    dispose: () => encoder[Symbol.dispose](),
  };
}

export async function encodePicture(
  output: FormatContext,
  source: Stream,
  zeroTicks: bigint,
  cutting: PictureCutting | null = null,
): Promise<TrackWriter> {
  const stream = output.newStream();
  const write = (packet: Packet): void => {
    packet.rescaleTs(encoder.timeBase, stream.timeBase);
    packet.streamIndex = stream.index;
    writePacket(output, packet);
  };
  const encoder = await PictureEncoder.open(source, zeroTicks, write, cutting);
  stream.codecpar.fromContext(encoder.context);
  stream.timeBase = new Rational(encoder.timeBase.num, encoder.timeBase.den);
  stream.sampleAspectRatio = source.codecpar.sampleAspectRatio;
  const matrix = source.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  if (matrix !== null) stream.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, matrix);
  return {
    accept: (packet) => encoder.accept(packet),
    isDone: () => encoder.isDone,
    dispose: () => encoder[Symbol.dispose](),
  };
}

/** Rate and channels as decoded, read ahead on a second opening because a muxer must know them before the first packet. */
export async function soundShape(
  place: FilePlace,
  streamIndex: number,
  signal: AbortSignal,
): Promise<SoundShape> {
  const input = await openInput(place);
  try {
    const stream = input.streams[streamIndex];
    using decoder = stream === undefined ? null : await Decoder.open(stream);
    if (stream === undefined || decoder === null) throw new Failure('MEDIA_NOT_RECOGNISED');
    using frame = new Frame();
    frame.alloc();
    using sound = new ContinuousSound(AV_SAMPLE_FMT_S16, stream.timeBase, 0n, () => {});
    await visitPackets(input, signal, (packet) => {
      if (packet.streamIndex === streamIndex)
        decoder.decode(packet, frame, (decoded) => sound.accept(decoded));
      return sound.shape === null ? undefined : stopVisit;
    });
    if (sound.shape === null) decoder.decode(null, frame, (decoded) => sound.accept(decoded));
    if (sound.shape === null) throw new Failure('MEDIA_NOT_RECOGNISED');
    return sound.shape;
  } finally {
    await closeInput(input);
  }
}
