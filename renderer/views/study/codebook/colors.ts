import type { CodeRow } from '../../../../shared/model/rows.ts';

/** Twelve that can be told apart on light and dark, none of them garish; codes carry a name and a key besides. */
export const codeColors = [
  '#c2584f',
  '#d07c35',
  '#c29a2c',
  '#7f9a3c',
  '#4f9a63',
  '#3a9a94',
  '#4287b5',
  '#5f6fc4',
  '#8a63bd',
  '#b35c9f',
  '#9a7658',
  '#7a828a',
] as const;

/** Imported codebooks write their colours in capitals as often as not. */
export function isSameColor(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The colour that is used least, so that a codebook made quickly is still told apart. */
export function nextColor(codes: readonly CodeRow[]): string {
  const uses = (color: string): number => codes.filter((code) => isSameColor(code.color, color)).length;
  return codeColors.reduce((best, color) => (uses(color) < uses(best) ? color : best));
}
