import { AV_PIX_FMT_YUV420P } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { type LookSpan, piecesOf, type Ticks } from './cut-pieces.ts';
import { FilterChain } from './filter-chain.ts';

/** A picture of the cut, with its place on the cut's own clock, which begins at zero. */
type PieceVisitor = (frame: Frame, start: number, duration: number, isAnotherLook: boolean) => void;

/**
 * Cuts pictures to a span and blurs or blanks them. Each is held until the next one tells how long it is shown: what
 * stands on the screen where the span begins is the cut's first picture, and its last ends where the span does. All in
 * ticks of the encoder's clock.
 */
export class PictureCut implements Disposable {
  readonly #cut: Ticks;
  readonly #looks: readonly LookSpan[];
  readonly #visit: PieceVisitor;
  readonly #covers = new Map<'blur' | 'blank', FilterChain>();
  #held: { frame: Frame; start: number; duration: number } | null = null;
  #lastLook: string | null = null;
  isDone = false;

  constructor(cut: Ticks, looks: readonly LookSpan[], visit: PieceVisitor) {
    this.#cut = cut;
    this.#looks = looks;
    this.#visit = visit;
  }

  /** The frame may be used again by the caller at once. */
  accept(frame: Frame, start: number, duration: number): void {
    const gap = this.#held === null ? duration : start - this.#held.start;
    this.#release(start);
    this.isDone = start >= this.#cut.end;
    const held = frame.clone();
    if (held === null) throw new Failure('INTERNAL');
    this.#held = { frame: held, start, duration: duration > 0 ? duration : gap };
  }

  finish(): void {
    this.#release(null);
  }

  /** Lets go of the picture that is held, which was shown until `end`, or for as long as it says itself. */
  #release(end: number | null): void {
    const held = this.#held;
    this.#held = null;
    if (held === null) return;
    const { frame, start, duration } = held;
    for (const piece of piecesOf({ start, end: end ?? start + duration }, this.#cut, this.#looks)) {
      const isAnotherLook = piece.look !== this.#lastLook;
      this.#lastLook = piece.look;
      const show = (shown: Frame): void =>
        this.#visit(shown, piece.start - this.#cut.start, piece.end - piece.start, isAnotherLook);
      if (piece.look === 'plain') show(frame);
      else this.#cover(frame, piece.look, show);
    }
    frame.free();
  }

  #cover(frame: Frame, look: 'blur' | 'blank', show: (covered: Frame) => void): void {
    let chain = this.#covers.get(look);
    if (chain === undefined) {
      chain = FilterChain.open(
        {
          width: frame.width,
          height: frame.height,
          format: AV_PIX_FMT_YUV420P,
          timeBase: { num: 1, den: 1 },
          aspect: { num: 0, den: 1 },
        },
        [look === 'blank' ? ['drawbox', 'color=black:thickness=fill'] : blur(frame)],
      );
      this.#covers.set(look, chain);
    }
    const copy = frame.clone();
    if (copy === null) throw new Failure('INTERNAL');
    using shown = copy;
    if (!chain.push(shown) || !chain.take(shown)) throw new Failure('INTERNAL');
    show(shown);
  }

  [Symbol.dispose](): void {
    this.#held?.frame.free();
    for (const chain of this.#covers.values()) chain[Symbol.dispose]();
  }
}

/** So wide that a face which fills the picture is one spot: what is only softened can be sharpened again. */
function blur({ width, height }: Frame): readonly [string, string] {
  const sigma = Math.max(8, Math.max(width, height) / 16);
  return ['gblur', `sigma=${Math.round(sigma)}:steps=3`];
}
