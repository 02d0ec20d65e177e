/**
 * Hybrid logical clock (Kulkarni et al., 2014): wall time where it moves on, a counter where it does not or goes
 * backward, so that stamps of one device always grow and stamps of two devices can be ordered when copies are merged.
 * As text it sorts as it counts: `<wall ms, 15 digits>-<counter, 4 hex>-<device>`.
 */
export class HybridClock {
  private wallMs = 0;
  private counter = 0;
  private readonly device: string;
  private readonly now: () => number;

  constructor(device: string, last: string | null, now: () => number = Date.now) {
    this.device = device;
    this.now = now;
    if (last !== null) this.observe(last);
  }

  /** Goes on after a stamp seen, whoever made it. */
  observe(stamp: string): void {
    const wallMs = Number(stamp.slice(0, 15));
    const counter = Number.parseInt(stamp.slice(16, 20), 16);
    if (wallMs > this.wallMs || (wallMs === this.wallMs && counter > this.counter)) {
      this.wallMs = wallMs;
      this.counter = counter;
    }
  }

  next(): string {
    const now = this.now();
    if (now > this.wallMs) {
      this.wallMs = now;
      this.counter = 0;
    } else if (this.counter === 0xffff) {
      this.wallMs += 1;
      this.counter = 0;
    } else {
      this.counter += 1;
    }
    return `${String(this.wallMs).padStart(15, '0')}-${this.counter.toString(16).padStart(4, '0')}-${this.device}`;
  }
}
