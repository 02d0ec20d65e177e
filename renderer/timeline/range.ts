import type { Span, TimelineView } from './types.ts';

/** Half a millisecond a pixel: a 256-sample pair of peaks is then ten pixels wide, and more shows nothing new. */
const finestMsPerPixel = 0.5;

/**
 * Which part of a recording a width of pixels shows: the only place that converts between the two. Immutable;
 * `startMs` and `msPerPixel` may be fractions, so that panning by a pixel and zooming add up without drift, but
 * every instant that leaves (`toMs`, `view`) is a whole millisecond.
 */
export class TimelineRange {
  readonly durationMs: number;
  readonly widthPx: number;
  readonly startMs: number;
  readonly msPerPixel: number;

  constructor(fields: { durationMs: number; widthPx: number; startMs: number; msPerPixel: number }) {
    this.durationMs = Math.max(1, Math.round(fields.durationMs));
    this.widthPx = Math.max(1, fields.widthPx);
    const coarsest = this.durationMs / this.widthPx;
    this.msPerPixel = clamp(fields.msPerPixel, Math.min(finestMsPerPixel, coarsest), coarsest);
    this.startMs = clamp(fields.startMs, 0, this.durationMs - this.widthPx * this.msPerPixel);
  }

  static whole(durationMs: number, widthPx: number): TimelineRange {
    return new TimelineRange({ durationMs, widthPx, startMs: 0, msPerPixel: Number.POSITIVE_INFINITY });
  }

  get spanMs(): number {
    return this.widthPx * this.msPerPixel;
  }

  get endMs(): number {
    return this.startMs + this.spanMs;
  }

  get isWhole(): boolean {
    return this.msPerPixel >= this.durationMs / this.widthPx;
  }

  get view(): TimelineView {
    return { startMs: Math.round(this.startMs), endMs: Math.round(this.endMs), msPerPixel: this.msPerPixel };
  }

  /** Not rounded and not clamped: what lies off screen has its place there. */
  toX(ms: number): number {
    return (ms - this.startMs) / this.msPerPixel;
  }

  /** The whole millisecond of the recording at a place; places beside it give its first or last instant. */
  toMs(x: number): number {
    return clamp(Math.round(this.startMs + x * this.msPerPixel), 0, this.durationMs);
  }

  #with(
    fields: Partial<Pick<TimelineRange, 'durationMs' | 'widthPx' | 'startMs' | 'msPerPixel'>>,
  ): TimelineRange {
    const { durationMs, widthPx, startMs, msPerPixel } = this;
    return new TimelineRange({ durationMs, widthPx, startMs, msPerPixel, ...fields });
  }

  /** `factor` above 1 shows less in more detail. The instant at `x` stays at `x`, but for the ends of the recording. */
  zoomAt(x: number, factor: number): TimelineRange {
    const { msPerPixel } = this.#with({ msPerPixel: this.msPerPixel / factor });
    return this.#with({ msPerPixel, startMs: this.startMs + x * (this.msPerPixel - msPerPixel) });
  }

  /** Positive goes on in time. */
  panBy(deltaPx: number): TimelineRange {
    return this.#with({ startMs: this.startMs + deltaPx * this.msPerPixel });
  }

  /** Shows from this instant on, at the same zoom. */
  startingAt(startMs: number): TimelineRange {
    return this.#with({ startMs });
  }

  at(view: { readonly startMs: number; readonly msPerPixel: number }): TimelineRange {
    return this.#with(view);
  }

  whole(): TimelineRange {
    return TimelineRange.whole(this.durationMs, this.widthPx);
  }

  /** The same stretch of time in another width, as far as the limits let it. */
  resized(widthPx: number): TimelineRange {
    if (this.isWhole) return TimelineRange.whole(this.durationMs, widthPx);
    return this.#with({ widthPx, msPerPixel: this.spanMs / Math.max(1, widthPx) });
  }

  withDuration(durationMs: number): TimelineRange {
    return this.isWhole ? TimelineRange.whole(durationMs, this.widthPx) : this.#with({ durationMs });
  }

  /** Moves as little as need be, and zooms out only when the span is longer than the screen. */
  show(span: Span, marginPx = Math.min(48, this.widthPx / 8)): TimelineRange {
    const marginMs = marginPx * this.msPerPixel;
    if (span.startMs >= this.startMs + marginMs && span.endMs <= this.endMs - marginMs) return this;
    const lengthMs = span.endMs - span.startMs;
    if (lengthMs > this.spanMs - 2 * marginMs) {
      const msPerPixel = lengthMs / (this.widthPx - 2 * marginPx);
      const wider = this.#with({ msPerPixel: Math.max(this.msPerPixel, msPerPixel) });
      return wider.startingAt(span.startMs - marginPx * wider.msPerPixel);
    }
    const isNear = span.startMs < this.endMs && span.endMs > this.startMs;
    if (!isNear) return this.startingAt((span.startMs + span.endMs - this.spanMs) / 2);
    return this.startingAt(
      span.startMs < this.startMs + marginMs ? span.startMs - marginMs : span.endMs + marginMs - this.spanMs,
    );
  }

  /**
   * Where to look while the playhead moves. Smoothly: it runs to the middle and stays there while the recording
   * slides. By pages, for who asks for less motion: it runs to the right edge, then the page turns.
   */
  follow(nowMs: number, isPaged: boolean): TimelineRange {
    const x = this.toX(nowMs);
    const isOff = x < 0 || x > this.widthPx;
    if (isPaged) {
      if (!isOff && x <= this.widthPx * 0.95) return this;
      return this.startingAt(nowMs - this.spanMs * 0.05);
    }
    if (isOff) return this.startingAt(nowMs - this.spanMs * 0.25);
    return x > this.widthPx / 2 ? this.startingAt(nowMs - this.spanMs / 2) : this;
  }
}

/** `low` wins over `high`, and a value that is no number becomes `low`. */
export function clamp(value: number, low: number, high: number): number {
  if (value > high) value = high;
  return value > low ? value : low;
}
