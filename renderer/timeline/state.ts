import type { Mark, Span } from './types.ts';

/** A mark as it would be if the gesture under way were approved; the tiers keep the old one until then. */
export type Draft = { readonly tierId: string; readonly mark: Mark } & Span;

/** What changes many times a second. A plain object, written in place: it never enters a component framework. */
export type TimelineState = {
  playheadMs: number | null;
  selection: Span | null;
  selectedMomentId: string | null;
  hovered: Mark | null;
  draft: Draft | null;
};

export function createState(): TimelineState {
  return { playheadMs: null, selection: null, selectedMomentId: null, hovered: null, draft: null };
}
