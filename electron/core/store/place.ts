import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { PlaceRow } from '../../../shared/model/rows.ts';
import { intervalStops, randomClips } from '../../../shared/time/sampling.ts';
import { isMomentVisible } from './blindness.ts';
import type { Reader } from './connection.ts';
import type { Edit, Patch } from './edit.ts';
import { newId } from './ids.ts';
import { positionBefore, type Siblings } from './position.ts';
import { studyOf } from './study.ts';

function placesOf(interviewId: ids.InterviewId): Siblings<'place'> {
  return { entity: 'place', field: 'interviewId', value: interviewId };
}

export function addPlace(
  edit: Edit,
  place: Omit<PlaceRow, 'id' | 'position' | 'visited' | 'visitedMs'>,
): ids.PlaceId {
  edit.get('interview', place.interviewId);
  const id = newId(ids.placeId);
  const position = positionBefore(edit, placesOf(place.interviewId), null);
  edit.insert('place', { id, ...place, position, visited: null, visitedMs: null });
  return id;
}

/** Throws INPUT_INVALID when it would end before it begins. */
export function updatePlace(edit: Edit, id: ids.PlaceId, patch: Patch<PlaceRow>): void {
  const { aroundMs, endMs } = { ...edit.get('place', id), ...patch };
  const isClip = endMs !== null && endMs !== undefined;
  if (isClip && (aroundMs === null || aroundMs === undefined || endMs <= aroundMs))
    throw new Failure('INPUT_INVALID', { field: 'endMs' });
  edit.update('place', id, patch);
}

/**
 * Makes clips of moments: from the beginning of each to its end, a point without an end. Throws NOT_ALLOWED for one that
 * this interview's recaller may not see: choosing it would show them where another has marked. INPUT_INVALID when it is
 * of another recording.
 */
export function chooseMoments(
  edit: Edit,
  interviewId: ids.InterviewId,
  momentIds: readonly ids.MomentId[],
): void {
  const { recallerId, recordingId } = edit.get('interview', interviewId);
  const { othersAreShown } = studyOf(edit.read).settings;
  for (const id of momentIds) {
    const moment = edit.get('moment', id);
    if (!othersAreShown && !isMomentVisible(edit.read, id, recallerId)) throw new Failure('NOT_ALLOWED');
    if (moment.recordingId !== recordingId) throw new Failure('INPUT_INVALID', { field: 'momentIds' });
    const of = 'FROM segments WHERE moment_id = ?';
    const startMs = edit.read.number(`SELECT min(start_ms) ${of}`, id);
    const lastMs = edit.read.number(`SELECT max(end_ms) ${of}`, id);
    const endMs = lastMs > startMs ? lastMs : null;
    if (hasPlace(edit.read, interviewId, 'selected', startMs, endMs)) continue;
    const rest = { rememberedMs: null, valence: null, rating: null, origin: 'selected' } as const;
    addPlace(edit, { interviewId, what: moment.label, aroundMs: startMs, endMs, ...rest });
  }
}

function hasPlace(
  read: Reader,
  interviewId: ids.InterviewId,
  origin: PlaceRow['origin'],
  aroundMs: number,
  endMs: number | null,
): boolean {
  const same = 'interview_id = ? AND origin = ? AND around_ms = ? AND end_ms IS ?';
  return read.number(`SELECT count(*) FROM places WHERE ${same}`, interviewId, origin, aroundMs, endMs) > 0;
}

/** Before the place `before`, or last. */
export function movePlace(edit: Edit, id: ids.PlaceId, before: ids.PlaceId | null): void {
  const { interviewId } = edit.get('place', id);
  if (before === id) return;
  edit.update('place', id, { position: positionBefore(edit, placesOf(interviewId), before) });
}

const laid = "origin IN ('interval', 'random') AND visited IS NULL";

/** Whether there are places laid by rule that have not been visited. */
export function hasLaidPlaces(read: Reader, interviewId: ids.InterviewId): boolean {
  return read.number(`SELECT count(*) FROM places WHERE interview_id = ? AND ${laid}`, interviewId) > 0;
}

/** Lays the places that the interview's sampling asks for, in the place of those laid before and not visited. */
export function layPlaces(edit: Edit, interviewId: ids.InterviewId): void {
  const { sampling, recordingId } = edit.get('interview', interviewId);
  if (recordingId === null) throw new Failure('NOT_FOUND', { entity: 'recording' });
  const { durationMs } = edit.get('recording', recordingId);
  const before = edit.read.all(`SELECT id FROM places WHERE interview_id = ? AND ${laid}`, interviewId);
  for (const row of before) edit.remove('place', String(row['id']));
  const lay = (origin: 'interval' | 'random', aroundMs: number, endMs: number | null): void => {
    // Only one that has been visited can be there still: it is not visited again.
    if (hasPlace(edit.read, interviewId, origin, aroundMs, endMs)) return;
    const blank = { what: '', rememberedMs: null, valence: null, rating: null };
    addPlace(edit, { interviewId, ...blank, aroundMs, endMs, origin });
  };
  if (sampling.kind === 'interval')
    for (const atMs of intervalStops(sampling.everyMs, durationMs)) lay('interval', atMs, null);
  if (sampling.kind === 'random') {
    const { clipMs, count, seed } = sampling;
    for (const { startMs, endMs } of randomClips(clipMs, count, seed, durationMs))
      lay('random', startMs, endMs);
  }
}
