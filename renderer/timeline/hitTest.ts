import { endStarting, firstReaching } from './markIndex.ts';
import type { TimelineRange } from './range.ts';
import { laneTop, type TierRow } from './rows.ts';
import type { HitTarget, Mark, Span } from './types.ts';

/** Where the parts of the field stand, in CSS pixels from its top left corner. */
export type FieldGeometry = {
  readonly rulerHeight: number;
  readonly tiersTop: number;
  /** How far the tiers are scrolled up. */
  readonly tiersScroll: number;
};

export type HitScene = {
  readonly geometry: FieldGeometry;
  readonly rows: readonly TierRow[];
  readonly range: TimelineRange;
  readonly playheadMs: number | null;
  readonly selection: Span | null;
};

const edgePx = 5;
const pointPx = 7;
const peakPx = 6;
/** A span narrower than this is moved as a whole; its edges would leave nothing to hold. */
const resizablePx = 14;

/** What a pointer at `x`, `y` of the field would take hold of. */
export function hitTest(scene: HitScene, x: number, y: number): HitTarget {
  const { geometry, range, playheadMs, selection } = scene;
  const atMs = range.toMs(x);
  if (y < geometry.rulerHeight) {
    const isNear = playheadMs !== null && Math.abs(range.toX(playheadMs) - x) <= edgePx;
    return { kind: isNear ? 'playhead' : 'ruler', atMs };
  }
  if (y >= geometry.tiersTop) {
    const inTiers = y - geometry.tiersTop + geometry.tiersScroll;
    const row = scene.rows.find(
      (candidate) => inTiers >= candidate.top && inTiers < candidate.top + candidate.height,
    );
    if (row === undefined) return { kind: 'empty', atMs, tierId: null };
    return hitRow(row, range, x, inTiers, atMs) ?? { kind: 'empty', atMs, tierId: row.tier.id };
  }
  if (selection !== null) {
    const from = range.toX(selection.startMs);
    const to = range.toX(selection.endMs);
    if (Math.abs(x - to) <= edgePx) return { kind: 'selectionEnd', atMs };
    if (Math.abs(x - from) <= edgePx) return { kind: 'selectionStart', atMs };
    if (x > from && x < to) return { kind: 'selection', atMs };
  }
  return { kind: 'wave', atMs };
}

function hitRow(row: TierRow, range: TimelineRange, x: number, y: number, atMs: number): HitTarget | null {
  const laneIndex = Math.floor((y - laneTop(row, 0)) / row.laneHeight);
  const lane = row.index.lanes[Math.max(0, Math.min(row.index.lanes.length - 1, laneIndex))];
  if (lane === undefined) return null;
  const tierId = row.tier.id;
  const end = endStarting(lane, range.startMs + (x + pointPx) * range.msPerPixel);
  let nearest: Mark | null = null;
  let nearestPx = Number.POSITIVE_INFINITY;
  for (let at = firstReaching(lane, range.startMs + (x - pointPx) * range.msPerPixel); at < end; at += 1) {
    const mark = lane.marks[at];
    if (mark === undefined) continue;
    const peak = mark.peaks?.find((candidate) => Math.abs(range.toX(candidate.atMs) - x) <= peakPx);
    if (peak !== undefined && y > laneTop(row, 0) + laneIndex * row.laneHeight + row.laneHeight / 2)
      return { kind: 'peak', atMs, tierId, mark, peak };
    const from = range.toX(mark.startMs);
    const to = range.toX(mark.endMs);
    const distance = x < from ? from - x : x > to ? x - to : 0;
    // Of two that touch, the later wins: it is drawn on top, and its start is what one sees there.
    if (distance > (from === to ? pointPx : edgePx) || distance > nearestPx) continue;
    nearest = mark;
    nearestPx = distance;
  }
  if (nearest === null) return null;
  const from = range.toX(nearest.startMs);
  const to = range.toX(nearest.endMs);
  if (row.isEditable && to - from >= resizablePx) {
    if (Math.abs(x - from) <= edgePx) return { kind: 'markStart', atMs, tierId, mark: nearest };
    if (Math.abs(x - to) <= edgePx) return { kind: 'markEnd', atMs, tierId, mark: nearest };
  }
  return { kind: 'mark', atMs, tierId, mark: nearest };
}
