import { AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P } from 'node-av/constants';
import { avGetCodecName, Frame, type Packet, type Stream } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ClockCertificate } from '../../../shared/model/recording.ts';
import type { FilePlace } from '../seal/place.ts';
import { Decoder } from './decode.ts';
import { closeInput } from './open.ts';
import { playedStreams, skippedSamples, toMs, visitPackets } from './packets.ts';
import { containerDurationMs, openRecording } from './probe.ts';
import { readStructure } from './structure.ts';
import { containerFamily, judge } from './verdict.ts';

/** A stream that has given no frame after this many packets is not going to. */
const decodeTrialPackets = 300;

/** Sound further than this from its sample count has drifted audibly. */
const driftMs = 20;
/** A jump between neighbouring packets that no rounding and no change of block size explains. */
const holeMs = 50;

/**
 * Samples at the head that are not signal, where the container says nothing. Every such codec overlaps its frames, so
 * what a decoder gives first is warm-up: a whole frame in AAC and WMA, the filters' delay in the others. For MP3 it
 * is the decoder's 529 samples and the 576 of LAME, by far the commonest encoder; every other known one is within
 * 25 ms of these.
 */
export function assumedPrimingSamples(codec: string, sampleRate: number): number {
  switch (codec) {
    case 'aac':
      return 1024;
    case 'mp3':
      return 1105;
    case 'mp2':
      return 481;
    case 'ac3':
    case 'eac3':
      return 256;
    // The coder looks 5 ms ahead (3GPP TS 26.071, 26.171), by which its output is late.
    case 'amr_nb':
      return 40;
    case 'amr_wb':
      return 80;
    case 'wmav1':
    case 'wmav2':
      if (sampleRate <= 16_000) return 512;
      if (sampleRate <= 22_050) return 1024;
      return sampleRate <= 48_000 ? 2048 : 4096;
    default:
      return 0;
  }
}

/** One stream's clock, gathered packet by packet. All times in milliseconds, not rounded. */
class StreamClock {
  readonly stream: Stream;
  readonly codec: string;
  readonly timeBase: { num: number; den: number };
  decoder: Decoder | null = null;
  isDecodable = false;
  packetCount = 0;
  firstMs = 0;
  endMs = 0;
  primingSamples = 0;
  isTimed = true;
  hasGaps = false;
  /** Presentation times, kept for pictures only: their order in the file is not their order in time. */
  shownMs: number[] = [];
  #expectedMs = 0;
  /** By the number of samples in a frame, which no container rounds; null when frames vary. */
  #exactFrameMs: number | null;
  #smallestSize = Number.POSITIVE_INFINITY;
  #largestSize = 0;
  #lastSize = 0;

  constructor(stream: Stream) {
    this.stream = stream;
    this.codec = avGetCodecName(stream.codecpar.codecId) ?? 'unknown';
    this.timeBase = stream.timeBase;
    const { frameSize, sampleRate } = stream.codecpar;
    this.#exactFrameMs = frameSize > 0 && sampleRate > 0 ? (frameSize * 1000) / sampleRate : null;
  }

  /** MP3 pads frames by one byte to keep a constant rate, and the last packet may be short. */
  get isConstantBitRate(): boolean {
    return this.packetCount > 0 && this.#largestSize - this.#smallestSize <= 1;
  }

  visit(packet: Packet, frame: Frame, isPicture: boolean): void {
    const shown = toMs(packet.pts, this.timeBase);
    if (shown === null) this.isTimed = false;
    const startMs = shown ?? toMs(packet.dts, this.timeBase) ?? this.#expectedMs;
    const durationMs = toMs(packet.duration, this.timeBase) ?? 0;
    if (this.packetCount === 0) {
      this.firstMs = startMs;
      this.#expectedMs = startMs;
      this.primingSamples = skippedSamples(packet);
    }
    if (this.decoder !== null && !this.isDecodable && this.packetCount < decodeTrialPackets) {
      this.decoder.decode(packet, frame, () => {
        this.isDecodable = true;
      });
    }
    if (isPicture) {
      this.shownMs.push(startMs);
      this.firstMs = Math.min(this.firstMs, startMs);
    } else {
      this.#checkContinuity(startMs, durationMs);
    }
    this.endMs = Math.max(this.endMs, startMs + durationMs);
    if (this.packetCount > 0) {
      this.#smallestSize = Math.min(this.#smallestSize, this.#lastSize);
      this.#largestSize = Math.max(this.#largestSize, this.#lastSize);
    }
    this.#lastSize = packet.size;
    this.packetCount += 1;
  }

  /**
   * With frames of one known length, sound is compared with its exact count from the start, so that a slow drift
   * shows. Otherwise packets are compared with their neighbours only: summing rounded durations would drift by itself.
   */
  #checkContinuity(startMs: number, durationMs: number): void {
    if (this.#exactFrameMs !== null && durationMs > 0 && Math.abs(durationMs - this.#exactFrameMs) > 1.5) {
      this.#exactFrameMs = null;
    }
    const tolerance = this.#exactFrameMs === null ? holeMs : driftMs;
    if (Math.abs(startMs - this.#expectedMs) > tolerance) this.hasGaps = true;
    this.#expectedMs =
      this.#exactFrameMs === null ? startMs + durationMs : this.#expectedMs + this.#exactFrameMs;
  }
}

/**
 * Reads every packet of a recording once and says what its clock is worth. Throws as `openRecording`,
 * MEDIA_NO_TRACK, MEDIA_NOT_RECOGNISED (nothing in it can be decoded) and CANCELLED.
 */
export async function certifyMedia(
  place: FilePlace,
  audioTrack: number | null,
  signal: AbortSignal,
): Promise<ClockCertificate> {
  const input = await openRecording(place);
  const clocks: StreamClock[] = [];
  try {
    const container = input.iformat?.name ?? 'unknown';
    const played = playedStreams(input, audioTrack);
    const audio = played.audio && new StreamClock(played.audio);
    const video = played.video && new StreamClock(played.video);
    if (audio === null && video === null) throw new Failure('MEDIA_NO_TRACK');
    for (const clock of [audio, video]) if (clock !== null) clocks.push(clock);
    for (const clock of clocks) clock.decoder = await Decoder.open(clock.stream);

    using frame = new Frame();
    frame.alloc();
    const audioIndex = audio?.stream.index;
    const videoIndex = video?.stream.index;
    const { isReadToEnd } = await visitPackets(input, signal, (packet) => {
      const index = packet.streamIndex;
      if (index === audioIndex) audio?.visit(packet, frame, false);
      else if (index === videoIndex) video?.visit(packet, frame, true);
    });
    for (const clock of clocks) {
      if (!clock.isDecodable && clock.packetCount > 0) {
        clock.decoder?.decode(null, frame, () => {
          clock.isDecodable = true;
        });
      }
    }
    const heard = audio?.isDecodable ? audio : null;
    const seen = video?.isDecodable ? video : null;
    if (heard === null && seen === null) throw new Failure('MEDIA_NOT_RECOGNISED');

    const structure = await readStructure(place, container);
    const pixelFormat = seen?.stream.codecpar.format;
    const primingSamples =
      heard === null
        ? 0
        : heard.primingSamples || assumedPrimingSamples(heard.codec, heard.stream.codecpar.sampleRate);
    const claimedMs = containerDurationMs(input);
    const endMs = Math.max(heard?.endMs ?? 0, seen?.endMs ?? 0);
    const firstMs = Math.min(
      heard?.firstMs ?? Number.POSITIVE_INFINITY,
      seen?.firstMs ?? Number.POSITIVE_INFINITY,
    );
    const packetDurationMs = Math.max(0, Math.round(endMs - Math.max(0, firstMs)));
    const isShort =
      structure.claimsDuration &&
      claimedMs !== null &&
      packetDurationMs < claimedMs - Math.max(500, claimedMs / 200);
    const isTruncated =
      !isReadToEnd || isShort || structure.isCutOff || clocks.some((clock) => !clock.isDecodable);
    const frameRate = seen === null ? null : frameRateOf(seen.shownMs);
    return {
      container: structure.isWebm ? 'webm' : containerFamily(container),
      audioCodec: heard?.codec ?? null,
      videoCodec: seen?.codec ?? null,
      containerDurationMs: claimedMs,
      packetDurationMs,
      decodedDurationMs: null,
      bitRate: (heard ?? seen)?.isConstantBitRate ? 'constant' : 'variable',
      frameRate: frameRate?.kind ?? null,
      averageFrameMs: frameRate?.averageMs ?? null,
      audioStartMs: heard === null ? null : Math.round(heard.firstMs),
      videoStartMs: seen === null ? null : Math.round(seen.firstMs),
      hasIndex: structure.hasIndex,
      primingSamples,
      isTruncated,
      ...judge({
        container: structure.isWebm ? 'webm' : container,
        audioCodec: heard?.codec ?? null,
        audioTrackCount: played.audioCount,
        videoCodec: seen?.codec ?? null,
        isPicturePlain: pixelFormat === AV_PIX_FMT_YUV420P || pixelFormat === AV_PIX_FMT_YUVJ420P,
        isVideoTimed: seen?.isTimed ?? true,
        hasIndex: structure.hasIndex,
        isFragmented: structure.isFragmented,
        hasSoundGaps: heard?.hasGaps ?? false,
        isTruncated,
        startMs: firstMs,
      }),
    };
  } finally {
    for (const clock of clocks) clock.decoder?.[Symbol.dispose]();
    await closeInput(input);
  }
}

/** Variable when frames are unevenly spaced beyond the rounding of a container that counts whole milliseconds. */
export function frameRateOf(
  shownMs: readonly number[],
): { kind: 'constant' | 'variable'; averageMs: number } | null {
  const ordered = Float64Array.from(shownMs).sort();
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined || last <= first) return null;
  const averageMs = (last - first) / (ordered.length - 1);
  let unevenCount = 0;
  for (let index = 1; index < ordered.length; index += 1) {
    const spacing = (ordered[index] ?? 0) - (ordered[index - 1] ?? 0);
    if (Math.abs(spacing - averageMs) > Math.max(2, averageMs * 0.1)) unevenCount += 1;
  }
  return { kind: unevenCount > ordered.length / 100 ? 'variable' : 'constant', averageMs };
}
