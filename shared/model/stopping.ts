import type { PlaceRow } from './rows.ts';
import type { Initiator, WhoMayStop } from './vocabulary.ts';

/** Whether an interview in which `whoMayStop` lets a stop be made by this one. */
export function mayStop(whoMayStop: WhoMayStop, initiator: Initiator): boolean {
  return whoMayStop === 'both' ? initiator !== 'rule' : whoMayStop === initiator;
}

/**
 * The instant of the session at which the sampling asks for a stop at this place: at a fixed interval there, of a clip
 * at its end. Null for what people named, where they stop by themselves.
 */
export function samplingStopMs({
  origin,
  aroundMs,
  endMs,
}: Pick<PlaceRow, 'origin' | 'aroundMs' | 'endMs'>): number | null {
  switch (origin) {
    case 'interval':
      return aroundMs;
    case 'random':
    case 'selected':
      return endMs;
    case 'asked':
      return null;
  }
}
