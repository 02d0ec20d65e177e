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
  Filter,
  type FilterContext,
  FilterGraph,
  Frame,
  Packet,
  type Stream,
} from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { Decoder } from './decode.ts';
import { checkCode } from './open.ts';
import { toMs } from './packets.ts';

/** A key frame at least this often, so that a seek decodes at most a second of pictures. */
const keyFrameEveryMs = 1000;

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
  readonly #graph: FilterGraph;
  readonly #source: FilterContext;
  readonly #sink: FilterContext;
  readonly #zero: bigint;
  readonly #write: (packet: Packet) => void;
  #lastShown: bigint | null = null;
  #lastKeyMs = Number.NEGATIVE_INFINITY;

  private constructor(
    parts: {
      decoder: Decoder;
      context: CodecContext;
      graph: FilterGraph;
      source: FilterContext;
      sink: FilterContext;
    },
    timeBase: { num: number; den: number },
    zeroTicks: bigint,
    write: (packet: Packet) => void,
  ) {
    this.#decoder = parts.decoder;
    this.context = parts.context;
    this.#graph = parts.graph;
    this.#source = parts.source;
    this.#sink = parts.sink;
    this.timeBase = timeBase;
    this.#zero = zeroTicks;
    this.#write = write;
    for (const item of [this.#decoded, this.#filtered, this.#packet]) item.alloc();
  }

  /** `zeroTicks` is the instant that becomes zero, in the stream's time base; packets are written in that time base too. */
  static async open(
    stream: Stream,
    zeroTicks: bigint,
    write: (packet: Packet) => void,
  ): Promise<PictureEncoder> {
    const decoder = await Decoder.open(stream);
    const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
    if (decoder === null || codec === null) throw new Failure('MEDIA_NOT_RECOGNISED');
    const { codecpar, timeBase } = stream;
    const aspect = codecpar.sampleAspectRatio;
    const graph = new FilterGraph();
    graph.alloc();
    const create = (name: string, args: string): FilterContext => {
      const filter = Filter.getByName(name);
      const context = filter && graph.createFilter(filter, name, args);
      if (!context) throw new Failure('INTERNAL');
      return context;
    };
    const source = create(
      'buffer',
      `width=${codecpar.width}:height=${codecpar.height}:pix_fmt=${codecpar.format}:time_base=${timeBase.num}/${timeBase.den}` +
        `:pixel_aspect=${aspect.num}/${Math.max(1, aspect.den)}`,
    );
    const deinterlace = create('bwdif', 'mode=send_frame:deint=interlaced');
    // H.264 in this form has even sides only.
    const scale = create('scale', 'w=trunc(iw/2)*2:h=trunc(ih/2)*2:flags=bicubic');
    const format = create('format', 'pix_fmts=yuv420p');
    const sink = create('buffersink', '');
    source.link(0, deinterlace, 0);
    deinterlace.link(0, scale, 0);
    scale.link(0, format, 0);
    format.link(0, sink, 0);
    checkCode(graph.configSync(), 'MEDIA_NOT_RECOGNISED');

    const context = new CodecContext();
    context.allocContext3(codec);
    context.width = codecpar.width - (codecpar.width % 2);
    context.height = codecpar.height - (codecpar.height % 2);
    context.pixelFormat = AV_PIX_FMT_YUV420P;
    context.sampleAspectRatio = aspect;
    context.timeBase = timeBase;
    if (stream.avgFrameRate.num > 0) context.framerate = stream.avgFrameRate;
    context.gopSize = 250;
    // Without durations the last picture lasts no time, and a player leaves it out.
    context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP, AV_CODEC_FLAG_FRAME_DURATION);
    using options = Dictionary.fromObject({ preset: 'fast', crf: '20', 'forced-idr': '1' });
    checkCode(await context.open2(codec, options), 'INTERNAL');
    return new PictureEncoder({ decoder, context, graph, source, sink }, timeBase, zeroTicks, write);
  }

  accept(packet: Packet | null): void {
    this.#decoder.decode(packet, this.#decoded, (frame) => {
      const shown = frame.bestEffortTimestamp;
      if (shown === AV_NOPTS_VALUE) return;
      frame.pts = shown - this.#zero;
      if (this.#source.buffersrcAddFrameSync(frame) >= 0) this.#encodeFiltered();
    });
    if (packet !== null) return;
    this.#source.buffersrcAddFrameSync(null);
    this.#encodeFiltered();
    this.context.sendFrameSync(null);
    this.#collect();
  }

  #encodeFiltered(): void {
    while (this.#sink.buffersinkGetFrameSync(this.#filtered) >= 0) {
      const frame = this.#filtered;
      const outBase = this.#sink.buffersinkGetTimeBase();
      const shownMs = toMs(frame.pts, outBase) ?? 0;
      // Filters count in a unit of their own.
      const shown = avRescaleQ(frame.pts, outBase, this.timeBase);
      // Two pictures at one instant is damage; an encoder refuses it, a viewer could see only one.
      if (this.#lastShown === null || shown > this.#lastShown) {
        frame.pts = shown;
        frame.duration = avRescaleQ(frame.duration, outBase, this.timeBase);
        this.#lastShown = shown;
        const isKey = shownMs >= this.#lastKeyMs + keyFrameEveryMs;
        if (isKey) this.#lastKeyMs = shownMs;
        frame.pictType = isKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
        checkCode(this.context.sendFrameSync(frame), 'INTERNAL');
        this.#collect();
      }
      frame.unref();
    }
  }

  #collect(): void {
    while (this.context.receivePacketSync(this.#packet) >= 0) {
      this.#write(this.#packet);
      this.#packet.unref();
    }
  }

  [Symbol.dispose](): void {
    this.#decoder[Symbol.dispose]();
    this.#graph.free();
    this.context.freeContext();
    for (const item of [this.#decoded, this.#filtered, this.#packet]) item.free();
  }
}
