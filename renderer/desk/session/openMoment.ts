import type { MomentId, RecordingId, SessionId } from '../../../shared/model/ids.ts';
import { go } from '../../state/interface.ts';
import { mirror } from '../../state/rows.ts';
import { loadView, saveView } from '../../state/view.ts';
import { keyOf, readKept } from './keep.ts';

type Where = {
  readonly sessionId: SessionId;
  readonly recordingId: RecordingId;
  /** Null: only the place. */
  readonly momentId: MomentId | null;
  readonly startMs: number;
  /** Of what is to be seen to its end. */
  readonly endMs?: number;
};

/** What the narrowest timeline shows after a place, which stands 200 px from its edge. */
const seenPx = 260;

/** Goes to a session's desk with this moment selected and the playhead on it: the desk comes back to what was kept last. */
export async function openMoment({
  sessionId,
  recordingId,
  momentId,
  startMs,
  endMs = startMs,
}: Where): Promise<void> {
  const { places } = readKept(await loadView(keyOf(sessionId)));
  const before = places[recordingId];
  const durationMs = mirror.get('recording', recordingId)?.durationMs ?? 0;
  // As it was zoomed there, or else a minute on screen.
  const usual = before?.msPerPixel ?? Math.min(60_000, durationMs) / 1000;
  const msPerPixel = Math.max(usual, (endMs - startMs) / seenPx);
  const place = {
    atMs: startMs,
    startMs: Math.max(0, startMs - 200 * msPerPixel),
    msPerPixel,
    momentId,
    segmentId: null,
  };
  saveView(keyOf(sessionId), { recordingId, places: { ...places, [recordingId]: place } });
  go({ screen: 'session', sessionId });
}
