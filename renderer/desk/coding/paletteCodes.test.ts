import { expect, test } from 'vitest';
import { blankCode } from '../../../shared/model/code-rows.ts';
import { codeId } from '../../../shared/model/ids.ts';
import type { CodeRow } from '../../../shared/model/rows.ts';
import { codeTree, placesOf, withoutClosed } from '../session/model/codeTree.ts';
import { paletteCodes } from './paletteCodes.ts';

const idOf = (place: number) =>
  codeId.parse(`0190a000-0000-7000-8000-${place.toString(16).padStart(12, '0')}`);
const code = (
  place: number,
  name: string,
  parent: number | null,
  fields: Partial<CodeRow> = {},
): CodeRow => ({
  ...blankCode,
  id: idOf(place),
  parentId: parent === null ? null : idOf(parent),
  name,
  color: '#0072b2',
  position: place,
  ...fields,
});

const tree = codeTree([
  code(0, 'Rupture', null, { isCodable: false }),
  code(1, 'Withdrawal', 0),
  code(2, 'Confrontation', 0),
  code(3, 'Repair', null, { shortLabel: 'Fix' }),
  code(4, 'Withheld', 3),
  code(5, 'Old repair', 3, { isRetired: true }),
]);
const names = (query: string, favourites: number[] = [], recent: number[] = []): string[] =>
  paletteCodes(tree, query, favourites.map(idOf), recent.map(idOf)).map((item) => item.code.name);

test('with nothing typed favourites come first, then what was used last, then the codebook', () => {
  expect(names('')).toEqual(['Withdrawal', 'Confrontation', 'Repair', 'Withheld']);
  expect(names('', [4], [2, 3])).toEqual(['Withheld', 'Confrontation', 'Repair', 'Withdrawal']);
});

test('a few letters find a code by its name, its short label, or what it lies in; never a heading or a retired one', () => {
  expect(names('with')).toEqual(['Withdrawal', 'Withheld']);
  expect(names('with', [4])).toEqual(['Withheld', 'Withdrawal']);
  expect(names('fix')[0]).toBe('Repair');
  expect(names('rupture')).toEqual(['Withdrawal', 'Confrontation']);
  expect(names('repair')).toEqual(['Repair', 'Withheld']);
  expect(names('zzz')).toEqual([]);
});

test('folded codes hide what lies in them, and each knows its place among its siblings', () => {
  const shown = withoutClosed(tree, new Set([idOf(0)]));
  expect(shown.map((node) => node.code.name)).toEqual(['Rupture', 'Repair', 'Withheld', 'Old repair']);
  expect(withoutClosed(tree, new Set())).toBe(tree);
  expect(placesOf(tree).get(idOf(2))).toEqual({ place: 2, of: 2 });
  expect(placesOf(tree).get(idOf(3))).toEqual({ place: 2, of: 2 });
});
