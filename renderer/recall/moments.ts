import { recallItemId } from '../../shared/instrument/recall-rating.ts';
import type { MomentId, PeakId, PersonId, StopId } from '../../shared/model/ids.ts';
import type { MomentRow } from '../../shared/model/rows.ts';
import { client } from '../api/client.ts';
import { actorNow } from '../state/interface.ts';
import { orShow } from '../state/notices.ts';
import { mirror, write } from '../state/rows.ts';
import { announce } from '../ui/announcer.tsx';
import { t } from '../ui/i18n.ts';
import { interviewNow, momentIdNow, type Recall, stopsNow } from './recall.ts';

/** Makes a moment of a stop, of the one that is spoken about if none is named, or joins it to one that there is. */
export async function stopToMoment(
  recall: Recall,
  momentId: MomentId | null,
  stopId: StopId | null = recall.store.getState().stopId,
): Promise<void> {
  if (stopId === null) return;
  const done = await orShow(write(client.stop.toMoment({ id: stopId, momentId, actor: actorNow() })));
  if (done !== undefined) announce(t(momentId === null ? 'recall.said.moment' : 'recall.said.joined'));
}

/** The moments of the session that a stop may join, by their beginning. */
export function momentsNow(recall: Recall): readonly (MomentRow & { startMs: number })[] {
  return mirror
    .of('moment', recall.sessionId)
    .filter(({ recordingId }) => recordingId === interviewNow(recall)?.recordingId)
    .map((moment) => ({
      ...moment,
      startMs: Math.min(...mirror.of('segment', moment.id).map((segment) => segment.startMs)),
    }))
    .toSorted((a, b) => a.startMs - b.startMs);
}

/** Joins the stop to the moment of the stop before it: what people come back to is mostly what they just spoke of. */
export function joinLast(recall: Recall): void {
  const { stopId } = recall.store.getState();
  const last = stopsNow(recall).findLast((stop) => stop.id !== stopId && stop.momentId !== null);
  if (last !== undefined && last.momentId !== momentIdNow(recall)) void stopToMoment(recall, last.momentId);
}

/** The recaller's peak of this person, where playback stands. */
export async function addPeak(recall: Recall, personId: PersonId, atMs: number): Promise<void> {
  const momentId = momentIdNow(recall);
  if (momentId === null) return;
  const peak = { momentId, personId, atMs: Math.round(atMs), actor: actorNow() };
  if ((await orShow(write(client.peak.add(peak)))) !== undefined) announce(t('recall.said.peak'));
}

/** How helpful a moment, or a peak of it, was to the recaller: 1 to 9, half points allowed; null takes it back. */
export function rate(recall: Recall, peakId: PeakId | null, value: number | null): void {
  const momentId = momentIdNow(recall);
  const personId = interviewNow(recall)?.recallerId;
  if (momentId === null || personId === undefined) return;
  const { interviewId } = recall;
  void orShow(
    write(
      client.rating.set({
        interviewId,
        target: peakId === null ? { kind: 'moment', momentId } : { kind: 'peak', peakId },
        personId,
        itemId: recallItemId,
        value,
        actor: actorNow(),
      }),
    ),
  );
}
