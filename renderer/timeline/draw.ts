import { drawLabel, widthOf } from './drawLabel.ts';
import { endStarting, firstReaching, type MarkLane } from './markIndex.ts';
import type { TimelinePalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { TimelineRange } from './range.ts';
import { laneTop, rowsHeight, type TierRow } from './rows.ts';
import type { TimelineState } from './state.ts';
import { Strokes } from './strokes.ts';
import type { Mark } from './types.ts';

/** Below this a mark is a stroke, and strokes that touch are one. */
const strokePx = 4;
/** From this on a mark carries its letter and label. */
const labelPx = 22;
/** How far a point's flag and a peak's triangle reach beyond their instant. */
const reachPx = 12;
const fillAlpha = 0.24;

type Brush = {
  readonly ctx: Pen;
  readonly range: TimelineRange;
  readonly palette: TimelinePalette;
  readonly fontPx: number;
};

/**
 * Draws the visible slice of every tier over a canvas that has been scaled to CSS pixels. Reads only what it is
 * given, so that a test can hand it a recording context. Costs about 1 ms for 20,000 marks on screen.
 */
export function draw(
  ctx: Pen,
  rows: readonly TierRow[],
  range: TimelineRange,
  state: TimelineState,
  palette: TimelinePalette,
): void {
  const brush: Brush = { ctx, range, palette, fontPx: Math.round(palette.fontPx * 0.8) };
  ctx.clearRect(0, 0, range.widthPx, rowsHeight(rows));
  ctx.textBaseline = 'middle';
  ctx.font = `${brush.fontPx}px ${palette.fontFamily}`;
  for (const row of rows) {
    ctx.fillStyle = palette.line;
    ctx.fillRect(0, row.top + row.height - 1, range.widthPx, 1);
    for (const [lane, marks] of row.index.lanes.entries())
      drawLane(brush, row, marks, laneTop(row, lane), state);
    if (state.draft !== null && state.draft.tierId === row.tier.id) drawDraft(brush, row, state);
  }
}

function drawLane(brush: Brush, row: TierRow, lane: MarkLane, top: number, state: TimelineState): void {
  const { ctx, range } = brush;
  const height = row.laneHeight - 2;
  const isBand = row.tier.kind === 'coverage';
  const strokes = new Strokes(ctx, top + 1, height);
  let selectedStrokes: number[] | null = null;
  const end = endStarting(lane, range.endMs + reachPx * range.msPerPixel);
  for (let at = firstReaching(lane, range.startMs - reachPx * range.msPerPixel); at < end; at += 1) {
    const mark = lane.marks[at];
    const x = range.toX(lane.starts[at] ?? 0);
    const endX = range.toX(lane.ends[at] ?? 0);
    if (mark === undefined || endX < -reachPx) continue;
    const isSelected = mark.momentId !== null && mark.momentId === state.selectedMomentId;
    if (endX - x >= strokePx && !isBand) {
      strokes.flush();
      drawSpan(brush, mark, x, endX, top, height, {
        isSelected,
        isHovered: mark === state.hovered,
        isLeft: mark.id === state.draft?.mark.id,
      });
      continue;
    }
    const nextX = range.toX(lane.starts[at + 1] ?? Number.POSITIVE_INFINITY);
    if (endX === x && nextX - x >= reachPx && !isBand) {
      strokes.flush();
      drawPoint(brush, mark, x, top, height, nextX, isSelected);
      continue;
    }
    strokes.add(x, Math.max(endX, x + 2), mark.color);
    if (isSelected) {
      selectedStrokes ??= [];
      selectedStrokes.push(x);
    }
  }
  strokes.flush();
  // On top of the strokes, so that each is found among them.
  for (const x of selectedStrokes ?? [])
    ring(ctx, x - 3, top, strokePx + 5, height + 2, brush.palette.accent);
}

/** `isLeft`: a draft shows where it goes, this is where it was. */
type SpanLook = { readonly isSelected: boolean; readonly isHovered: boolean; readonly isLeft: boolean };

function drawSpan(
  brush: Brush,
  mark: Mark,
  x: number,
  endX: number,
  top: number,
  height: number,
  { isSelected, isHovered, isLeft }: SpanLook,
): void {
  const { ctx, range, palette } = brush;
  const from = Math.max(x, -4);
  const width = Math.min(endX, range.widthPx + 4) - from;
  ctx.fillStyle = mark.color;
  ctx.globalAlpha = isLeft ? 0.1 : isSelected || isHovered ? fillAlpha * 1.8 : fillAlpha;
  ctx.fillRect(from, top + 1, width, height);
  ctx.globalAlpha = isLeft ? 0.3 : 1;
  ctx.fillRect(from, top + 1, Math.min(3, width / 2), height);
  ctx.fillRect(endX - 1, top + 1, 1, height);
  if (isSelected) ring(ctx, from, top + 1, width, height, palette.accent);
  // Before the label, which is read over them.
  if (mark.peaks !== undefined && width >= 12)
    for (const peak of mark.peaks) drawPeak(brush, peak.atMs, peak.color, top + height);
  if (width >= labelPx && height >= brush.fontPx && !isLeft)
    drawLabel(
      ctx,
      mark.letter,
      mark.label,
      from + 7,
      top + 1 + height / 2,
      width - 10,
      palette.text,
      brush.fontPx,
    );
  ctx.globalAlpha = 1;
}

/** A stem with a flag that carries the letter, and the label where the next mark leaves room. */
function drawPoint(
  brush: Brush,
  mark: Mark,
  x: number,
  top: number,
  height: number,
  nextX: number,
  isSelected: boolean,
): void {
  const { ctx, palette } = brush;
  const size = Math.min(height, Math.round(brush.fontPx * 1.25));
  const room = Math.min(nextX - x - 8, 180);
  const hasText = height >= brush.fontPx && widthOf(ctx, mark.letter) <= room;
  const width = hasText ? Math.max(size, Math.ceil(widthOf(ctx, mark.letter)) + 7) : Math.min(size, reachPx);
  ctx.fillStyle = mark.color;
  ctx.fillRect(x - 1, top + 1, 2, height);
  ctx.globalAlpha = fillAlpha * 1.6;
  ctx.fillRect(x + 1, top + 1, width - 2, size - 1);
  ctx.globalAlpha = 1;
  if (isSelected) ring(ctx, x - 2, top, width + 2, size + 2, palette.accent);
  if (hasText)
    drawLabel(ctx, mark.letter, mark.label, x + 4, top + 1 + size / 2, room, palette.text, brush.fontPx);
}

function drawPeak(brush: Brush, atMs: number, color: string, bottom: number): void {
  const { ctx, range } = brush;
  const x = range.toX(atMs);
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.moveTo(x, bottom - 6);
  ctx.lineTo(x + 5, bottom + 1);
  ctx.lineTo(x - 5, bottom + 1);
  ctx.fill();
}

function drawDraft(brush: Brush, row: TierRow, state: TimelineState): void {
  const { draft } = state;
  if (draft === null) return;
  const lane = row.index.lanes.findIndex((candidate) => candidate.marks.includes(draft.mark));
  const x = brush.range.toX(draft.startMs);
  const endX = Math.max(brush.range.toX(draft.endMs), x + 2);
  const mark = { ...draft.mark, id: '', startMs: draft.startMs, endMs: draft.endMs, peaks: [] };
  drawSpan(brush, mark, x, endX, laneTop(row, Math.max(0, lane)), row.laneHeight - 2, {
    isSelected: true,
    isHovered: true,
    isLeft: false,
  });
}

function ring(ctx: Pen, x: number, y: number, width: number, height: number, color: string): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = 2;
  ctx.strokeRect(x + 1, y + 1, Math.max(0, width - 2), Math.max(0, height - 2));
}
