import type { Transcript, TranscriptTurn } from './transcript.ts';

/** Turns of one tier and speaker that do not overlap, in time order. `count` is which lane of theirs it is, from 0. */
export type Lane<T> = { tier: string; speaker: string | null; count: number; turns: T[] };

/**
 * Tiers as ELAN and Praat have them: in neither may annotations of one tier overlap, so that turns which do are laid on as
 * many lanes as they need, and none is lost.
 */
export function lanesOf<T extends TranscriptTurn>(
  { tiers }: Pick<Transcript, 'tiers'>,
  turns: readonly T[],
): Lane<T>[] {
  const groups = Map.groupBy(turns, (turn) => JSON.stringify([turn.tier, turn.speaker]));
  return [...groups.values()].flatMap((group) => {
    const lanes: (Lane<T> & { untilMs: number })[] = [];
    for (const turn of group) {
      const startMs = turn.startMs;
      let lane = lanes.find(({ untilMs }) => startMs === null || startMs >= untilMs);
      if (lane === undefined) {
        const { tier, speaker } = turn;
        lane = { tier: tiers[tier]?.name ?? '', speaker, count: lanes.length, turns: [], untilMs: 0 };
        lanes.push(lane);
      }
      lane.turns.push(turn);
      lane.untilMs = Math.max(lane.untilMs, turn.endMs ?? startMs ?? 0);
    }
    return lanes;
  });
}
