import { indexOf, type MarkIndex } from './markIndex.ts';
import type { Tier, TierKind } from './types.ts';

/** A tier with its place, in CSS pixels from the top of the tiers. */
export type TierRow = {
  readonly tier: Tier;
  readonly index: MarkIndex;
  readonly top: number;
  readonly height: number;
  readonly laneHeight: number;
  readonly isEditable: boolean;
};

/** At the base size of 15 px; everything grows with the host's type. */
const laneHeights = { person: 22, codes: 18, turns: 18, coverage: 8 } as const satisfies Record<
  TierKind,
  number
>;
const rowPadding = 4;
/** A row this high begins to squeeze its lanes, down to the height in which a mark can still be grabbed. */
const rowHeightWanted = 76;
const laneHeightLeast = 9;

export function layOutRows(tiers: readonly Tier[], scale: number): TierRow[] {
  let top = 0;
  return tiers.map((tier) => {
    const index = indexOf(tier.marks);
    const laneCount = Math.max(1, index.lanes.length);
    const squeezed = Math.max(laneHeightLeast, Math.floor(rowHeightWanted / laneCount));
    const laneHeight = Math.round(Math.min(laneHeights[tier.kind], squeezed) * scale);
    const least = Math.round(22 * scale);
    const height = Math.max(least, laneCount * laneHeight + 2 * rowPadding);
    const row: TierRow = {
      tier,
      index,
      top,
      height,
      laneHeight,
      isEditable: tier.isEditable ?? tier.kind === 'person',
    };
    top += height;
    return row;
  });
}

/** Top of a lane, from the top of the tiers; the lanes stand in the middle of their row. */
export function laneTop(row: TierRow, lane: number): number {
  const laneCount = Math.max(1, row.index.lanes.length);
  return row.top + Math.round((row.height - laneCount * row.laneHeight) / 2) + lane * row.laneHeight;
}

export function rowsHeight(rows: readonly TierRow[]): number {
  const last = rows.at(-1);
  return last === undefined ? 0 : last.top + last.height;
}
