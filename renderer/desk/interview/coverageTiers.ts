import { coverage } from '../../../shared/time/playback-map.ts';
import type { Mark, Tier } from '../../timeline/types.ts';
import type { InterviewFacts } from './model/facts.ts';

export type CoverageWords = {
  /** Name of an interview's tier. */
  readonly tier: (recaller: string) => string;
  readonly watched: string;
  readonly replayed: string;
  readonly stop: string;
};

export type CoveragePerson = { readonly name: string; readonly color: string; readonly letter: string };

/** Lanes of an interview's tier, from the top: what was watched, what was watched again, where it was stopped. */
const lanes = { watched: 0, replayed: 1, stop: 2 } as const;

const tierPrefix = 'coverage ';

/** The interview whose tier this is; null for any other tier. */
export function interviewOfTier(tierId: string): string | null {
  return tierId.startsWith(tierPrefix) ? tierId.slice(tierPrefix.length) : null;
}

/**
 * A tier for each recall interview in which `recordingId` was played: what of it was watched, what more than once, and
 * the stops, at the instants at which playback stood.
 */
export function coverageTiers(
  interviews: readonly InterviewFacts[],
  recordingId: string,
  personOf: (id: string) => CoveragePerson | undefined,
  words: CoverageWords,
): Tier[] {
  return interviews.flatMap(({ interview, map, sessionMs, stops, logLines }) => {
    const person = personOf(interview.recallerId);
    if (interview.recordingId !== recordingId || logLines.length === 0 || person === undefined) return [];
    const { name, color, letter } = person;
    const { watched, replayed } = coverage(map, sessionMs);
    const mark = (
      kind: keyof typeof lanes,
      id: string,
      span: { readonly startMs: number; readonly endMs: number },
      momentId: string | null,
    ): Mark => ({
      id,
      momentId,
      startMs: Math.round(span.startMs),
      endMs: Math.round(span.endMs),
      label: words[kind],
      color,
      letter,
      lane: lanes[kind],
    });
    const spans = (kind: 'watched' | 'replayed', of: typeof watched): Mark[] =>
      of.map((span, index) => mark(kind, `${interview.id} ${kind} ${index}`, span, null));
    const tier: Tier = {
      id: `${tierPrefix}${interview.id}`,
      label: words.tier(name),
      kind: 'coverage',
      color,
      letter,
      // Whoever recalls is a participant.
      shape: 'round',
      marks: [
        ...spans('watched', watched),
        ...spans('replayed', replayed),
        ...stops.map((stop) =>
          mark('stop', stop.id, { startMs: stop.sessionMs, endMs: stop.sessionMs }, stop.momentId),
        ),
      ],
    };
    return [tier];
  });
}
