import type { CodeRow, CodingRow } from '../../../shared/model/rows.ts';
import type { Mark, Tier } from '../../timeline/types.ts';
import type { TierPerson } from '../session/model/tiers.ts';

const prefix = 'spans ';

/** Whether a tier of the timeline is one of those made here: its marks are codings. */
export function isSpanTier(tierId: string | null): boolean {
  return tierId?.startsWith(prefix) ?? false;
}

type Made = { readonly code: CodeRow; readonly mark: Mark };

/**
 * Codings of spans of the recording: a tier for each coder, below the codes of moments, since what was observed and
 * what was reported are kept apart. A mark is made once for each row; a tier whose marks are the same keeps its array,
 * and with it the timeline's index.
 */
export function createSpanTiers(): (
  codings: readonly CodingRow[],
  codes: ReadonlyMap<string, CodeRow>,
  people: readonly TierPerson[],
  labelOf: (person: TierPerson) => string,
  unended: string,
) => readonly Tier[] {
  const marks = new WeakMap<CodingRow, Made>();
  let before = new Map<string, readonly Mark[]>();

  return (codings, codes, people, labelOf, unended) => {
    const byPerson = new Map<string, Mark[]>();
    for (const coding of codings) {
      const code = codes.get(coding.codeId);
      if (coding.targetKind !== 'span' || coding.startMs === null || code === undefined) continue;
      let made = marks.get(coding);
      if (made?.code !== code) {
        made = { code, mark: markOf(coding, coding.startMs, code, unended) };
        marks.set(coding, made);
      }
      const tier = byPerson.get(coding.personId);
      if (tier === undefined) byPerson.set(coding.personId, [made.mark]);
      else tier.push(made.mark);
    }
    const now = new Map<string, readonly Mark[]>();
    const tiers = people.flatMap((person): Tier[] => {
      const made = byPerson.get(person.id);
      if (made === undefined) return [];
      const last = before.get(person.id);
      const kept = last !== undefined && isSame(last, made) ? last : made;
      now.set(person.id, kept);
      const { color, letter, shape } = person;
      return [
        { id: prefix + person.id, label: labelOf(person), kind: 'codes', color, letter, shape, marks: kept },
      ];
    });
    before = now;
    return tiers;
  };
}

/** A span that goes on is a flag where it began: its end is not known yet. */
function markOf({ id, endMs }: CodingRow, startMs: number, code: CodeRow, unended: string): Mark {
  const label = code.shortLabel || code.name;
  return {
    id,
    momentId: null,
    startMs,
    endMs: endMs ?? startMs,
    label: endMs === null ? `${label} ${unended}` : label,
    color: code.color,
    letter: (code.key ?? code.name.slice(0, 1)).toUpperCase(),
  };
}

function isSame(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
