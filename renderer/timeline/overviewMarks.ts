import type { Pen } from './pen.ts';
import type { TimelineRange } from './range.ts';
import type { TierRow } from './rows.ts';
import { Strokes } from './strokes.ts';

/** Where people marked, in their colours: one thin line for each person's tier, at most one stroke a pixel. */
export function drawOverviewMarks(
  ctx: Pen,
  rows: readonly TierRow[],
  range: TimelineRange,
  heightPx: number,
): void {
  ctx.clearRect(0, 0, range.widthPx, heightPx);
  const people = rows.filter((row) => row.tier.kind === 'person');
  const lineHeight = heightPx / Math.max(1, people.length);
  for (const [at, row] of people.entries())
    for (const lane of row.index.lanes) {
      const strokes = new Strokes(ctx, at * lineHeight, Math.max(1, lineHeight - 1));
      for (const [index, mark] of lane.marks.entries()) {
        const x = range.toX(lane.starts[index] ?? 0);
        strokes.add(x, Math.max(range.toX(lane.ends[index] ?? 0), x + 2), mark.color);
      }
      strokes.flush();
    }
}
