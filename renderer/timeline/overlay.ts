import { moveTo, setHidden, type TimelineDom } from './dom.ts';
import type { TimelineRange } from './range.ts';
import type { Span } from './types.ts';

// What lies over the canvases: elements moved by `transform`, so that playback and selecting paint nothing anew.

/** How far beside the field an edge is still put, so that its border does not stand on the field's own edge. */
const besidePx = 4;

export function placePlayhead(
  dom: TimelineDom,
  playheadMs: number | null,
  range: TimelineRange,
  overview: TimelineRange,
): void {
  const x = playheadMs === null ? Number.NaN : range.toX(playheadMs);
  setHidden(dom.playhead, !(x >= -1 && x <= range.widthPx + 1));
  setHidden(dom.overviewPlayhead, playheadMs === null);
  if (playheadMs === null) return;
  moveTo(dom.playhead, x);
  moveTo(dom.overviewPlayhead, overview.toX(playheadMs));
}

export function placeSelection(dom: TimelineDom, selection: Span | null, range: TimelineRange): void {
  const from = selection === null ? 0 : Math.max(-besidePx, range.toX(selection.startMs));
  const to = selection === null ? -1 : Math.min(range.widthPx + besidePx, range.toX(selection.endMs));
  dom.selection.hidden = to < from;
  moveTo(dom.selection, from);
  dom.selection.style.width = `${Math.max(0, to - from)}px`;
}

/** The part of the overview that is the view; none when the view is the whole. */
export function placeWindow(dom: TimelineDom, range: TimelineRange, overview: TimelineRange): void {
  const from = overview.toX(range.startMs);
  const to = Math.max(from + 2, overview.toX(range.endMs));
  for (const element of [dom.window, dom.windowStart, dom.windowEnd]) element.hidden = range.isWhole;
  // Stretched and not resized: no layout.
  dom.window.style.transform = `translateX(${from}px) scaleX(${to - from})`;
  moveTo(dom.windowStart, from);
  moveTo(dom.windowEnd, to - 2);
}
