import type { StepId } from '../../../shared/model/ids.ts';
import type { SegmentRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { newStep } from '../../state/step.ts';
import type { Span } from '../../timeline/types.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { setRedactionEdge } from '../redaction/redacting.ts';
import { type Desk, recordingNow, selectedEntry, selectedSegment, takeTurn } from './desk.ts';
import { moved, stretched, withIn, withOut } from './model/segmentEdit.ts';
import { timeWords } from './timeWords.ts';

/** Gives a segment other times; an open mark that is edited by hand is no longer open. */
export async function moveSegment(
  desk: Desk,
  id: SegmentRow['id'],
  span: Span,
  step?: StepId,
): Promise<boolean> {
  const { startMs, endMs } = span;
  if (desk.store.getState().open?.segmentId === id) desk.store.setState({ open: null });
  const changed = await orShow(
    write(
      client.segment.move({ id, startMs, endMs, actor: actorNow(), ...(step === undefined ? {} : { step }) }),
    ),
  );
  if (changed === undefined) return false;
  announce(t('session.said.moved', { start: timeWords(startMs), end: timeWords(endMs) }));
  return true;
}

/** I and O: of the selected redaction or moment, or with none of a span to make one of. */
export function setEdge(desk: Desk, edge: 'start' | 'end', atMs: number): void {
  if (setRedactionEdge(desk, edge, atMs)) return;
  const change = edge === 'start' ? withIn : withOut;
  const segment = selectedSegment(desk);
  if (segment !== undefined) {
    void moveSegment(desk, segment.id, change(segment, atMs));
    return;
  }
  desk.store.setState({ span: change(desk.store.getState().span ?? { startMs: atMs, endMs: atMs }, atMs) });
}

/** Small moves in a row are one step of undo. */
let burst: { segmentId: string; step: StepId; at: number } | null = null;
const burstMs = 1500;

function stepOfBurst(segmentId: string): StepId {
  const at = performance.now();
  const step = burst?.segmentId === segmentId && at - burst.at < burstMs ? burst.step : newStep();
  burst = { segmentId, step, at };
  return step;
}

export function nudge(desk: Desk, kind: 'move' | 'stretch', byMs: number): void {
  const segment = selectedSegment(desk);
  const durationMs = recordingNow(desk)?.durationMs;
  if (segment === undefined || durationMs === undefined) return;
  // In turn, and from the row as it is by then: held down, the key repeats faster than a write to a slow disk.
  takeTurn(desk, async () => {
    const now = mirror.get('segment', segment.id);
    if (now === undefined) return;
    const span = (kind === 'move' ? moved : stretched)(now, byMs, durationMs);
    if (span.startMs === now.startMs && span.endMs === now.endMs) return;
    await moveSegment(desk, now.id, span, stepOfBurst(now.id));
  });
}

/** Another part of the selected moment: the drawn span, or a point at the playhead. */
export function addSegment(desk: Desk, atMs: number): void {
  const entry = selectedEntry(desk);
  if (entry === undefined) return;
  const span = desk.store.getState().span ?? { startMs: atMs, endMs: atMs };
  const { startMs, endMs } = span;
  takeTurn(desk, async () => {
    const call = client.segment.add({ momentId: entry.moment.id, startMs, endMs, actor: actorNow() });
    const added = await orShow(write(call));
    if (added === undefined) return;
    desk.store.setState({ segmentId: added.id, span: null });
    announce(t('session.said.part', { start: timeWords(startMs), end: timeWords(endMs) }));
  });
}

export async function removeSegment(id: SegmentRow['id']): Promise<void> {
  if ((await orShow(write(client.segment.remove({ id, actor: actorNow() })))) !== undefined)
    announce(t('session.said.partRemoved'));
}

/** Chooses the next part of the moment and goes to it. */
export function goToSegment(desk: Desk, direction: -1 | 1): void {
  const entry = selectedEntry(desk);
  const now = selectedSegment(desk);
  if (entry === undefined || now === undefined) return;
  const target = entry.segments[entry.segments.indexOf(now) + direction];
  if (target === undefined) return;
  desk.store.setState({ segmentId: target.id });
  desk.player?.seek(target.startMs);
}
