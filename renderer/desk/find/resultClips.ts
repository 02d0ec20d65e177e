import type { Place } from '../../../shared/contract/search.ts';
import type { RecordingId } from '../../../shared/model/ids.ts';
import type { ClipSpan } from '../clips/clipping.ts';
import { playedSpan } from '../session/model/segmentEdit.ts';

type ResultClips = {
  readonly spans: readonly ClipSpan[];
  /** How many results they are of. */
  readonly count: number;
  /** Of how many that can be played. */
  readonly ofCount: number;
};

/**
 * A clip for each part of each result, as it is played: of a point the seconds by which it is recognised. The first
 * results whose clips are `most` together: none is cut in only some of its parts.
 */
export function clipsOfResults(
  places: readonly (Place | null)[],
  durationMsOf: (id: RecordingId) => number | undefined,
  most: number,
): ResultClips {
  const played = places.filter((place) => place !== null);
  const spans: ClipSpan[] = [];
  let count = 0;
  for (const { recordingId, parts } of played) {
    if (spans.length + parts.length > most) break;
    count += 1;
    for (const [index, span] of parts.entries()) {
      const part = parts.length > 1 ? { part: { number: index + 1, count: parts.length } } : {};
      spans.push({ recordingId, ...playedSpan(span, durationMsOf(recordingId) ?? span.endMs), ...part });
    }
  }
  return { spans, count, ofCount: played.length };
}
