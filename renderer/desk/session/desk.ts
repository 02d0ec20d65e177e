import type { MomentId, RecordingId, SessionId } from '../../../shared/model/ids.ts';
import type { CodeRow, RecordingRow, SegmentRow } from '../../../shared/model/rows.ts';
import type { Player } from '../../player/types.ts';
import { mirror } from '../../state/rows.ts';
import type { Timeline } from '../../timeline/types.ts';
import { typeIntoFocused } from '../../ui/typeInto.ts';
import { codeTree, withSubcodes } from './model/codeTree.ts';
import { createEntryStore, type MomentEntry } from './model/entries.ts';
import { filterEntries } from './model/filter.ts';
import { stillOpen } from './model/openMark.ts';
import { createDeskStore, type DeskState, type DeskStore } from './state.ts';

/** Places that a command can send the focus to; the views say how. */
export type FocusTarget =
  | 'note'
  | 'label'
  | 'search'
  | 'codes'
  | 'memo'
  | 'person'
  | 'list'
  | 'recording'
  | 'import';

/**
 * One session on screen, outside React: what commands act on and the views look at. `player` and `timeline` are set
 * by the views that make them.
 */
export type Desk = {
  readonly sessionId: SessionId;
  readonly store: DeskStore;
  player: Player | null;
  timeline: Timeline | null;
  readonly focus: Map<FocusTarget, () => void>;
  /** The moment that the inspector shows: it follows the selection a few frames later (see `Inspector`). */
  inspectedId: MomentId | null;
  /** A place in the inspector that wants the focus as soon as it shows the selected moment. */
  awaitedFocus: FocusTarget | null;
  /** What has been typed for it meanwhile. */
  awaitedText: string;
  /** Has the inspector show the selection now instead of after the frame; null while there is none. */
  followNow: (() => void) | null;
  /** The last of the marks and moves that wait for the core; null while none does. */
  turn: Promise<unknown> | null;
  /** How many commands wait among them: see `afterTurns`. */
  waiting: number;
};

export function createDesk(sessionId: SessionId): Desk {
  return {
    sessionId,
    store: createDeskStore(),
    player: null,
    timeline: null,
    focus: new Map(),
    inspectedId: null,
    awaitedFocus: null,
    awaitedText: '',
    followNow: null,
    turn: null,
    waiting: 0,
  };
}

/** Marks and moves are taken in the order of their key presses, although each waits for the core. */
export function takeTurn(desk: Desk, act: () => void | Promise<void>): void {
  const turn = (desk.turn ?? Promise.resolve()).finally(act).finally(() => {
    if (desk.turn !== turn) return;
    desk.turn = null;
    if (desk.awaitedFocus !== null) focusOn(desk, desk.awaitedFocus);
  });
  desk.turn = turn;
}

/** At once, or after the mark that is under way: whatever acts on the selected moment means that one. */
export function afterTurns(desk: Desk, act: () => void): void {
  if (desk.turn === null) {
    act();
    return;
  }
  desk.waiting += 1;
  takeTurn(desk, () => {
    desk.waiting -= 1;
    act();
  });
}

/** At once, or after those that wait: an arrow key means where the one before it went. */
export function afterWaiting(desk: Desk, act: () => void): void {
  if (desk.waiting === 0) act();
  else afterTurns(desk, act);
}

/** Puts a recording on the desk; null when the session has none. What was selected on the last one is let go. */
export function showRecording(desk: Desk, recordingId: RecordingId | null): void {
  const { moments, recordingId: before } = desk.store.getState();
  if (recordingId === before) return;
  moments?.dispose();
  const store = recordingId === null ? null : createEntryStore(mirror, recordingId);
  store?.subscribe(() => letGoOfGone(desk));
  desk.store.setState({
    recordingId,
    moments: store,
    momentId: null,
    segmentId: null,
    span: null,
    open: null,
  });
}

/** Undo, or another window, may have taken away what is selected or open here. */
function letGoOfGone(desk: Desk): void {
  const { moments, momentId, segmentId, open } = desk.store.getState();
  const entry = moments?.get(momentId);
  const isGone = momentId !== null && entry === undefined;
  const isPartGone = segmentId !== null && !entry?.segments.some((segment) => segment.id === segmentId);
  const nowOpen = stillOpen(open, isGone ? null : momentId, (id) => moments?.get(id) !== undefined);
  if (isGone || isPartGone || nowOpen !== open)
    desk.store.setState({
      ...(isGone ? { momentId: null } : {}),
      ...(isPartGone ? { segmentId: null } : {}),
      open: nowOpen,
    });
}

export function disposeDesk(desk: Desk): void {
  desk.store.getState().moments?.dispose();
}

export function recordingNow(desk: Desk): RecordingRow | undefined {
  return mirror.get('recording', desk.store.getState().recordingId);
}

export function selectedEntry(desk: Desk): MomentEntry | undefined {
  const { moments, momentId } = desk.store.getState();
  return moments?.get(momentId);
}

/** The part that keys act on: the chosen one, or the first. */
export function selectedSegment(desk: Desk): SegmentRow | undefined {
  const entry = selectedEntry(desk);
  const { segmentId } = desk.store.getState();
  return entry?.segments.find((segment) => segment.id === segmentId) ?? entry?.segments[0];
}

/** Selects without moving the playhead. Another moment ends an open mark as a point. */
export function selectMoment(
  desk: Desk,
  momentId: MomentId | null,
  segmentId: DeskState['segmentId'] = null,
): void {
  const { open, moments, momentId: before, segmentId: partBefore } = desk.store.getState();
  if (momentId === before && segmentId === partBefore) return;
  desk.store.setState({
    momentId,
    segmentId,
    open: stillOpen(open, momentId, (id) => moments?.get(id) !== undefined),
  });
}

type Listed = {
  entries: readonly MomentEntry[];
  codes: readonly CodeRow[];
  state: DeskState;
  listed: readonly MomentEntry[];
};
/** One array, so that "none" stays the same thing. */
export const nothing: readonly MomentEntry[] = [];
const lastListed = new WeakMap<Desk, Listed>();

/** What the list shows, in its order; the same array while neither moments nor filter have changed. */
export function listedEntries(desk: Desk): readonly MomentEntry[] {
  const state = desk.store.getState();
  const entries = state.moments?.all() ?? nothing;
  const codes = mirror.all('code');
  const last = lastListed.get(desk);
  if (
    last?.entries === entries &&
    last.codes === codes &&
    last.state.filter === state.filter &&
    last.state.foundIds === state.foundIds
  )
    return last.listed;
  const { personIds, codeIds, isUncodedOnly } = state.filter;
  const listed = filterEntries(entries, {
    personIds,
    codeIds: codeIds.size === 0 ? codeIds : withSubcodes(codeTree(codes), codeIds),
    isUncodedOnly,
    foundIds: state.foundIds,
  });
  lastListed.set(desk, { entries, codes, state, listed });
  return listed;
}

const inspected: ReadonlySet<FocusTarget> = new Set(['note', 'label', 'codes']);

/** A place in the inspector gets it only once it is the selected moment's: N right after M must not write elsewhere. */
export function focusOn(desk: Desk, target: FocusTarget): void {
  desk.awaitedFocus = null;
  if (!inspected.has(target)) desk.awaitedText = '';
  else {
    const isThere = showsSelected(desk);
    if (!isThere) desk.awaitedFocus = target;
    // At once: letters typed right behind the key must find their field. Also where it is there: a moment that was stepped
    // over may still be on its way into the inspector, and would take the field with it.
    desk.followNow?.();
    if (!isThere) return;
  }
  desk.focus.get(target)?.();
  typeAwaited(desk);
}

/** The place that was waited for has the focus: it gets what was typed for it. */
export function typeAwaited(desk: Desk): void {
  const text = desk.awaitedText;
  desk.awaitedText = '';
  if (text !== '') typeIntoFocused(text);
}

function showsSelected(desk: Desk): boolean {
  return desk.turn === null && desk.inspectedId === desk.store.getState().momentId;
}

/**
 * After a choice from a menu: the menu would give the focus back to its button, where Space opens it again. It does so
 * a moment later, and only if nobody else has taken the focus; this is in between.
 */
export function returnToRecording(desk: Desk): void {
  setTimeout(() => focusOn(desk, 'recording'), 0);
}

/** Told by the inspector when it has come to show another moment. */
export function noteInspected(desk: Desk, momentId: MomentId | null): void {
  desk.inspectedId = momentId;
  const target = desk.awaitedFocus;
  if (target === null || !showsSelected(desk)) return;
  desk.awaitedFocus = null;
  desk.focus.get(target)?.();
  typeAwaited(desk);
}

/** Where playback stands; asked first thing when a key goes down. */
export function nowMs(desk: Desk): number {
  return desk.player?.nowMs() ?? 0;
}
