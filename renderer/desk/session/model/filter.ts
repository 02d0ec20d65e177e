import type { MomentEntry } from './entries.ts';

/** Nothing chosen in a part means that the part lets everything through. */
export type MomentFilter = {
  readonly personIds: ReadonlySet<string>;
  /** Codes, each with all its subcodes already included. */
  readonly codeIds: ReadonlySet<string>;
  readonly isUncodedOnly: boolean;
  /** What the search found, or null when nothing is searched for. */
  readonly foundIds: ReadonlySet<string> | null;
};

export const noFilter: MomentFilter = {
  personIds: new Set(),
  codeIds: new Set(),
  isUncodedOnly: false,
  foundIds: null,
};

/** The same array when nothing is filtered, so that what is built on it can go by identity. */
export function filterEntries(entries: readonly MomentEntry[], filter: MomentFilter): readonly MomentEntry[] {
  const { personIds, codeIds, isUncodedOnly, foundIds } = filter;
  if (personIds.size === 0 && codeIds.size === 0 && !isUncodedOnly && foundIds === null) return entries;
  return entries.filter(
    (entry) =>
      (personIds.size === 0 || personIds.has(entry.moment.personId)) &&
      (codeIds.size === 0 || entry.codings.some((coding) => codeIds.has(coding.codeId))) &&
      (!isUncodedOnly || entry.codings.length === 0) &&
      (foundIds === null || foundIds.has(entry.moment.id)),
  );
}

/**
 * The entry to go to from where one is. With nothing selected (or what is selected filtered away), the playhead
 * says where one is. Null at the ends.
 */
export function neighbour(
  entries: readonly MomentEntry[],
  selectedMomentId: string | null,
  atMs: number,
  direction: -1 | 1,
): MomentEntry | null {
  const index = entries.findIndex((entry) => entry.moment.id === selectedMomentId);
  if (index !== -1) return entries[index + direction] ?? null;
  if (direction === 1) return entries.find((entry) => entry.startMs > atMs) ?? null;
  return entries.findLast((entry) => entry.startMs < atMs) ?? null;
}
