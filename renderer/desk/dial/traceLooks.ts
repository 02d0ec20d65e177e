import type { PersonLook } from '../../ui/people.ts';

/** Lengths of line and gap, px, for the first, second … trace of one person; then from the first again. */
const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

export type TraceLook = { readonly letter: string; readonly dash: readonly number[] };

/**
 * How each of some traces, in the order of their making, is told from the others: in its person's colour, which stays
 * the same everywhere; of several by one person each has a number with the letters and a line of its own.
 */
export function traceLooks(
  traces: readonly { readonly id: string; readonly personId: string }[],
  lookOf: (personId: string) => Pick<PersonLook, 'letters'> | undefined,
): ReadonlyMap<string, TraceLook> {
  const looks = new Map<string, TraceLook>();
  for (const [personId, theirs] of Map.groupBy(traces, (trace) => trace.personId)) {
    const letters = lookOf(personId)?.letters ?? '';
    for (const [index, { id }] of theirs.entries())
      looks.set(id, {
        letter: theirs.length === 1 ? letters : `${letters} · ${index + 1}`,
        dash: dashes[index % dashes.length] ?? [],
      });
  }
  return looks;
}
