import { useState, useSyncExternalStore } from 'react';
import type { Change } from '../../shared/contract/changes.ts';
import type { Entity, Row } from '../../shared/model/rows.ts';
import { attempt, type Result } from '../api/attempt.ts';
import { allKey, createMirror, type Mirror, ofKey, type RowReader } from './mirror.ts';

/** The one mirror of the page. Outside React (timeline, commands) read it directly and `subscribe`. */
export const mirror: Mirror = createMirror();

type Written = Change | { change: Change } | null;

/**
 * Every write goes through here: what the core answered is on the screen as soon as it has answered, never before,
 * without waiting for the change message that says the same. `then` sets what goes with the rows (a selection, a word
 * to a screen reader) in the same breath, so that both are drawn in one pass: React draws between two awaits.
 */
export async function write<T extends Written>(
  call: PromiseLike<T>,
  then?: (value: T) => void,
): Promise<Result<T>> {
  const result = await attempt(call);
  if (!result.ok) return result;
  if (result.value !== null) mirror.apply('change' in result.value ? result.value.change : result.value);
  then?.(result.value);
  return result;
}

function isEqualShallow(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftEntries = Object.entries(left);
  const rightEntries = new Map(Object.entries(right));
  return (
    leftEntries.length === rightEntries.size &&
    leftEntries.every(([key, value]) => rightEntries.has(key) && Object.is(value, rightEntries.get(key)))
  );
}

/** Remembers what a selector answered, and which versions of which things it had read. Exported for its test. */
export function createTracker<T>(source: Mirror): (select: (rows: RowReader) => T) => T {
  let last: { select: (rows: RowReader) => T; value: T; reads: Map<string, number> } | null = null;
  return (select) => {
    if (last !== null && last.select === select) {
      let isCurrent = true;
      for (const [key, version] of last.reads) {
        if (source.version(key) !== version) {
          isCurrent = false;
          break;
        }
      }
      if (isCurrent) return last.value;
    }
    const reads = new Map<string, number>();
    const note = (key: string): void => {
      reads.set(key, source.version(key));
    };
    const value = select({
      get<E extends Entity>(entity: E, id: string | null): Row<E> | undefined {
        if (id !== null) note(id);
        return source.get(entity, id);
      },
      all<E extends Entity>(entity: E): readonly Row<E>[] {
        note(allKey(entity));
        return source.all(entity);
      },
      of<E extends Entity>(entity: E, parentId: string): readonly Row<E>[] {
        note(ofKey(entity, parentId));
        return source.of(entity, parentId);
      },
    });
    last = { select, value: last !== null && isEqualShallow(last.value, value) ? last.value : value, reads };
    return last.value;
  };
}

/**
 * Rows for a component. The selector may be written in place when it is cheap: it then runs at each render; give a
 * stable one (`useCallback`) where it goes over thousands of rows. Equal answers (one level deep) keep their identity.
 * It must read rows only through its argument, and finish reading before it returns.
 */
export function useRows<T>(select: (rows: RowReader) => T): T {
  const [read] = useState(() => createTracker<T>(mirror));
  return useSyncExternalStore(mirror.subscribe, () => read(select));
}
