import type { CodeRow } from '../../../../shared/model/rows.ts';
import { plain } from '../../../ui/match.ts';

/** A code as a row of the tree: how deep, and what it is part of. */
export type CodeNode = {
  readonly code: CodeRow;
  readonly depth: number;
  readonly path: readonly string[];
  readonly hasChildren: boolean;
};

/** Depth first, siblings in the codebook's order. A code whose parent is missing (merged copies) stands at the top. */
export function codeTree(codes: readonly CodeRow[]): readonly CodeNode[] {
  const known = new Set(codes.map((code) => code.id));
  const children = Map.groupBy(codes, (code) =>
    code.parentId !== null && known.has(code.parentId) ? code.parentId : null,
  );
  const nodes: CodeNode[] = [];
  const walk = (parentId: CodeRow['id'] | null, depth: number, path: readonly string[]): void => {
    const siblings = children.get(parentId) ?? [];
    for (const code of siblings.toSorted((a, b) => a.position - b.position)) {
      nodes.push({ code, depth, path, hasChildren: children.has(code.id) });
      walk(code.id, depth + 1, [...path, code.name]);
    }
  };
  walk(null, 0, []);
  return nodes;
}

/** A code with all that it is part of, as lists outside the tree name it. */
export function pathWords({ code, path }: CodeNode): string {
  return [...path, code.name].join(' › ');
}

/** Without accents and case, made once a row: 2,000 names are gone through at every letter that is typed. */
const plainNames = new WeakMap<CodeRow, string>();
function plainName(code: CodeRow): string {
  let name = plainNames.get(code);
  if (name === undefined) {
    name = plain(code.shortLabel ? `${code.name} ${code.shortLabel}` : code.name);
    plainNames.set(code, name);
  }
  return name;
}

/** Whether a code's own name or short label has the typed text in it. */
export function fitsText(code: CodeRow, text: string): boolean {
  return plainName(code).includes(plain(text));
}

/** What fits a typed filter, with its ancestors, so that it stays in its place of the tree. */
export function filterTree(nodes: readonly CodeNode[], text: string): readonly CodeNode[] {
  const wanted = plain(text);
  if (wanted === '') return nodes;
  const kept = new Set<string>();
  const ancestors: CodeNode[] = [];
  for (const node of nodes) {
    ancestors.length = node.depth;
    ancestors.push(node);
    if (plainName(node.code).includes(wanted)) for (const each of ancestors) kept.add(each.code.id);
  }
  return nodes.filter((node) => kept.has(node.code.id));
}

/** The chosen codes and everything below them. */
export function withSubcodes(nodes: readonly CodeNode[], chosen: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  let below: number | null = null;
  for (const { code, depth } of nodes) {
    if (below !== null && depth <= below) below = null;
    if (below === null && chosen.has(code.id)) below = depth;
    if (below !== null) all.add(code.id);
  }
  return all;
}

/** Without what lies under a closed code. */
export function withoutClosed(nodes: readonly CodeNode[], closed: ReadonlySet<string>): readonly CodeNode[] {
  if (closed.size === 0) return nodes;
  let below: number | null = null;
  return nodes.filter(({ code, depth }) => {
    if (below !== null && depth > below) return false;
    below = closed.has(code.id) ? depth : null;
    return true;
  });
}

/** A code's place among its siblings, from 1, and how many they are: a screen reader is told, since rows out of sight are not there. */
export function placesOf(
  nodes: readonly CodeNode[],
): ReadonlyMap<string, { readonly place: number; readonly of: number }> {
  const groups = Map.groupBy(nodes, ({ code, depth }) => (depth === 0 ? null : code.parentId));
  return new Map(
    [...groups.values()].flatMap((group) =>
      group.map(({ code }, index) => [code.id, { place: index + 1, of: group.length }] as const),
    ),
  );
}
