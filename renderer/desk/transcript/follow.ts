import type { TurnRow } from '../../../shared/model/rows.ts';
import { type OrderedTurns, turnAt } from '../../state/transcripts.ts';
import type { TranscriptPlayer } from './transcriptDesk.ts';

export type Follower = {
  /** After rows have come or gone: the one that sounds is marked among them. */
  mark(): void;
  dispose(): void;
};

type Followed = {
  readonly player: TranscriptPlayer;
  readonly turns: () => OrderedTurns;
  /** The element that holds the rows, each with its `data-turn`. */
  readonly host: () => HTMLElement | null;
  readonly onTurn: (turn: TurnRow) => void;
};

/**
 * Marks the turn that sounds, sixty times a second and without React: a search in a sorted array, and two attributes
 * where one turn ends and another begins.
 */
export function followTurns({ player, turns, host, onTurn }: Followed): Follower {
  let nowId: string | null = null;

  const rowOf = (id: string | null): Element | null =>
    id === null ? null : (host()?.querySelector(`[data-turn="${id}"]`) ?? null);
  const mark = (): void => {
    for (const row of host()?.querySelectorAll('[data-now]') ?? [])
      if (row.getAttribute('data-turn') !== nowId) row.removeAttribute('data-now');
    rowOf(nowId)?.setAttribute('data-now', '');
  };
  const onFrame = (atMs: number): void => {
    const turn = turnAt(turns(), atMs);
    if ((turn?.id ?? null) === nowId) return;
    nowId = turn?.id ?? null;
    mark();
    if (turn !== null) onTurn(turn);
  };
  const end = player.onFrame(onFrame);
  onFrame(player.nowMs());
  return {
    mark,
    dispose() {
      end();
      nowId = null;
      mark();
    },
  };
}
