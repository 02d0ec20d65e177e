import type { CodeRow } from '../../../../shared/model/rows.ts';
import type { BadgeShape, Mark, Tier } from '../../../timeline/types.ts';
import { isSameArray, type MomentEntry } from './entries.ts';

/** How a person looks on the timeline: the same colour and letter as everywhere else. */
export type TierPerson = {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly letter: string;
  readonly shape: BadgeShape;
};

export type TierSource = (
  entries: readonly MomentEntry[],
  people: readonly TierPerson[],
  codes: ReadonlyMap<string, CodeRow>,
  codesLabel: string,
) => readonly Tier[];

type Made = { person: TierPerson; marks: readonly Mark[] };
type MadeCodes = { codes: ReadonlyMap<string, CodeRow>; marks: readonly Mark[] };

/**
 * One tier for each person who has marked anything, in the order of `people`, and one for codes when there are any.
 * Marks of an entry are made once and kept with it, and a tier whose marks are all the same keeps its array, so that
 * the timeline keeps its index: labelling one moment among 10,000 builds one mark.
 */
export function createTierSource(): TierSource {
  const personMarks = new WeakMap<MomentEntry, Made>();
  const codeMarks = new WeakMap<MomentEntry, MadeCodes>();
  let before = new Map<string, readonly Mark[]>();

  return (entries, people, codes, codesLabel) => {
    const marksOf = new Map<string, Mark[]>(people.map((person) => [person.id, []]));
    const looks = new Map(people.map((person) => [person.id, person]));
    const coded: Mark[] = [];
    for (const entry of entries) {
      const person = looks.get(entry.moment.personId);
      const tier = marksOf.get(entry.moment.personId);
      if (person !== undefined && tier !== undefined) {
        let made = personMarks.get(entry);
        if (made?.person !== person) {
          made = { person, marks: marksOfMoment(entry, person, looks) };
          personMarks.set(entry, made);
        }
        for (const mark of made.marks) tier.push(mark);
      }
      if (entry.codings.length === 0) continue;
      let made = codeMarks.get(entry);
      if (made?.codes !== codes) {
        made = { codes, marks: marksOfCodings(entry, codes) };
        codeMarks.set(entry, made);
      }
      for (const mark of made.marks) coded.push(mark);
    }

    const tiers: Tier[] = [];
    const now = new Map<string, readonly Mark[]>();
    const keep = (id: string, marks: readonly Mark[]): readonly Mark[] => {
      const last = before.get(id);
      const kept = last !== undefined && isSameArray(last, marks) ? last : marks;
      now.set(id, kept);
      return kept;
    };
    for (const person of people) {
      const marks = marksOf.get(person.id) ?? [];
      if (marks.length === 0) continue;
      const { id, name, color, letter, shape } = person;
      tiers.push({ id, label: name, kind: 'person', color, letter, shape, marks: keep(id, marks) });
    }
    if (coded.length > 0)
      tiers.push({ id: 'codes', label: codesLabel, kind: 'codes', marks: keep('codes', coded) });
    before = now;
    return tiers;
  };
}

function marksOfMoment(
  entry: MomentEntry,
  person: TierPerson,
  looks: ReadonlyMap<string, TierPerson>,
): readonly Mark[] {
  return entry.segments.map((segment) => {
    const mark: Mark = {
      id: segment.id,
      momentId: entry.moment.id,
      startMs: segment.startMs,
      endMs: segment.endMs,
      label: entry.moment.label,
      color: person.color,
      letter: person.letter,
    };
    // A peak is drawn with the segment it lies in; one between two segments, with the nearer one before it.
    const peaks = entry.peaks.filter((peak) => holderOf(entry, peak.atMs) === segment);
    if (peaks.length === 0) return mark;
    return {
      ...mark,
      peaks: peaks.map(({ id, atMs, personId }) => {
        const look = looks.get(personId) ?? person;
        return { id, atMs, letter: look.letter, color: look.color };
      }),
    };
  });
}

function holderOf(entry: MomentEntry, atMs: number): MomentEntry['segments'][number] | undefined {
  return (
    entry.segments.find(({ startMs, endMs }) => startMs <= atMs && atMs <= endMs) ??
    entry.segments.findLast(({ startMs }) => startMs <= atMs) ??
    entry.segments[0]
  );
}

function marksOfCodings(entry: MomentEntry, codes: ReadonlyMap<string, CodeRow>): readonly Mark[] {
  return entry.codings.flatMap((coding) => {
    const code = codes.get(coding.codeId);
    if (code === undefined) return [];
    return entry.segments.map(({ id, startMs, endMs }) => ({
      id: `${coding.id} ${id}`,
      momentId: entry.moment.id,
      startMs,
      endMs,
      label: code.name,
      color: code.color,
      letter: (code.key ?? code.name.slice(0, 1)).toUpperCase(),
    }));
  });
}
