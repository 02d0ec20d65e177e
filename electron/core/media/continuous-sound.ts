import {
  AV_CHANNEL_ORDER_UNSPEC,
  AV_NOPTS_VALUE,
  AVERROR_INPUT_CHANGED,
  type AVSampleFormat,
} from 'node-av/constants';
import {
  avChannelLayoutDefault,
  avGetBytesPerSample,
  avSampleFmtIsPlanar,
  type ChannelLayout,
  type Frame,
  SoftwareResampleContext,
} from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { planeSamples } from './fold-sound.ts';

const mostChannels = 8;
/** Time stamps may wander this far from the sample count before silence is put in or sound taken out. */
const gapMs = 20;
/** A jump this far is no hole in the sound but another clock: damage, or two recordings in one. */
const anotherClockSeconds = 3600;

export type SoundShape = { sampleRate: number; channels: number; layout: ChannelLayout };

/**
 * Gets `sampleCount` samples, from sample `start` of each plane on (one plane when the format is interleaved). The
 * planes are written over afterwards.
 */
type SoundVisitor = (
  planes: readonly Buffer[],
  start: number,
  sampleCount: number,
  shape: SoundShape,
) => void;

const makeOwnPlanes = (byteCount: number, planeCount: number): readonly Buffer[] =>
  Array.from({ length: planeCount }, () => Buffer.alloc(byteCount));

/**
 * Decoded sound as one unbroken run of samples whose first is the recording's instant zero: silence where sound
 * starts late or packets are lost, nothing where it lies before zero. Peaks and re-encoded copies are both made
 * from it, which is why they agree with each other.
 */
export class ContinuousSound implements Disposable {
  shape: SoundShape | null = null;
  /** Samples handed over so far, silence included. */
  sampleCount = 0;
  readonly #format: AVSampleFormat;
  readonly #timeBase: { num: number; den: number };
  readonly #zero: number;
  readonly #visit: SoundVisitor;
  readonly #makePlanes: (byteCount: number, planeCount: number) => readonly Buffer[];
  #converter: SoftwareResampleContext | null = null;
  /** What is put for channels whose places the file leaves open; the converter refuses frames without. */
  #unnamedLayout: ChannelLayout | null = null;
  #planes: readonly Buffer[] = [];
  #bytesPerSample = 0;
  /** Samples out for samples in; other than 1 only when the rate changes midway. */
  #rateRatio = 1;
  /** Samples inside the converter, not yet handed over. */
  #pending = 0;
  /** Samples still to be dropped: they lie before zero, or twice in one place. */
  #surplus = 0;
  /** Of the input clock; where the next frame should start if nothing is missing. */
  #expectedSample = 0;

  /**
   * `zeroTicks` is the instant that becomes sample 0, in `timeBase`. `makePlanes` may give memory of the visitor's own.
   */
  constructor(
    format: AVSampleFormat,
    timeBase: { num: number; den: number },
    zeroTicks: bigint,
    visit: SoundVisitor,
    makePlanes = makeOwnPlanes,
  ) {
    this.#makePlanes = makePlanes;
    this.#format = format;
    this.#timeBase = timeBase;
    this.#zero = Number(zeroTicks);
    this.#visit = visit;
  }

  accept(frame: Frame): void {
    const shape = this.shape ?? this.#begin(frame);
    const pts = frame.pts;
    if (pts !== AV_NOPTS_VALUE) {
      const start = Math.round(
        ((Number(pts) - this.#zero) * this.#timeBase.num * shape.sampleRate) / this.#timeBase.den,
      );
      const drift = start - this.#expectedSample;
      // The very first frame is placed exactly; later ones only when they have really moved.
      const isFirst = this.sampleCount + this.#pending + this.#surplus === 0;
      if (isFirst || Math.abs(drift) * 1000 > gapMs * shape.sampleRate) {
        if (Math.abs(drift) < anotherClockSeconds * shape.sampleRate) this.#shift(drift, shape);
        this.#expectedSample += drift;
      }
    }
    this.#convert(frame, shape);
    const count = Math.round(frame.nbSamples * this.#rateRatio);
    this.#pending += count;
    this.#expectedSample += count;
    while (this.#pending >= planeSamples && this.#drain(shape) > 0);
  }

  finish(): void {
    if (this.shape !== null) this.#drainAll(this.shape);
  }

  #begin(frame: Frame): SoundShape {
    const channels = Math.min(frame.channels, mostChannels);
    const layout =
      frame.channels > mostChannels || frame.channelLayout.order === AV_CHANNEL_ORDER_UNSPEC
        ? avChannelLayoutDefault(channels)
        : frame.channelLayout;
    this.shape = { sampleRate: frame.sampleRate, channels, layout };
    const isPlanar = avSampleFmtIsPlanar(this.#format);
    this.#bytesPerSample = avGetBytesPerSample(this.#format) * (isPlanar ? 1 : channels);
    this.#planes = this.#makePlanes(planeSamples * this.#bytesPerSample, isPlanar ? channels : 1);
    this.#openConverter(frame, this.shape);
    return this.shape;
  }

  #openConverter(frame: Frame, shape: SoundShape): void {
    this.#converter?.free();
    this.#converter = new SoftwareResampleContext();
    this.#unnamedLayout =
      frame.channelLayout.order === AV_CHANNEL_ORDER_UNSPEC ? avChannelLayoutDefault(frame.channels) : null;
    this.#rateRatio = shape.sampleRate / frame.sampleRate;
    const from = this.#unnamedLayout ?? frame.channelLayout;
    const code = this.#converter.allocSetOpts2(
      shape.layout,
      this.#format,
      shape.sampleRate,
      from,
      frame.format as AVSampleFormat, // a frame of sound: it can be no pixel format
      frame.sampleRate,
    );
    if (code < 0 || this.#converter.init() < 0) throw new Failure('MEDIA_UNREADABLE');
  }

  #convert(frame: Frame, shape: SoundShape): void {
    if (this.#unnamedLayout !== null) frame.channelLayout = this.#unnamedLayout;
    const code = this.#converter?.convertFrame(null, frame) ?? -1;
    if (code >= 0) return;
    if (code !== AVERROR_INPUT_CHANGED) throw new Failure('MEDIA_UNREADABLE');
    // A broadcast may change its shape midway; what follows is brought to the shape it began with.
    this.#drainAll(shape);
    this.#openConverter(frame, shape);
    if ((this.#converter?.convertFrame(null, frame) ?? -1) < 0) throw new Failure('MEDIA_UNREADABLE');
  }

  /** Puts `drift` samples of silence in, or marks as many of the following for dropping. */
  #shift(drift: number, shape: SoundShape): void {
    if (drift === 0) return;
    this.#drainAll(shape);
    if (drift < 0) {
      this.#surplus += -drift;
      return;
    }
    for (const plane of this.#planes) plane.fill(0);
    for (let left = drift; left > 0; left -= planeSamples)
      this.#handOver(Math.min(left, planeSamples), shape);
  }

  #drainAll(shape: SoundShape): void {
    while (this.#pending > 0 && this.#drain(shape) > 0);
    this.#pending = 0;
  }

  #drain(shape: SoundShape): number {
    const count = this.#converter?.convertSync([...this.#planes], planeSamples, null, 0) ?? 0;
    if (count <= 0) return 0;
    this.#pending -= count;
    this.#handOver(count, shape);
    return count;
  }

  #handOver(count: number, shape: SoundShape): void {
    const dropped = Math.min(this.#surplus, count);
    this.#surplus -= dropped;
    if (dropped === count) return;
    this.sampleCount += count - dropped;
    this.#visit(this.#planes, dropped, count - dropped, shape);
  }

  [Symbol.dispose](): void {
    this.#converter?.free();
  }
}
