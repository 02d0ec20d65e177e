import type { Pen } from './pen.ts';

/** Widths of texts at one size and font; measuring costs some 5 µs each, and the same few are drawn every frame. */
const widths = new Map<string, number>();
let widthsFont = '';

export function widthOf(ctx: Pen, text: string): number {
  if (widthsFont !== ctx.font || widths.size > 20_000) {
    widths.clear();
    widthsFont = ctx.font;
  }
  let width = widths.get(text);
  if (width === undefined) {
    width = ctx.measureText(text).width;
    widths.set(text, width);
  }
  return width;
}

/** How much of a text fits, with an ellipsis; empty when not even two characters do. Assumes evenly wide characters. */
export function fitText(text: string, textPx: number, roomPx: number): string {
  if (textPx <= roomPx) return text;
  // Two less: one for the ellipsis, one because the first characters may be the wide ones.
  const count = Math.floor((text.length * roomPx) / textPx) - 2;
  return count < 2 ? '' : `${text.slice(0, count).trimEnd()}…`;
}

/**
 * Letter, then as much of the label as fits, from `x` on and around the line `middleY`; nothing where not even the
 * letter does.
 */
export function drawLabel(
  ctx: Pen,
  letter: string,
  label: string,
  x: number,
  middleY: number,
  roomPx: number,
  color: string,
  fontPx: number,
): void {
  if (widthOf(ctx, letter) > roomPx) return;
  ctx.fillStyle = color;
  const letterPx = letter === '' ? 0 : widthOf(ctx, letter) + fontPx * 0.5;
  if (letter !== '') ctx.fillText(letter, x, middleY + 0.5);
  const fitted = fitText(label, widthOf(ctx, label), roomPx - letterPx);
  if (fitted !== '') ctx.fillText(fitted, x + letterPx, middleY + 0.5);
}
