import { expect, test } from 'vitest';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { codeTree, filterTree, withSubcodes } from './codeTree.ts';

const code = (id: string, parentId: string | null, position: number, name = id): CodeRow =>
  ({ id, parentId, name, position, color: '#000000', key: null, definition: '', isCodable: true }) as CodeRow;

const codes = [
  code('anger', 'feelings', 2),
  code('feelings', null, 1),
  code('joy', 'feelings', 1, 'Joie'),
  code('body', null, 0),
  code('orphan', 'gone', 3),
  code('rage', 'anger', 0),
];
const tree = codeTree(codes);
const shown = (nodes: typeof tree): string[] =>
  nodes.map(({ code: { id }, depth }) => `${'-'.repeat(depth)}${id}`);

test('depth first, in the order of the codebook, with orphans at the top', () => {
  expect(shown(tree)).toEqual(['body', 'feelings', '-joy', '-anger', '--rage', 'orphan']);
  expect(tree.find((node) => node.code.id === 'rage')?.path).toEqual(['feelings', 'anger']);
});

test('a filter keeps the ancestors of what fits', () => {
  expect(shown(filterTree(tree, 'RAGE'))).toEqual(['feelings', '-anger', '--rage']);
  expect(shown(filterTree(tree, 'joié'))).toEqual(['feelings', '-joy']);
  expect(filterTree(tree, ' ')).toBe(tree);
});

test('choosing a code chooses what is below it', () => {
  expect([...withSubcodes(tree, new Set(['anger', 'body']))]).toEqual(['body', 'anger', 'rage']);
});
