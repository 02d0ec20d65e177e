import {
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_FRAME_DURATION,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_NOPTS_VALUE,
  AV_PICTURE_TYPE_I,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import {
  avRescaleQ,
  Codec,
  CodecContext,
  Dictionary,
  Frame,
  Packet,
  Rational,
  type Stream,
} from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import type { LookSpan, Ticks } from './cut-pieces.ts';
import { Decoder } from './decode.ts';
import { FilterChain } from './filter-chain.ts';
import { checkCode } from './open.ts';
import { toMs } from './packets.ts';
import { PictureCut } from './redact-picture.ts';

/** A key frame at least this often, so that a seek decodes at most a second of pictures. */
const keyFrameEveryMs = 1000;

/** The clock of what is cut: fine enough for any edge, and one that every container can count in. */
export const cutTimeBase = { num: 1, den: 90_000 };

/** Only this span, which becomes zero, with these parts of it covered; ticks of `cutTimeBase` from the file's own zero. */
export type PictureCutting = { cut: Ticks; looks: readonly LookSpan[] };

/**
 * Decodes pictures and encodes them as H.264, keeping each picture's own time stamp: a phone's variable frame rate
 * stays as it was. Interlaced pictures are woven into whole ones; rotation is carried over by the caller.
 */
export class PictureEncoder implements Disposable {
  readonly context: CodecContext;
  readonly timeBase: { num: number; den: number };
  readonly #decoder: Decoder;
  readonly #decoded = new Frame();
  readonly #filtered = new Frame();
  readonly #packet = new Packet();
  readonly #chain: FilterChain;
  readonly #zero: bigint;
  readonly #write: (packet: Packet) => void;
  readonly #cut: PictureCut | null;
  #lastShown: bigint | null = null;
  #lastKeyMs = Number.NEGATIVE_INFINITY;

  private constructor(
    parts: { decoder: Decoder; context: CodecContext; chain: FilterChain },
    timeBase: { num: number; den: number },
    zeroTicks: bigint,
    write: (packet: Packet) => void,
    cutting: PictureCutting | null,
  ) {
    this.#decoder = parts.decoder;
    this.context = parts.context;
    this.#chain = parts.chain;
    this.timeBase = timeBase;
    this.#zero = zeroTicks;
    this.#write = write;
    this.#cut =
      cutting &&
      new PictureCut(cutting.cut, cutting.looks, (frame, start, duration, isAnotherLook) =>
        this.#encode(frame, BigInt(start), BigInt(duration), isAnotherLook),
      );
    for (const item of [this.#decoded, this.#filtered, this.#packet]) item.alloc();
  }

  /**
   * `zeroTicks` is the instant that becomes zero, in the stream's time base. Packets are written in `timeBase`: the
   * stream's own, or `cutTimeBase`.
   */
  static async open(
    stream: Stream,
    zeroTicks: bigint,
    write: (packet: Packet) => void,
    cutting: PictureCutting | null = null,
  ): Promise<PictureEncoder> {
    const decoder = await Decoder.open(stream);
    const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
    if (decoder === null || codec === null) throw new Failure('MEDIA_NOT_RECOGNISED');
    const { codecpar, timeBase } = stream;
    const { width, height, format, sampleAspectRatio: aspect } = codecpar;
    const chain = FilterChain.open({ width, height, format, timeBase, aspect }, [
      ['bwdif', 'mode=send_frame:deint=interlaced'],
      // H.264 in this form has even sides only.
      ['scale', 'w=trunc(iw/2)*2:h=trunc(ih/2)*2:flags=bicubic'],
      ['format', 'pix_fmts=yuv420p'],
    ]);

    const context = new CodecContext();
    context.allocContext3(codec);
    context.width = width - (width % 2);
    context.height = height - (height % 2);
    context.pixelFormat = AV_PIX_FMT_YUV420P;
    context.sampleAspectRatio = aspect;
    const ownBase = cutting === null ? timeBase : cutTimeBase;
    context.timeBase = new Rational(ownBase.num, ownBase.den);
    if (stream.avgFrameRate.num > 0) context.framerate = stream.avgFrameRate;
    context.gopSize = 250;
    // Without durations the last picture lasts no time, and a player leaves it out.
    context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP, AV_CODEC_FLAG_FRAME_DURATION);
    using options = Dictionary.fromObject({
      preset: 'fast',
      crf: '20',
      'forced-idr': '1',
      // MP4 says how long pictures last in the order of decoding: with any other order than that of showing, the last
      // picture of a cut would end where a player likes.
      ...(cutting === null ? {} : { bf: '0' }),
    });
    checkCode(await context.open2(codec, options), 'INTERNAL');
    return new PictureEncoder({ decoder, context, chain }, ownBase, zeroTicks, write, cutting);
  }

  /** Whether the span that is cut is over: more packets change nothing. */
  get isDone(): boolean {
    return this.#cut?.isDone ?? false;
  }

  accept(packet: Packet | null): void {
    this.#decoder.decode(packet, this.#decoded, (frame) => {
      const shown = frame.bestEffortTimestamp;
      if (shown === AV_NOPTS_VALUE) return;
      frame.pts = shown - this.#zero;
      if (this.#chain.push(frame)) this.#takeFiltered();
    });
    if (packet !== null) return;
    this.#chain.push(null);
    this.#takeFiltered();
    this.#cut?.finish();
    this.context.sendFrameSync(null);
    this.#collect();
  }

  #takeFiltered(): void {
    while (this.#chain.take(this.#filtered)) {
      const frame = this.#filtered;
      const shown = avRescaleQ(frame.pts, this.#chain.timeBase, this.timeBase);
      const duration = avRescaleQ(frame.duration, this.#chain.timeBase, this.timeBase);
      if (this.#cut === null) this.#encode(frame, shown, duration, false);
      else this.#cut.accept(frame, Number(shown), Number(duration));
      frame.unref();
    }
  }

  #encode(frame: Frame, shown: bigint, duration: bigint, isKeyWanted: boolean): void {
    // Two pictures at one instant is damage; an encoder refuses it, a viewer could see only one.
    if (this.#lastShown !== null && shown <= this.#lastShown) return;
    const shownMs = toMs(shown, this.timeBase) ?? 0;
    frame.pts = shown;
    frame.duration = duration;
    this.#lastShown = shown;
    const isKey = isKeyWanted || shownMs >= this.#lastKeyMs + keyFrameEveryMs;
    if (isKey) this.#lastKeyMs = shownMs;
    frame.pictType = isKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
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
    this.#chain[Symbol.dispose]();
    this.#cut?.[Symbol.dispose]();
    this.context.freeContext();
    for (const item of [this.#decoded, this.#filtered, this.#packet]) item.free();
  }
}
