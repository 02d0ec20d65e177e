import type { ImportedTurn } from '../../../shared/contract/transcript.ts';
import type { Transcript, TranscriptTurn } from '../../../shared/interchange/transcript/transcript.ts';

/** Tiers that depend on none: translations and glosses stay out until somebody wants them. */
export function firstTiers({ tiers }: Transcript): ReadonlySet<number> {
  return new Set(tiers.flatMap(({ parent }, index) => (parent === null ? [index] : [])));
}

export function chosenTurns({ turns }: Transcript, tiers: ReadonlySet<number>): readonly TranscriptTurn[] {
  return turns.filter(({ tier }) => tiers.has(tier));
}

/** Names as the study keeps them: no longer than a label. */
export const longestName = 200;

/** Who speaks in these turns, in the order in which they first do. */
export function speakersOf(turns: readonly TranscriptTurn[]): readonly string[] {
  const names = turns.flatMap(({ speaker }) => (speaker === null ? [] : [speaker.slice(0, longestName)]));
  return [...new Set(names)];
}

export function toImport(turns: readonly TranscriptTurn[]): ImportedTurn[] {
  return turns.map(({ speaker, startMs, endMs, text }) => ({
    speaker: speaker === null ? null : speaker.slice(0, longestName),
    startMs,
    endMs,
    text,
  }));
}
