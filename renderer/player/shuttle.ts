/** Speeds the shuttle stops at; `setRate` may set others between. */
const shuttleRates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

export const slowestRate = 0.25;
export const fastestRate = 3;
/** How far J goes back when it cannot go slower. */
const shuttleBackMs = 1000;

export type ShuttleAction =
  | { do: 'play' }
  | { do: 'pause' }
  | { do: 'rate'; rate: number }
  | { do: 'back'; ms: number };

/**
 * J, K, L as video editors have it, as far as a media element can (it cannot play backwards): L begins, then goes
 * faster; J goes slower, and at rest or at the slowest goes back; K stops or begins.
 */
export function shuttle(key: 'J' | 'K' | 'L', state: { isPlaying: boolean; rate: number }): ShuttleAction {
  switch (key) {
    case 'K':
      return { do: state.isPlaying ? 'pause' : 'play' };
    case 'L':
      if (!state.isPlaying) return { do: 'play' };
      return { do: 'rate', rate: shuttleRates.find((rate) => rate > state.rate) ?? fastestRate };
    case 'J': {
      const slower = shuttleRates.findLast((rate) => rate < state.rate);
      if (!state.isPlaying || slower === undefined) return { do: 'back', ms: shuttleBackMs };
      return { do: 'rate', rate: slower };
    }
  }
}
