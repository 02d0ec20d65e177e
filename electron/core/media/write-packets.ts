import type { FormatContext, Packet } from 'node-av/lib';
import { checkCode, isSealedContext, throwIfSealFailed } from './open.ts';

/** Packets on their way into a sealed file before the writer has to be waited for. */
const mostWaiting = 64;

/**
 * Writes packets into an output. Into a file in the clear at once; into a sealed one a queue of FFmpeg's own
 * asynchronous calls, since its callbacks need the event loop: wait for `settle` whenever `isFull`, and at the end.
 */
export class PacketSink {
  readonly output: FormatContext;
  readonly #isSealed: boolean;
  #waiting: Promise<number>[] = [];

  constructor(output: FormatContext) {
    this.output = output;
    this.#isSealed = isSealedContext(output);
  }

  get isFull(): boolean {
    return this.#waiting.length >= mostWaiting;
  }

  /** The packet is the caller's again afterwards. Throws DISK_FULL, NO_PERMISSION, MEDIA_UNREADABLE, here or in `settle`. */
  write(packet: Packet): void {
    if (!this.#isSealed) {
      checkCode(this.output.interleavedWriteFrameSync(packet), 'MEDIA_UNREADABLE');
      return;
    }
    const own = packet.clone();
    if (own === null) return;
    this.#waiting.push(this.output.interleavedWriteFrame(own).finally(() => own.free()));
  }

  async settle(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const codes = await Promise.all(waiting);
    throwIfSealFailed(this.output);
    for (const code of codes) checkCode(code, 'MEDIA_UNREADABLE');
  }
}
