import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { CodingRow, TurnRow } from '../../../shared/model/rows.ts';
import { changesBetween, mapPassage } from '../../../shared/model/text-map.ts';
import { type Edit, type Patch, patched } from './edit.ts';
import { newId } from './ids.ts';
import { moveLoose } from './memo.ts';
import { decode } from './tables.ts';

/** Whether a turn would end before it begins. Either time may be unknown. */
export function isBackward(startMs: number | null, endMs: number | null): boolean {
  return startMs !== null && endMs !== null && endMs < startMs;
}

/** Throws INPUT_INVALID for an end before the beginning, or a voice of another transcript. */
function check(edit: Edit, turn: Pick<TurnRow, 'transcriptId' | 'speakerId' | 'startMs' | 'endMs'>): void {
  const { transcriptId, speakerId, startMs, endMs } = turn;
  if (isBackward(startMs, endMs)) throw new Failure('INPUT_INVALID', { field: 'endMs' });
  if (speakerId !== null && edit.get('speaker', speakerId).transcriptId !== transcriptId)
    throw new Failure('INPUT_INVALID', { field: 'speakerId' });
}

/** The next turn in order, or null. */
function turnAfter(edit: Edit, { id, transcriptId, position }: TurnRow): TurnRow | null {
  const raw = edit.read.get(
    `SELECT * FROM turns WHERE transcript_id = ?1 AND (position, id) > (?2, ?3)
     ORDER BY position, id LIMIT 1`,
    transcriptId,
    position,
    id,
  );
  return raw === undefined ? null : decode('turn', raw);
}

/**
 * A position right after `after`, or with null before the first: halfway to the next, so that one row is written. Where
 * halves have run out (a long text split fifty times at its end), the whole transcript is numbered anew first.
 */
function positionAfter(edit: Edit, transcriptId: ids.TranscriptId, after: ids.TurnId | null): number {
  if (after === null) {
    const first = 'SELECT coalesce(min(position), 2) FROM turns WHERE transcript_id = ?';
    return edit.read.number(first, transcriptId) - 1;
  }
  const before = edit.get('turn', after);
  if (before.transcriptId !== transcriptId) throw new Failure('INPUT_INVALID', { field: 'after' });
  const next = turnAfter(edit, before);
  if (next === null) return before.position + 1;
  const middle = (before.position + next.position) / 2;
  if (middle > before.position && middle < next.position) return middle;
  const all = edit.read.all(
    'SELECT id FROM turns WHERE transcript_id = ? ORDER BY position, id',
    transcriptId,
  );
  for (const [index, row] of all.entries()) edit.update('turn', String(row['id']), { position: index + 1 });
  return edit.get('turn', after).position + 0.5;
}

export type NewTurn = Pick<TurnRow, 'transcriptId' | 'speakerId' | 'startMs' | 'endMs' | 'body'>;

export function addTurn(edit: Edit, turn: NewTurn, after: ids.TurnId | null): ids.TurnId {
  edit.get('transcript', turn.transcriptId);
  check(edit, turn);
  const id = newId(ids.turnId);
  const position = positionAfter(edit, turn.transcriptId, after);
  edit.insert('turn', { id, ...turn, position, isMachineMade: false, isChecked: false });
  return id;
}

function passagesOf(
  edit: Edit,
  turnId: ids.TurnId,
): (CodingRow & { fromOffset: number; toOffset: number })[] {
  return edit.read
    .all('SELECT * FROM codings WHERE turn_id = ? ORDER BY id', turnId)
    .map((raw) => decode('coding', raw))
    .flatMap((row) =>
      row.fromOffset === null || row.toOffset === null
        ? []
        : [{ ...row, fromOffset: row.fromOffset, toOffset: row.toOffset }],
    );
}

/** Writes the text anew; passages stay with their words. */
export function writeTurn(edit: Edit, id: ids.TurnId, body: string): void {
  const before = edit.get('turn', id);
  const changes = changesBetween(before.body, body);
  for (const { id: codingId, fromOffset, toOffset } of passagesOf(edit, id)) {
    const { from, to } = mapPassage(changes, { from: fromOffset, to: toOffset });
    edit.update('coding', codingId, { fromOffset: from, toOffset: to });
  }
  edit.update('turn', id, { body });
}

export function updateTurn(
  edit: Edit,
  id: ids.TurnId,
  patch: Patch<Pick<TurnRow, 'speakerId' | 'startMs' | 'endMs' | 'isChecked'>>,
): void {
  check(edit, patched<TurnRow>(edit.get('turn', id), patch));
  edit.update('turn', id, patch);
}

/**
 * A key pressed at the beginning of a turn while it plays: it begins there, and the turn before ends there at the
 * latest.
 */
export function alignTurn(edit: Edit, id: ids.TurnId, pressedMs: number): void {
  const turn = edit.get('turn', id);
  const { durationMs } = edit.get('recording', edit.get('transcript', turn.transcriptId).recordingId);
  const atMs = Math.min(pressedMs, durationMs);
  edit.update('turn', id, {
    startMs: atMs,
    endMs: turn.endMs !== null && turn.endMs < atMs ? null : turn.endMs,
  });
  const raw = edit.read.get(
    `SELECT * FROM turns WHERE transcript_id = ?1 AND (position, id) < (?2, ?3)
     ORDER BY position DESC, id DESC LIMIT 1`,
    turn.transcriptId,
    turn.position,
    id,
  );
  if (raw === undefined) return;
  const before = decode('turn', raw);
  if (before.startMs === null || before.startMs > atMs) return;
  if (before.endMs === null || before.endMs > atMs) edit.update('turn', before.id, { endMs: atMs });
}

/**
 * Cuts a turn in two at a character; the later part is the new one. Space at the cut goes; a passage across it becomes
 * one in each. Without `atMs` the
 * time of the cut is not known. Throws INPUT_INVALID outside the text or the turn's time.
 */
export function splitTurn(edit: Edit, id: ids.TurnId, at: number, atMs: number | null): ids.TurnId {
  const turn = edit.get('turn', id);
  const [head, tail] = [turn.body.slice(0, at).trimEnd(), turn.body.slice(at).trimStart()];
  if (head === '' || tail === '') throw new Failure('INPUT_INVALID', { field: 'at' });
  if (atMs !== null && (atMs < (turn.startMs ?? 0) || atMs > (turn.endMs ?? atMs)))
    throw new Failure('INPUT_INVALID', { field: 'atMs' });
  const newTurnId = newId(ids.turnId);
  const tailStart = turn.body.length - tail.length;
  edit.insert('turn', {
    ...turn,
    id: newTurnId,
    position: positionAfter(edit, turn.transcriptId, id),
    startMs: atMs,
    body: tail,
  });
  for (const passage of passagesOf(edit, id)) {
    const { fromOffset: from, toOffset: to } = passage;
    const inTail = { turnId: newTurnId, fromOffset: Math.max(0, from - tailStart), toOffset: to - tailStart };
    if (from >= tailStart || (from >= head.length && to > tailStart))
      edit.update('coding', passage.id, inTail);
    else if (to > tailStart) {
      edit.insert('coding', { ...passage, ...inTail, id: newId(ids.codingId), comment: '' });
      edit.update('coding', passage.id, { toOffset: head.length });
    } else {
      const fromOffset = Math.min(from, head.length);
      edit.update('coding', passage.id, { fromOffset, toOffset: Math.min(to, head.length) });
    }
  }
  // The position may have been given anew above: only what the cut is about is written.
  edit.update('turn', id, { body: head, endMs: atMs });
  return newTurnId;
}

/** Joins a turn with the next one, which goes; its passages come along. Throws NOT_FOUND after the last. */
export function joinTurn(edit: Edit, id: ids.TurnId): void {
  const turn = edit.get('turn', id);
  const next = turnAfter(edit, turn);
  if (next === null) throw new Failure('NOT_FOUND', { entity: 'turn' });
  const gap = turn.body === '' || next.body === '' ? '' : ' ';
  const shift = turn.body.length + gap.length;
  edit.update('turn', id, {
    body: turn.body + gap + next.body,
    endMs: endOf(turn, next),
    isMachineMade: turn.isMachineMade || next.isMachineMade,
    isChecked: turn.isChecked && next.isChecked,
  });
  for (const { id: codingId, fromOffset, toOffset } of passagesOf(edit, next.id))
    edit.update('coding', codingId, {
      turnId: id,
      fromOffset: fromOffset + shift,
      toOffset: toOffset + shift,
    });
  moveLoose(edit, next.id, id);
  edit.remove('turn', next.id);
}

/** Where two turns together end: the later of their ends, if it is known of the second, or nothing is. */
function endOf(turn: TurnRow, next: TurnRow): number | null {
  if (next.endMs === null) return next.startMs === null ? turn.endMs : null;
  return Math.max(next.endMs, turn.endMs ?? 0, turn.startMs ?? 0);
}

export function moveTurn(edit: Edit, id: ids.TurnId, after: ids.TurnId | null): void {
  if (after === id) return;
  const { transcriptId } = edit.get('turn', id);
  edit.update('turn', id, { position: positionAfter(edit, transcriptId, after) });
}

/** With the codings of its passages. */
export function removeTurn(edit: Edit, id: ids.TurnId): void {
  edit.removeWhere('coding', 'turnId', id);
  edit.remove('turn', id);
}
