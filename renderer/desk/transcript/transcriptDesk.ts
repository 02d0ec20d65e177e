import { create, createStore, type StoreApi } from 'zustand';
import type { RecordingId, SessionId, TranscriptId, TurnId } from '../../../shared/model/ids.ts';
import type { TurnRow } from '../../../shared/model/rows.ts';
import type { Player } from '../../player/types.ts';
import { mirror } from '../../state/rows.ts';
import { orderedTurns } from '../../state/transcripts.ts';

/** What of a player a transcript needs: the session's own, or an interview's sound, whose clock is another. */
export type TranscriptPlayer = Pick<Player, 'nowMs' | 'isPlaying' | 'seek' | 'onFrame'>;

/** Selected words of one turn, as places in its text. */
export type Passage = { readonly turnId: TurnId; readonly fromOffset: number; readonly toOffset: number };

export type TranscriptState = {
  /** The turn that keys act on. */
  readonly turnId: TurnId | null;
  /** Somebody came here for it: it takes the focus when it appears. */
  readonly wantsFocus: boolean;
  /** Whether its text is open, and where the caret is to be when it is opened. */
  readonly editing: { readonly turnId: TurnId; readonly caret: number } | null;
  readonly isAligning: boolean;
  readonly passage: Passage | null;
  /** Whether the list goes along with playback; not any more once the person scrolls. */
  readonly isFollowing: boolean;
};

/** One transcript on screen, outside React: what commands act on and the panel looks at. */
export type TranscriptDesk = {
  readonly sessionId: SessionId;
  readonly recordingId: RecordingId;
  readonly transcriptId: TranscriptId;
  readonly store: StoreApi<TranscriptState>;
  /** Null while its recording is not at hand. */
  player: TranscriptPlayer | null;
  /** Where the caret is in the text that is open; null while none is. */
  caret: (() => number) | null;
  /** The last of the writes that wait for the core: keys are taken in the order of their presses. */
  last: Promise<unknown>;
};

export function createTranscriptDesk(
  sessionId: SessionId,
  recordingId: RecordingId,
  transcriptId: TranscriptId,
): TranscriptDesk {
  return {
    sessionId,
    recordingId,
    transcriptId,
    store: createStore<TranscriptState>(() => ({
      turnId: null,
      wantsFocus: false,
      editing: null,
      isAligning: false,
      passage: null,
      isFollowing: true,
    })),
    player: null,
    caret: null,
    last: Promise.resolve(),
  };
}

/** The transcript on screen, told by its panel; commands reach it through this. */
const useCurrent = create<{ readonly desk: TranscriptDesk | null }>(() => ({ desk: null }));

/** Answers how to take it away again. */
export function enterTranscript(desk: TranscriptDesk): () => void {
  useCurrent.setState({ desk });
  return () => {
    if (useCurrent.getState().desk === desk) useCurrent.setState({ desk: null });
  };
}

export function currentTranscript(): TranscriptDesk | null {
  return useCurrent.getState().desk;
}

/** One after the other, whatever each waits for. */
export function inTurn(desk: TranscriptDesk, act: () => Promise<unknown>): Promise<unknown> {
  desk.last = desk.last.then(act, act);
  return desk.last;
}

export function turnsOf(desk: TranscriptDesk): readonly TurnRow[] {
  return orderedTurns(mirror, desk.transcriptId).turns;
}

export function turnOf(desk: TranscriptDesk, id: TurnId | null): TurnRow | undefined {
  const turn = mirror.get('turn', id);
  return turn?.transcriptId === desk.transcriptId ? turn : undefined;
}

/** The one that is edited, else the selected one. */
export function turnAtHand(desk: TranscriptDesk): TurnRow | undefined {
  const { editing, turnId } = desk.store.getState();
  return turnOf(desk, editing?.turnId ?? turnId);
}

/** The turn `by` places from another; with none the first. */
export function neighbourOf(
  desk: TranscriptDesk,
  turn: TurnRow | undefined,
  by: -1 | 1,
): TurnRow | undefined {
  const { turns, indexOf } = orderedTurns(mirror, desk.transcriptId);
  return turn === undefined ? turns[0] : turns[(indexOf.get(turn.id) ?? -2) + by];
}

export function select(desk: TranscriptDesk, turnId: TurnId | null): void {
  desk.store.setState({ turnId });
}

/** Opens the text of a turn; the caret at its end unless said otherwise. */
export function edit(desk: TranscriptDesk, turnId: TurnId, caret = Number.MAX_SAFE_INTEGER): void {
  desk.store.setState({ turnId, editing: { turnId, caret }, passage: null });
}

export function stopEditing(desk: TranscriptDesk): void {
  desk.store.setState({ editing: null, passage: null });
}

/** Plays from where a turn begins, or goes there; the list follows again. */
export function seekTurn(desk: TranscriptDesk, turn: TurnRow): void {
  desk.store.setState({ turnId: turn.id, isFollowing: true });
  if (turn.startMs !== null) desk.player?.seek(turn.startMs);
}

/** Clicked on the timeline, which has gone there already. */
export function selectTurnById(id: string | null): void {
  const desk = currentTranscript();
  const turn = desk === null ? undefined : turnsOf(desk).find((one) => one.id === id);
  if (desk !== null && turn !== undefined) select(desk, turn.id);
}
