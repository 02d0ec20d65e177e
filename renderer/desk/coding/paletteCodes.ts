import type { CodeRow } from '../../../shared/model/rows.ts';
import { scoreOf } from '../../ui/match.ts';
import type { CodeNode } from '../session/model/codeTree.ts';

export type PaletteCode = {
  readonly code: CodeRow;
  /** With the codes above it, the outermost first. */
  readonly path: readonly string[];
  readonly why: 'favourite' | 'recent' | 'all';
};

/** More are not looked through; typing finds the rest. */
const shownAtMost = 50;
const worth = { favourite: 8, recent: 4, all: 0 } as const;

/**
 * The codes that can be applied, for what is typed. With nothing typed: favourites, then those used last, then the
 * codebook. Else best first, a name's own letters before those of what it lies in; among equals favourites come first.
 */
export function paletteCodes(
  tree: readonly CodeNode[],
  query: string,
  favourites: readonly string[],
  recent: readonly string[],
): readonly PaletteCode[] {
  const all = tree.flatMap(({ code, path }): PaletteCode[] => {
    if (!code.isCodable || code.isRetired) return [];
    const why = favourites.includes(code.id) ? 'favourite' : recent.includes(code.id) ? 'recent' : 'all';
    return [{ code, path, why }];
  });
  if (query.trim() === '') {
    const rank = ({ code, why }: PaletteCode): number =>
      why === 'favourite'
        ? favourites.indexOf(code.id)
        : why === 'recent'
          ? 1000 + recent.indexOf(code.id)
          : 1e6;
    return all.toSorted((one, other) => rank(one) - rank(other)).slice(0, shownAtMost);
  }
  const scored = all.flatMap((item) => {
    const { code, path, why } = item;
    const own = Math.max(
      scoreOf(query, code.name) ?? -1,
      code.shortLabel === '' ? -1 : (scoreOf(query, code.shortLabel) ?? -1),
    );
    const within = (scoreOf(query, [...path, code.name].join(' ')) ?? -1) - 45;
    const score = Math.max(own, within);
    return own < 0 && within < -45 ? [] : [{ item, score: score + worth[why] }];
  });
  return scored
    .toSorted((one, other) => other.score - one.score)
    .slice(0, shownAtMost)
    .map(({ item }) => item);
}
