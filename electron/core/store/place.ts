import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { PlaceRow } from '../../../shared/model/rows.ts';
import { intervalStops, randomClips } from '../../../shared/time/sampling.ts';
import { newId } from './ids.ts';
import type { Edit } from './store.ts';

export function addPlace(
  edit: Edit,
  place: Omit<PlaceRow, 'id' | 'position' | 'visited' | 'visitedMs'>,
): ids.PlaceId {
  edit.get('interview', place.interviewId);
  const id = newId(ids.placeId);
  const last = edit.read.number(
    'SELECT coalesce(max(position), 0) FROM places WHERE interview_id = ?',
    place.interviewId,
  );
  edit.insert('place', { id, ...place, position: last + 1, visited: null, visitedMs: null });
  return id;
}

/** Before the place `before`, or last: halfway between its neighbours, so that moving writes one row. */
export function movePlace(edit: Edit, id: ids.PlaceId, before: ids.PlaceId | null): void {
  const { interviewId } = edit.get('place', id);
  if (before === id) return;
  if (before === null) {
    const last = edit.read.number(
      'SELECT coalesce(max(position), 0) FROM places WHERE interview_id = ?',
      interviewId,
    );
    edit.update('place', id, { position: last + 1 });
    return;
  }
  const next = edit.get('place', before);
  if (next.interviewId !== interviewId) throw new Failure('INPUT_INVALID', { field: 'before' });
  const previous = edit.read.number(
    'SELECT coalesce(max(position), ?) FROM places WHERE interview_id = ? AND position < ?',
    next.position - 2,
    interviewId,
    next.position,
  );
  edit.update('place', id, { position: (previous + next.position) / 2 });
}

/** Lays the places that the interview's sampling asks for, in the place of those laid before and not visited. */
export function layPlaces(edit: Edit, interviewId: ids.InterviewId): void {
  const { sampling, recordingId } = edit.get('interview', interviewId);
  if (recordingId === null) throw new Failure('NOT_FOUND', { entity: 'recording' });
  const { durationMs } = edit.get('recording', recordingId);
  const laid = edit.read.all(
    "SELECT id FROM places WHERE interview_id = ? AND origin IN ('interval', 'random') AND visited IS NULL",
    interviewId,
  );
  for (const row of laid) edit.remove('place', String(row['id']));
  const blank = { interviewId, what: '', rememberedMs: null, valence: null, rating: null };
  if (sampling.kind === 'interval') {
    for (const aroundMs of intervalStops(sampling.everyMs, durationMs))
      addPlace(edit, { ...blank, aroundMs, endMs: null, origin: 'interval' });
  }
  if (sampling.kind === 'random') {
    for (const { startMs, endMs } of randomClips(sampling.clipMs, sampling.count, sampling.seed, durationMs))
      addPlace(edit, { ...blank, aroundMs: startMs, endMs, origin: 'random' });
  }
}
