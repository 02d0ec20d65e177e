import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S32,
  type AVSampleFormat,
  FF_ENCODER_FLAC,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, Rational, type Stream } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { ContinuousSound, type SoundShape } from './continuous-sound.ts';
import { Decoder } from './decode.ts';
import { checkCode } from './open.ts';

/**
 * Decodes a sound track and encodes it as FLAC. FLAC because a copy that exists for exactness must not add a loss
 * or a delay of its own: every sample of the decoded recording is where it was, and there is no priming to hide.
 */
export class SoundEncoder implements Disposable {
  readonly context: CodecContext;
  readonly #decoder: Decoder;
  readonly #decoded = new Frame();
  readonly #packet = new Packet();
  readonly #sound: ContinuousSound;
  readonly #write: (packet: Packet) => void;
  readonly #format: AVSampleFormat;
  /** Whole FLAC blocks are cut from this; a converter's block is not a multiple of the encoder's. */
  #waiting: Buffer[] = [];
  #waitingSamples = 0;
  #writtenSamples = 0n;

  private constructor(
    decoder: Decoder,
    context: CodecContext,
    format: AVSampleFormat,
    timeBase: { num: number; den: number },
    zeroTicks: bigint,
    write: (packet: Packet) => void,
  ) {
    this.#decoder = decoder;
    this.context = context;
    this.#format = format;
    this.#write = write;
    this.#decoded.alloc();
    this.#packet.alloc();
    this.#sound = new ContinuousSound(format, timeBase, zeroTicks, (planes, start, count, shape) => {
      const [plane] = planes;
      if (plane === undefined) return;
      this.#waiting.push(
        Buffer.from(plane.subarray(start * this.#bytesPerSample, (start + count) * this.#bytesPerSample)),
      );
      this.#waitingSamples += count;
      while (this.#waitingSamples >= this.context.frameSize) this.#encode(this.context.frameSize, shape);
    });
  }

  get #bytesPerSample(): number {
    return (this.#format === AV_SAMPLE_FMT_S32 ? 4 : 2) * this.context.channels;
  }

  /**
   * `first` is a decoded frame of the stream: only decoding tells the true rate and channels (HE-AAC, for one,
   * declares half its rate). `write` gets packets in a time base of one sample.
   */
  static async open(
    stream: Stream,
    zeroTicks: bigint,
    first: SoundShape,
    write: (packet: Packet) => void,
  ): Promise<SoundEncoder> {
    const decoder = await Decoder.open(stream);
    const codec = Codec.findEncoderByName(FF_ENCODER_FLAC);
    if (decoder === null || codec === null) throw new Failure('MEDIA_NOT_RECOGNISED');
    const isDeep =
      stream.codecpar.bitsPerRawSample > 16 ||
      /^pcm_[sf](24|32|64)/.test(stream.codecpar.getCodecString() ?? '');
    const format = isDeep ? AV_SAMPLE_FMT_S32 : AV_SAMPLE_FMT_S16;
    const context = new CodecContext();
    context.allocContext3(codec);
    context.sampleFormat = format;
    context.sampleRate = first.sampleRate;
    context.channelLayout = first.layout;
    context.timeBase = new Rational(1, first.sampleRate);
    if (isDeep) context.bitsPerRawSample = 24;
    context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
    checkCode(await context.open2(codec), 'INTERNAL');
    return new SoundEncoder(decoder, context, format, stream.timeBase, zeroTicks, write);
  }

  accept(packet: Packet | null): void {
    this.#decoder.decode(packet, this.#decoded, (frame) => this.#sound.accept(frame));
    if (packet !== null) return;
    this.#sound.finish();
    const { shape } = this.#sound;
    if (shape !== null && this.#waitingSamples > 0) this.#encode(this.#waitingSamples, shape);
    this.context.sendFrameSync(null);
    this.#collect();
  }

  #encode(count: number, shape: SoundShape): void {
    const all =
      this.#waiting.length === 1 && this.#waiting[0] !== undefined
        ? this.#waiting[0]
        : Buffer.concat(this.#waiting);
    const byteCount = count * this.#bytesPerSample;
    using frame = Frame.fromAudioBuffer(all.subarray(0, byteCount), {
      nbSamples: count,
      format: this.#format,
      sampleRate: shape.sampleRate,
      channelLayout: shape.layout,
      timeBase: { num: 1, den: shape.sampleRate },
      pts: this.#writtenSamples,
    });
    this.#waiting = [all.subarray(byteCount)];
    this.#waitingSamples -= count;
    this.#writtenSamples += BigInt(count);
    checkCode(this.context.sendFrameSync(frame), 'INTERNAL');
    this.#collect();
  }

  #collect(): void {
    while (this.context.receivePacketSync(this.#packet) >= 0) {
      this.#write(this.#packet);
      this.#packet.unref();
    }
  }

  [Symbol.dispose](): void {
    this.#decoder[Symbol.dispose]();
    this.#sound[Symbol.dispose]();
    this.context.freeContext();
    this.#decoded.free();
    this.#packet.free();
  }
}
