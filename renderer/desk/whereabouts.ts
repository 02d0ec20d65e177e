import type { Place, Whereabouts } from '../../shared/contract/search.ts';
import type { RecordingRow } from '../../shared/model/rows.ts';
import { mirror } from '../state/rows.ts';

/** Where a thing leads: to what it is about, or to where it was said. */
export type Way = 'session' | 'interview' | 'study';

/** The ways from here, the nearest to the words themselves first. */
export function waysOf(where: Whereabouts): readonly Way[] {
  const ways: Way[] = [];
  const own = mirror.get('recording', (where.heard ?? where.place)?.recordingId ?? null);
  if (where.said !== null || own?.interviewId != null) ways.push('interview');
  if (placeInSession(where) !== null || (where.place === null && where.sessionId !== null))
    ways.push('session');
  return ways.length > 0 ? ways : ['study'];
}

/** Its place, if that is on a recording of the session itself. */
export function placeInSession({
  place,
}: Pick<Whereabouts, 'place'>): { place: Place; recording: RecordingRow } | null {
  const recording = mirror.get('recording', place?.recordingId ?? null);
  return place === null || recording === undefined || recording.interviewId !== null
    ? null
    : { place, recording };
}
