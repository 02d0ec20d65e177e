import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_NOPTS_VALUE,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S32,
  type AVSampleFormat,
  FF_ENCODER_AAC,
  FF_ENCODER_FLAC,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, Frame, Packet, Rational, type Stream } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { ContinuousSound, type SoundShape } from './continuous-sound.ts';
import { Decoder } from './decode.ts';
import { checkCode } from './open.ts';
import { redactSound, type SoundRedaction } from './redact-sound.ts';

/** Only so many samples, the first of which is sample `firstSample` of the recording, with these parts of it covered. */
export type SoundCutting = {
  firstSample: number;
  sampleCount: number;
  redactions: readonly SoundRedaction[];
  /** FLAC for what stays in the study; AAC for what any player must open, where AAC can hold it (`aacHolds`). */
  codec: 'flac' | 'aac';
};

/** Twice what speech needs: a clip is shown, not stored. */
const aacBitsPerChannel = 96_000;
const aacRates = [7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000];

/** More channels than two have places in AAC, and one of those places is for basses only: no voice may be put there. */
export function aacHolds({ sampleRate, channels }: SoundShape): boolean {
  return channels <= 2 && aacRates.includes(sampleRate);
}

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
  readonly #cutting: SoundCutting | null;
  /**
   * One for each plane: whole blocks of the encoder's are cut from it; a converter's block is not a multiple of them.
   */
  #waiting: Buffer[] = [];
  #waitingSamples = 0;
  #takenSamples = 0;
  #writtenSamples = 0n;

  private constructor(
    decoder: Decoder,
    context: CodecContext,
    format: AVSampleFormat,
    timeBase: { num: number; den: number },
    zeroTicks: bigint,
    write: (packet: Packet) => void,
    cutting: SoundCutting | null,
  ) {
    this.#decoder = decoder;
    this.context = context;
    this.#format = format;
    this.#write = write;
    this.#cutting = cutting;
    this.#decoded.alloc();
    this.#packet.alloc();
    this.#sound = new ContinuousSound(format, timeBase, zeroTicks, (planes, start, count, shape) =>
      this.#take(planes, start, count, shape),
    );
  }

  #take(planes: readonly Buffer[], start: number, offered: number, shape: SoundShape): void {
    const count = Math.min(
      offered,
      (this.#cutting?.sampleCount ?? Number.POSITIVE_INFINITY) - this.#takenSamples,
    );
    if (count <= 0) return;
    if (this.#cutting !== null) {
      const { firstSample, redactions } = this.#cutting;
      const part = { start, count, firstSample: firstSample + this.#takenSamples };
      redactSound(planes, this.#format, shape, part, redactions);
    }
    const size = this.#bytesPerSample;
    this.#waiting = planes.map((plane, index) =>
      Buffer.concat([
        this.#waiting[index] ?? Buffer.alloc(0),
        plane.subarray(start * size, (start + count) * size),
      ]),
    );
    this.#takenSamples += count;
    this.#waitingSamples += count;
    while (this.#waitingSamples >= this.context.frameSize) this.#encode(this.context.frameSize, shape);
  }

  /** Of one plane. */
  get #bytesPerSample(): number {
    if (this.#format === AV_SAMPLE_FMT_FLTP) return 4;
    return (this.#format === AV_SAMPLE_FMT_S32 ? 4 : 2) * this.context.channels;
  }

  /** Whether the span that is cut is over: more packets change nothing. */
  get isDone(): boolean {
    return this.#cutting !== null && this.#takenSamples >= this.#cutting.sampleCount;
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
    cutting: SoundCutting | null = null,
  ): Promise<SoundEncoder> {
    const isAac = cutting?.codec === 'aac';
    const decoder = await Decoder.open(stream);
    const codec = Codec.findEncoderByName(isAac ? FF_ENCODER_AAC : FF_ENCODER_FLAC);
    if (decoder === null || codec === null) throw new Failure('MEDIA_NOT_RECOGNISED');
    const isDeep =
      stream.codecpar.bitsPerRawSample > 16 ||
      /^pcm_[sf](24|32|64)/.test(stream.codecpar.getCodecString() ?? '');
    const format = isAac ? AV_SAMPLE_FMT_FLTP : isDeep ? AV_SAMPLE_FMT_S32 : AV_SAMPLE_FMT_S16;
    const context = new CodecContext();
    context.allocContext3(codec);
    context.sampleFormat = format;
    context.sampleRate = first.sampleRate;
    context.channelLayout = first.layout;
    context.timeBase = new Rational(1, first.sampleRate);
    if (isDeep && !isAac) context.bitsPerRawSample = 24;
    if (isAac) context.bitRate = BigInt(aacBitsPerChannel * first.channels);
    context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
    // Each channel for itself: where one is silenced, nothing of the other may be put in its place.
    using options = Dictionary.fromObject(isAac ? { aac_ms: '0', aac_is: '0', aac_pns: '0' } : {});
    checkCode(await context.open2(codec, options), 'INTERNAL');
    return new SoundEncoder(decoder, context, format, stream.timeBase, zeroTicks, write, cutting);
  }

  accept(packet: Packet | null): void {
    this.#decoder.decode(packet, this.#decoded, (frame) => {
      // After a seek a container may take some packets to know where it is; they are before the cut.
      if (this.#cutting !== null && this.#sound.shape === null && frame.pts === AV_NOPTS_VALUE) return;
      this.#sound.accept(frame);
    });
    if (packet !== null) return;
    this.#sound.finish();
    const { shape } = this.#sound;
    if (shape !== null && this.#waitingSamples > 0) this.#encode(this.#waitingSamples, shape);
    this.context.sendFrameSync(null);
    this.#collect();
  }

  #encode(count: number, shape: SoundShape): void {
    const byteCount = count * this.#bytesPerSample;
    const planes = this.#waiting.map((plane) => plane.subarray(0, byteCount));
    using frame = Frame.fromAudioBuffer(Buffer.concat(planes), {
      nbSamples: count,
      format: this.#format,
      sampleRate: shape.sampleRate,
      channelLayout: shape.layout,
      timeBase: { num: 1, den: shape.sampleRate },
      pts: this.#writtenSamples,
    });
    this.#waiting = this.#waiting.map((plane) => plane.subarray(byteCount));
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
