import { formatTime } from '../../../shared/time/timecode.ts';

/** A time inside a sentence. */
export function timeWords(ms: number): string {
  return formatTime(ms, 1);
}
