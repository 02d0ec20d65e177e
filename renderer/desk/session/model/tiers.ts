import type { CodeRow, CodingRow, MomentRow, PeakRow, SegmentRow } from '../../../../shared/model/rows.ts';
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

/** Of a moment, from these rows. */
type Made = {
  readonly person: TierPerson;
  readonly segments: readonly SegmentRow[];
  readonly peaks: readonly PeakRow[];
  readonly marks: readonly Mark[];
};
type MadeCodes = {
  readonly codes: ReadonlyMap<string, CodeRow>;
  readonly segments: readonly SegmentRow[];
  readonly codings: readonly CodingRow[];
  readonly marks: readonly Mark[];
};

/**
 * One tier for each person who has marked anything, in the order of `people`. Marks of a moment are made once and kept with
 * it, and a tier whose marks are all the same stays the very same, so that the timeline keeps its index and, when nothing
 * of any of them has changed, its picture: labelling one moment among 10,000 builds one mark, coding one none.
 */
export function createPersonTiers(): (
  entries: readonly MomentEntry[],
  people: readonly TierPerson[],
) => readonly Tier[] {
  const made = new WeakMap<MomentRow, Made>();
  let before: readonly Tier[] = [];
  return (entries, people) => {
    const marksOf = new Map<string, Mark[]>(people.map((person) => [person.id, []]));
    const looks = new Map(people.map((person) => [person.id, person]));
    for (const entry of entries) {
      const person = looks.get(entry.moment.personId);
      const tier = marksOf.get(entry.moment.personId);
      if (person === undefined || tier === undefined) continue;
      const { moment, segments, peaks } = entry;
      let own = made.get(moment);
      if (own?.person !== person || !isSameArray(own.segments, segments) || !isSameArray(own.peaks, peaks)) {
        own = { person, segments, peaks, marks: marksOfMoment(entry, person, looks) };
        made.set(moment, own);
      }
      for (const mark of own.marks) tier.push(mark);
    }
    const tiers = people.flatMap(({ id, name, color, letter, shape }): Tier[] => {
      const marks = marksOf.get(id) ?? [];
      if (marks.length === 0) return [];
      return [kept({ id, label: name, kind: 'person', color, letter, shape, marks }, before)];
    });
    if (!isSameArray(tiers, before)) before = tiers;
    return before;
  };
}

/** The tier of all moments' codes, when there are any; kept as those of people are. */
export function createCodeTier(): (
  entries: readonly MomentEntry[],
  codes: ReadonlyMap<string, CodeRow>,
  label: string,
) => readonly Tier[] {
  const made = new WeakMap<MomentRow, MadeCodes>();
  let before: readonly Tier[] = [];
  return (entries, codes, label) => {
    const marks: Mark[] = [];
    for (const entry of entries) {
      const { moment, segments, codings } = entry;
      if (codings.length === 0) continue;
      let own = made.get(moment);
      if (own?.codes !== codes || own.codings !== codings || !isSameArray(own.segments, segments)) {
        own = { codes, segments, codings, marks: marksOfCodings(entry, codes) };
        made.set(moment, own);
      }
      for (const mark of own.marks) marks.push(mark);
    }
    const tiers = marks.length === 0 ? [] : [kept({ id: 'codes', label, kind: 'codes', marks }, before)];
    if (!isSameArray(tiers, before)) before = tiers;
    return before;
  };
}

/** The one before, with its marks or whole, as far as this one is the same. */
function kept(tier: Tier, before: readonly Tier[]): Tier {
  const last = before.find(({ id }) => id === tier.id);
  if (last === undefined || !isSameArray(last.marks, tier.marks)) return tier;
  const isSame = (['label', 'color', 'letter', 'shape'] as const).every(
    (field) => last[field] === tier[field],
  );
  return isSame ? last : { ...tier, marks: last.marks };
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
