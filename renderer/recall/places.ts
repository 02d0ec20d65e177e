import type { PlaceId } from '../../shared/model/ids.ts';
import type { PlaceRow } from '../../shared/model/rows.ts';
import { client } from '../api/client.ts';
import { actorNow } from '../state/interface.ts';
import { orShow } from '../state/notices.ts';
import { mirror, write } from '../state/rows.ts';
import { announce } from '../ui/announcer.tsx';
import { t } from '../ui/i18n.ts';
import { seekTo } from './playing.ts';
import { interviewNow, placesNow, type Recall } from './recall.ts';
import { nextPlace } from './visits.ts';

export function placeName(place: PlaceRow, index: number): string {
  return place.what === '' ? t('recall.watch.nameless', { number: index + 1 }) : place.what;
}

/** A little before a place that somebody remembers, so that it is heard from its beginning; a clip begins where it begins. */
export function showPlace(recall: Recall, id: PlaceId): void {
  const place = mirror.get('place', id);
  if (place === undefined || place.aroundMs === null) return;
  recall.store.setState({ placeId: id, dueId: null });
  const isClip = place.endMs !== null;
  const resumeBackMs = interviewNow(recall)?.resumeBackMs ?? 0;
  seekTo(recall, Math.max(0, place.aroundMs - (isClip ? 0 : resumeBackMs)));
  const index = placesNow(recall).findIndex((each) => each.id === id);
  announce(t('recall.said.placeAt', { place: placeName(place, index) }));
}

export function goToPlace(recall: Recall, direction: 1 | -1): void {
  const next = nextPlace(placesNow(recall), recall.store.getState().placeId, direction);
  if (next === undefined) announce(t('recall.said.noPlace'));
  else showPlace(recall, next.id);
}

/** Ticks a place off by hand, or takes that back; without a place, the one that was jumped to last. */
export function tickPlace(recall: Recall, id = recall.store.getState().placeId): void {
  const place = mirror.get('place', id);
  if (place === undefined) return;
  const isTicking = place.visited === null;
  const visited = isTicking ? ('byHand' as const) : null;
  const visitedMs = isTicking ? Math.round(recall.clock.nowMs()) : null;
  void orShow(write(client.place.update({ id: place.id, visited, visitedMs, actor: actorNow() })));
  if (isTicking) announce(t('recall.said.visited'));
}
