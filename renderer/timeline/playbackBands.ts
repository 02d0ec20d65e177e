import type { Piece } from '../../shared/time/playback-map.ts';
import type { TimelinePalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { TimelineRange } from './range.ts';

/**
 * A piece of the playback map between two lanes: above from `topStart` to `topEnd` (session), below from `bottomStart`
 * to `bottomEnd` (interview), in pixels. A standing piece is a triangle: a span below, one instant above.
 */
export type Band = {
  readonly kind: Piece['kind'];
  readonly topStart: number;
  readonly topEnd: number;
  readonly bottomStart: number;
  readonly bottomEnd: number;
};

/** An instant of the one and the instant of the other that belongs to it, in pixels. */
export type BandLink = { readonly top: number; readonly bottom: number };

/** The bands that can be seen, in order of interview time: passages heard twice are bands that end in the same place above. */
export function bandsOf(pieces: readonly Piece[], session: TimelineRange, interview: TimelineRange): Band[] {
  const bands: Band[] = [];
  for (const piece of pieces) {
    const band: Band = {
      kind: piece.kind,
      topStart: session.toX(piece.sessionStartMs),
      topEnd: session.toX(piece.sessionEndMs),
      bottomStart: interview.toX(piece.interviewStartMs),
      bottomEnd: interview.toX(piece.interviewEndMs),
    };
    const isRightOf =
      Math.min(band.topStart, band.bottomStart) > Math.max(session.widthPx, interview.widthPx);
    const isLeftOf = Math.max(band.topEnd, band.bottomEnd) < 0;
    if (!isRightOf && !isLeftOf) bands.push(band);
  }
  return bands;
}

const playingAlpha = 0.2;
const standingAlpha = 0.18;

/** Draws over a canvas that has been scaled to CSS pixels. Bands let what is under them through, so that replays add up. */
export function drawBands(
  ctx: Pen,
  bands: readonly Band[],
  link: BandLink | null,
  size: { readonly width: number; readonly height: number },
  palette: TimelinePalette,
): void {
  const { height } = size;
  ctx.clearRect(0, 0, size.width, height);
  for (const band of bands) {
    const isPlaying = band.kind === 'playing';
    ctx.fillStyle = isPlaying ? palette.accent : palette.muted;
    ctx.globalAlpha = isPlaying ? playingAlpha : standingAlpha;
    fillBand(ctx, band.topStart, band.topEnd, band.bottomStart, band.bottomEnd, height);
    // Its beginning is drawn, so that two bands beside each other are two.
    ctx.globalAlpha = 0.7;
    fillBand(
      ctx,
      band.topStart - 0.5,
      band.topStart + 0.5,
      band.bottomStart - 0.5,
      band.bottomStart + 0.5,
      height,
    );
  }
  ctx.globalAlpha = 1;
  if (link === null) return;
  ctx.fillStyle = palette.text;
  fillBand(ctx, link.top - 1, link.top + 1, link.bottom - 1, link.bottom + 1, height);
}

function fillBand(
  ctx: Pen,
  topStart: number,
  topEnd: number,
  bottomStart: number,
  bottomEnd: number,
  height: number,
): void {
  ctx.beginPath();
  ctx.moveTo(topStart, 0);
  ctx.lineTo(topEnd, 0);
  ctx.lineTo(bottomEnd, height);
  ctx.lineTo(bottomStart, height);
  ctx.fill();
}
