import type { MomentId, SegmentId } from '../../../shared/model/ids.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { type Desk, listedEntries, nowMs, recordingNow, selectedSegment, selectMoment } from './desk.ts';
import { neighbour } from './model/filter.ts';
import { playedSpan } from './model/segmentEdit.ts';

/** Selects a moment and takes the playhead to it; playback that is running runs on from there. */
export function goToMoment(desk: Desk, momentId: MomentId, segmentId: SegmentId | null = null): void {
  selectMoment(desk, momentId, segmentId);
  const segment = selectedSegment(desk);
  if (segment === undefined) return;
  desk.timeline?.show({ startMs: segment.startMs, endMs: segment.endMs });
  desk.player?.seek(segment.startMs);
}

export function goToNeighbour(desk: Desk, direction: -1 | 1): void {
  const target = neighbour(listedEntries(desk), desk.store.getState().momentId, nowMs(desk), direction);
  if (target === null) announce(t(direction === 1 ? 'session.said.last' : 'session.said.first'));
  else goToMoment(desk, target.moment.id);
}

/** Plays the selected part once from its start, and stops at its end unless it is looped. */
export function playMoment(desk: Desk): void {
  const { player } = desk;
  const segment = selectedSegment(desk);
  const durationMs = recordingNow(desk)?.durationMs;
  if (player === null || segment === undefined || durationMs === undefined) return;
  const { endMs } = playedSpan(segment, durationMs);
  player.seek(segment.startMs);
  if (!player.isPlaying) void player.play();
  if (desk.store.getState().isLooping) return;
  let isOver = false;
  const ends = [
    player.onFrame((atMs) => {
      if (atMs < endMs) return;
      stop();
      player.pause();
    }),
    // Anything the person does with the playhead meanwhile is theirs: play on.
    player.on('seek', () => stop()),
    player.on('pause', () => stop()),
  ];
  function stop(): void {
    if (isOver) return;
    isOver = true;
    for (const end of ends) end();
  }
}

/** While looping is on, the loop goes with the selection. */
export function toggleLoop(desk: Desk): void {
  const isLooping = !desk.store.getState().isLooping;
  desk.store.setState({ isLooping });
  announce(t(isLooping ? 'session.said.looping' : 'session.said.notLooping'));
}

/** Keeps the player's loop at the selected part. */
export function applyLoop(desk: Desk): void {
  const { isLooping } = desk.store.getState();
  const segment = selectedSegment(desk);
  const durationMs = recordingNow(desk)?.durationMs ?? 0;
  const span = isLooping && segment !== undefined ? playedSpan(segment, durationMs) : null;
  const now = desk.player?.loop ?? null;
  if (now?.startMs !== span?.startMs || now?.endMs !== span?.endMs) desk.player?.setLoop(span);
}
