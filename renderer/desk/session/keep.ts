import type { RecordingId, SessionId } from '../../../shared/model/ids.ts';
import { mirror } from '../../state/rows.ts';
import { flushViews, type Json, loadView, saveView } from '../../state/view.ts';
import { type Desk, nowMs, showRecording } from './desk.ts';
import { recordingsOf } from './recordings.ts';

/** Where one was in a recording. */
export type Place = {
  readonly atMs: number;
  readonly startMs: number;
  readonly msPerPixel: number;
  readonly momentId: string | null;
  readonly segmentId: string | null;
};

/** Of one session: which recording, and the place in each. */
type Kept = {
  readonly recordingId: string | null;
  readonly places: { readonly [recordingId: string]: Place };
};

export const keyOf = (sessionId: SessionId): string => `desk ${sessionId}`;
const keptOf = new WeakMap<Desk, Kept>();

function isRecord(json: Json | undefined | null): json is { [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What was kept, as far as it has the shape: an older version may have written it. */
export function readKept(json: Json | null): Kept {
  if (!isRecord(json)) return { recordingId: null, places: {} };
  const places: Record<string, Place> = {};
  for (const [recordingId, place] of Object.entries(isRecord(json['places']) ? json['places'] : {})) {
    if (!isRecord(place)) continue;
    const { atMs, startMs, msPerPixel, momentId, segmentId } = place;
    if (typeof atMs !== 'number' || typeof startMs !== 'number' || typeof msPerPixel !== 'number') continue;
    places[recordingId] = {
      atMs,
      startMs,
      msPerPixel,
      momentId: typeof momentId === 'string' ? momentId : null,
      segmentId: typeof segmentId === 'string' ? segmentId : null,
    };
  }
  const recordingId = typeof json['recordingId'] === 'string' ? json['recordingId'] : null;
  return { recordingId, places };
}

/** Puts the recording that was on the desk back on it, with what was selected; `placeNow` has the rest. */
export async function restoreDesk(desk: Desk): Promise<void> {
  const kept = readKept(await loadView(keyOf(desk.sessionId)));
  keptOf.set(desk, kept);
  const recordings = recordingsOf(desk);
  const recording = recordings.find(({ id }) => id === kept.recordingId) ?? recordings[0];
  showRecording(desk, recording?.id ?? null);
  restoreSelection(desk);
}

/** Puts another recording of the session on the desk, as it was left there. */
export function changeRecording(desk: Desk, recordingId: RecordingId): void {
  keepDesk(desk);
  showRecording(desk, recordingId);
  restoreSelection(desk);
}

export function nextRecording(desk: Desk): void {
  const recordings = recordingsOf(desk);
  const at = recordings.findIndex(({ id }) => id === desk.store.getState().recordingId);
  const next = recordings[(at + 1) % recordings.length];
  if (next !== undefined) changeRecording(desk, next.id);
}

function restoreSelection(desk: Desk): void {
  const { moments } = desk.store.getState();
  const place = placeNow(desk);
  const entry = moments?.get(place?.momentId ?? null);
  if (entry === undefined) return;
  const segment = entry.segments.find(({ id }) => id === place?.segmentId);
  desk.store.setState({ momentId: entry.moment.id, segmentId: segment?.id ?? null });
}

/** Where one was in the recording that is on the desk. */
export function placeNow(desk: Desk): Place | undefined {
  return keptOf.get(desk)?.places[desk.store.getState().recordingId ?? ''];
}

/** Notes how the desk looks now; sent to the core after a short rest. Cheap: called on every seek and selection. */
function keepDesk(desk: Desk): void {
  const kept = keptOf.get(desk);
  const { recordingId, momentId, segmentId } = desk.store.getState();
  if (kept === undefined || recordingId === null || desk.player === null || desk.timeline === null) return;
  const { startMs, msPerPixel } = desk.timeline.view;
  const place: Place = { atMs: nowMs(desk), startMs, msPerPixel, momentId, segmentId };
  const isThere = (id: string): boolean => mirror.get('recording', id) !== undefined;
  const others = Object.entries(kept.places).filter(([id]) => isThere(id));
  const next: Kept = { recordingId, places: { ...Object.fromEntries(others), [recordingId]: place } };
  keptOf.set(desk, next);
  saveView(keyOf(desk.sessionId), { recordingId, places: { ...next.places } });
}

const whilePlayingMs = 2000;

/**
 * Keeps the desk for as long as it is on screen. While it plays every two seconds: a machine that loses its power
 * comes back to where one was.
 */
export function keepKeeping(desk: Desk): () => void {
  const { player, timeline } = desk;
  if (player === null || timeline === null) return () => undefined;
  const { recordingId } = desk.store.getState();
  // While another recording comes onto the desk, the player is still this one's.
  const keep = (): void => {
    if (desk.store.getState().recordingId === recordingId) keepDesk(desk);
  };
  let lastMs = 0;
  const ends = [
    desk.store.subscribe((now, before) => {
      if (now.momentId !== before.momentId || now.segmentId !== before.segmentId) keep();
    }),
    player.on('seek', keep),
    player.on('pause', keep),
    timeline.on('rangeChanged', () => {
      if (!player.isPlaying) keep();
    }),
    player.onFrame(() => {
      const wallMs = performance.now();
      if (wallMs - lastMs < whilePlayingMs) return;
      lastMs = wallMs;
      keep();
    }),
  ];
  const keepNow = (): void => {
    keep();
    flushViews();
  };
  window.addEventListener('pagehide', keepNow);
  return () => {
    keepNow();
    window.removeEventListener('pagehide', keepNow);
    for (const end of ends) end();
  };
}
