import { suggestedColors } from '../../../../shared/model/code-colors.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';

/** Imported codebooks write their colours in capitals as often as not. */
export function isSameColor(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The suggested colour that is used least, so that a codebook made quickly is still told apart. */
export function nextColor(codes: readonly CodeRow[]): string {
  const uses = Map.groupBy(codes, ({ color }) => color.toLowerCase());
  const count = (color: string): number => uses.get(color)?.length ?? 0;
  return suggestedColors.reduce((best, color) => (count(color) < count(best) ? color : best));
}
