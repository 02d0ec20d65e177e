import type { CodeId } from '../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';

/** Where a code goes: under `parentId` (null: at the top), before the sibling `before`, or last. */
export type CodeMove = { readonly parentId: CodeId | null; readonly before: CodeId | null };
export type Direction = 'up' | 'down' | 'in' | 'out';
/** Where on another code one is dropped: above it, into it, below it. */
export type DropPlace = 'before' | 'inside' | 'after';

function siblingsOf(codes: readonly CodeRow[], parentId: CodeId | null): CodeRow[] {
  return codes
    .filter((code) => code.parentId === parentId)
    .toSorted((left, right) => left.position - right.position);
}

function afterOf(codes: readonly CodeRow[], code: CodeRow): CodeMove {
  const siblings = siblingsOf(codes, code.parentId);
  const next = siblings[siblings.findIndex(({ id }) => id === code.id) + 1];
  return { parentId: code.parentId, before: next?.id ?? null };
}

/**
 * The move that a key asks for: past the sibling above or below, into the sibling above as its last, or out of the
 * parent to right after it. Null where there is nowhere to go.
 */
export function moveByKey(codes: readonly CodeRow[], id: CodeId, direction: Direction): CodeMove | null {
  const code = codes.find((each) => each.id === id);
  if (code === undefined) return null;
  const siblings = siblingsOf(codes, code.parentId);
  const place = siblings.findIndex((each) => each.id === id);
  const previous = siblings[place - 1];
  switch (direction) {
    case 'up':
      return previous === undefined ? null : { parentId: code.parentId, before: previous.id };
    case 'down': {
      const next = siblings[place + 1];
      return next === undefined ? null : afterOf(codes, next);
    }
    case 'in':
      return previous === undefined ? null : { parentId: previous.id, before: null };
    case 'out': {
      const parent = codes.find((each) => each.id === code.parentId);
      return parent === undefined ? null : afterOf(codes, parent);
    }
  }
}

/** Whether `id` is `ancestor` or anywhere below it. */
function isWithin(codes: readonly CodeRow[], id: CodeId, ancestor: CodeId): boolean {
  // Bounded by the number of codes: a ring, which merged copies could make, must not hang the page.
  let at: CodeId | null = id;
  for (let step = 0; at !== null && step <= codes.length; step += 1) {
    if (at === ancestor) return true;
    const here: CodeId = at;
    at = codes.find((code) => code.id === here)?.parentId ?? null;
  }
  return false;
}

/** The move that a drop asks for; null when it would change nothing, or put a code inside itself. */
export function moveByDrop(
  codes: readonly CodeRow[],
  id: CodeId,
  target: CodeId,
  place: DropPlace,
): CodeMove | null {
  const onto = codes.find((code) => code.id === target);
  if (onto === undefined || isWithin(codes, target, id)) return null;
  if (place === 'inside') return { parentId: target, before: null };
  const move = place === 'before' ? { parentId: onto.parentId, before: target } : afterOf(codes, onto);
  // Before itself: it stands there already.
  return move.before === id ? null : move;
}
