import { AVERROR_EAGAIN } from 'node-av/constants';
import { Codec, CodecContext, type Frame, type Packet, type Stream } from 'node-av/lib';

/** A decoder over one stream. Feed packets, take frames; `using` frees it. */
export class Decoder implements Disposable {
  readonly context: CodecContext;

  private constructor(context: CodecContext) {
    this.context = context;
  }

  /** Null when this build of FFmpeg cannot decode the stream. */
  static async open(stream: Stream): Promise<Decoder | null> {
    const codec = Codec.findDecoder(stream.codecpar.codecId);
    if (codec === null) return null;
    const context = new CodecContext();
    context.allocContext3(codec);
    context.pktTimebase = stream.timeBase;
    if (stream.codecpar.toContext(context) < 0 || (await context.open2(codec)) < 0) {
      context.freeContext();
      return null;
    }
    return new Decoder(context);
  }

  /**
   * Decodes one packet (null ends the stream) and hands over every frame that is ready; the frame is reused and must
   * not be kept. Damaged packets are dropped, as a player does: what can be decoded around them is.
   * In the usual rhythm of one frame per packet the decoder is asked once, not until it refuses: over hours of
   * short audio frames the second question costs a tenth of the time.
   */
  decode(packet: Packet | null, frame: Frame, visit: (frame: Frame) => void): void {
    while (this.context.sendPacketSync(packet) === AVERROR_EAGAIN) {
      if (!this.#take(frame, visit)) return;
    }
    if (packet === null) while (this.#take(frame, visit));
    else this.#take(frame, visit);
  }

  #take(frame: Frame, visit: (frame: Frame) => void): boolean {
    if (this.context.receiveFrameSync(frame) < 0) return false;
    visit(frame);
    frame.unref();
    return true;
  }

  [Symbol.dispose](): void {
    this.context.freeContext();
  }
}
