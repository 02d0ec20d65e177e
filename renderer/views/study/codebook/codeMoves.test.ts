import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankCode } from '../../../../shared/model/code-rows.ts';
import { codeId } from '../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { type CodeMove, type Direction, moveByDrop, moveByKey } from './codeMoves.ts';

const idOf = (place: number) =>
  codeId.parse(`0190a000-0000-7000-8000-${place.toString(16).padStart(12, '0')}`);

/** `parents[i]` is the place of code i's parent among the codes before it, or -1. */
function codebook(parents: readonly number[]): CodeRow[] {
  return parents.map((parent, place) => ({
    id: idOf(place),
    parentId: parent < 0 ? null : idOf(parent),
    name: `Code ${place}`,
    color: '#14646e',
    ...blankCode,
    position: place,
  }));
}

/** What the core does with a move. */
function moved(codes: readonly CodeRow[], id: CodeRow['id'], { parentId, before }: CodeMove): CodeRow[] {
  const others = codes
    .filter((code) => code.parentId === parentId && code.id !== id)
    .toSorted((left, right) => left.position - right.position);
  const place = before === null ? others.length : others.findIndex((code) => code.id === before);
  const position = ((others[place - 1]?.position ?? -2) + (others[place]?.position ?? 1e6)) / 2;
  return codes.map((code) => (code.id === id ? { ...code, parentId, position } : code));
}

const names = (codes: readonly CodeRow[], parentId: CodeRow['parentId'] = null): unknown[] =>
  codes
    .filter((code) => code.parentId === parentId)
    .toSorted((left, right) => left.position - right.position)
    .map((code) => [code.name.slice(5), ...names(codes, code.id)]);

function press(parents: readonly number[], place: number, direction: Direction): unknown {
  const codes = codebook(parents);
  const move = moveByKey(codes, idOf(place), direction);
  return move === null ? null : names(moved(codes, idOf(place), move));
}

test('keys move a code past, into and out of its neighbours', () => {
  // 0 ─ 1, 2 ─ 3
  const tree = [-1, 0, -1, 2];
  expect(press(tree, 2, 'up')).toEqual([
    ['2', ['3']],
    ['0', ['1']],
  ]);
  expect(press(tree, 0, 'down')).toEqual([
    ['2', ['3']],
    ['0', ['1']],
  ]);
  expect(press(tree, 2, 'in')).toEqual([['0', ['1'], ['2', ['3']]]]);
  expect(press(tree, 1, 'out')).toEqual([['0'], ['1'], ['2', ['3']]]);
  expect(press(tree, 0, 'up')).toBeNull();
  expect(press(tree, 2, 'down')).toBeNull();
  expect(press(tree, 0, 'out')).toBeNull();
  expect(press(tree, 1, 'in')).toBeNull();
});

test('drops land above, inside and below, and never in the code itself', () => {
  const codes = codebook([-1, 0, -1, 2]);
  const drop = (place: number, target: number, where: 'before' | 'inside' | 'after') => {
    const move = moveByDrop(codes, idOf(place), idOf(target), where);
    return move === null ? null : names(moved(codes, idOf(place), move));
  };
  expect(drop(2, 0, 'before')).toEqual([
    ['2', ['3']],
    ['0', ['1']],
  ]);
  expect(drop(3, 0, 'inside')).toEqual([['0', ['1'], ['3']], ['2']]);
  expect(drop(3, 1, 'after')).toEqual([['0', ['1'], ['3']], ['2']]);
  expect(drop(2, 3, 'inside')).toBeNull();
  expect(drop(2, 2, 'before')).toBeNull();
  expect(drop(2, 0, 'after')).toBeNull();
});

test('no move makes a ring or loses a code', () => {
  const trees = fc
    .array(fc.nat(), { minLength: 1, maxLength: 12 })
    .map((seeds) => seeds.map((seed, place) => (seed % (place + 1)) - 1));
  void fc.assert(
    fc.property(
      trees,
      fc.nat(),
      fc.nat(),
      fc.constantFrom('before', 'inside', 'after'),
      (tree, a, b, where) => {
        const codes = codebook(tree);
        const id = idOf(a % tree.length);
        const move = moveByDrop(codes, id, idOf(b % tree.length), where);
        if (move === null) return;
        const reached = JSON.stringify(names(moved(codes, id, move))).match(/\d+/g);
        expect(reached).toHaveLength(tree.length);
      },
    ),
  );
});
