import type { PersonRow } from '../../../shared/model/rows.ts';
import { personLook } from '../../ui/people.ts';

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Who a voice is called in a file: somebody of that name, or of those letters, or the only one in that role ("T",
 * "Therapist"). Null when nobody fits, or two do: a wrong guess is seen later than none.
 */
export function guessPerson<P extends Pick<PersonRow, 'name' | 'role' | 'kind'>>(
  label: string,
  people: readonly P[],
): P | null {
  const wanted = plain(label);
  if (wanted === '') return null;
  const only = (fits: (person: P) => boolean): P | null => {
    const found = people.filter(fits);
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  return (
    only(({ name }) => plain(name) === wanted) ??
    only(({ role }) => role === wanted || (wanted.length === 1 && role.startsWith(wanted))) ??
    only((person) => plain(personLook(person).letters) === wanted)
  );
}
