import { Failure } from '../../../shared/contract/failure.ts';
import { type CodingTarget, targetFields } from '../../../shared/model/coding.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { CodeRow, CodingRow } from '../../../shared/model/rows.ts';
import { type Edit, type Patch, patched } from './edit.ts';
import { newId } from './ids.ts';
import { studyOf } from './study.ts';
import { decode } from './tables.ts';

const targetColumns = [
  'moment_id',
  'statement_id',
  'turn_id',
  'from_offset',
  'to_offset',
  'recording_id',
  'start_ms',
  'end_ms',
] as const;

/** Codings by what they are said of. Named, since SQLite would go through everything this coder ever coded instead: 2 ms for 10,000. */
const byTarget = {
  moment: 'codings c INDEXED BY codings_moment',
  statement: 'codings c INDEXED BY codings_statement',
  passage: 'codings c INDEXED BY codings_turn',
  span: 'codings c INDEXED BY codings_recording',
} satisfies Record<CodingTarget['kind'], string>;

/** A condition: two codings, under these names, are said of the very same target. */
export function sameTarget(one: string, other: string): string {
  return targetColumns.map((column) => `${one}.${column} IS ${other}.${column}`).join(' AND ');
}

type By = { codeId: ids.CodeId; personId: ids.PersonId };
type Said = Pick<CodingRow, 'certainty' | 'comment'>;

/** Throws INPUT_INVALID for a code that only groups others, or is retired. */
function codableCode(edit: Edit, id: ids.CodeId): CodeRow {
  const code = edit.get('code', id);
  if (!code.isCodable || code.isRetired) throw new Failure('INPUT_INVALID', { field: 'codeId' });
  return code;
}

function checkCertainty(edit: Edit, certainty: number | null): void {
  if (certainty === null) return;
  const { certaintyScale } = studyOf(edit.read).settings;
  if (!certaintyScale.some(({ value }) => value === certainty))
    throw new Failure('INPUT_INVALID', { field: 'certainty' });
}

/** The session of a target. Throws NOT_FOUND, and INPUT_INVALID for times or offsets outside what they are said of. */
function sessionOf(edit: Edit, target: CodingTarget): ids.SessionId {
  switch (target.kind) {
    case 'moment':
      return edit.get('moment', target.momentId).sessionId;
    case 'statement':
      return edit.get('interview', edit.get('statement', target.statementId).interviewId).sessionId;
    case 'passage': {
      const { body, transcriptId } = edit.get('turn', target.turnId);
      if (target.toOffset <= target.fromOffset || target.toOffset > body.length)
        throw new Failure('INPUT_INVALID', { field: 'toOffset' });
      return edit.get('transcript', transcriptId).sessionId;
    }
    case 'span': {
      const { sessionId, durationMs } = edit.get('recording', target.recordingId);
      if (target.endMs < target.startMs || target.endMs > durationMs)
        throw new Failure('INPUT_INVALID', { field: 'endMs', durationMs });
      return sessionId;
    }
  }
}

/** A code's place among those that exclude each other: the coding that makes room for itself is none of its rivals. */
type Claim = { group: string | null; personId: ids.PersonId; self: ids.CodingId | null };

/** This coder's other codings with codes of the group, of one moment, statement or turn. */
function rivals(
  edit: Edit,
  { group, personId, self }: Claim,
  kind: 'moment' | 'statement' | 'passage',
  id: string,
): CodingRow[] {
  if (group === null) return [];
  const column = { moment: 'moment_id', statement: 'statement_id', passage: 'turn_id' }[kind];
  return edit.read
    .all(
      `SELECT c.* FROM ${byTarget[kind]} JOIN codes k ON k.id = c.code_id
       WHERE k.exclusive_group = ? AND c.person_id = ? AND c.id IS NOT ? AND c.${column} = ?`,
      group,
      personId,
      self,
      id,
    )
    .map((raw) => decode('coding', raw));
}

/**
 * A condition: spans `c` of this coder and group on the recording that hold for any time. Values ?1 to ?4. Narrowed in
 * SQL: with 10,000 spans on a recording, to read them all would hold up the key by a tenth of a second.
 */
const heldSpan = `c.recording_id = ?1 AND c.person_id = ?2 AND c.id IS NOT ?3
  AND c.code_id IN (SELECT id FROM codes WHERE exclusive_group = ?4) AND (c.end_ms IS NULL OR c.end_ms > c.start_ms)`;

/**
 * Makes room for a span in its group, of which one holds at a time: whatever holds at its start ends there, what begins
 * within it begins at its end, and what lies within it is removed. Points hold at no time. What goes on holds until the
 * next of the group begins: several go on when somebody began one, went back, and began another before it.
 */
function clearSpan(
  edit: Edit,
  { group, personId, self }: Claim,
  { recordingId, startMs, endMs }: { recordingId: ids.RecordingId; startMs: number; endMs: number },
): void {
  if (group === null) return;
  const of = [recordingId, personId, self, group];
  const met = edit.read.all(
    `SELECT c.id, c.start_ms, c.end_ms FROM codings c
     WHERE ${heldSpan} AND (c.end_ms IS NULL OR c.end_ms > ?5) AND (c.start_ms <= ?5 OR c.start_ms < ?6)`,
    ...of,
    startMs,
    endMs,
  );
  // Worked out before anything is changed.
  const held = met.map((row) => {
    const from = Number(row['start_ms']);
    const next = `SELECT c.start_ms FROM codings c WHERE ${heldSpan} AND c.start_ms > ?5 ORDER BY c.start_ms LIMIT 1`;
    const to = row['end_ms'] ?? edit.read.get(next, ...of, from)?.['start_ms'];
    return { id: String(row['id']), from, to: typeof to === 'number' ? to : Number.POSITIVE_INFINITY };
  });
  for (const { id, from, to } of held) {
    if (to <= startMs) edit.update('coding', id, { endMs: to });
    else if (from < startMs) edit.update('coding', id, { endMs: startMs });
    else if (to > endMs && endMs > startMs) edit.update('coding', id, { startMs: endMs });
    else edit.remove('coding', id);
  }
}

function makeRoom(edit: Edit, claim: Claim, target: CodingTarget): void {
  switch (target.kind) {
    case 'span':
      if (target.endMs > target.startMs) clearSpan(edit, claim, target);
      return;
    case 'passage':
      for (const { id, fromOffset, toOffset } of rivals(edit, claim, 'passage', target.turnId)) {
        if ((fromOffset ?? 0) < target.toOffset && (toOffset ?? 0) > target.fromOffset)
          edit.remove('coding', id);
      }
      return;
    case 'moment':
      for (const { id } of rivals(edit, claim, 'moment', target.momentId)) edit.remove('coding', id);
      return;
    case 'statement':
      for (const { id } of rivals(edit, claim, 'statement', target.statementId)) edit.remove('coding', id);
      return;
  }
}

const unsaid: Said = { certainty: null, comment: '' };

/**
 * Applies a code to a target, or takes this person's off. Of a group that excludes itself, the others of this person on
 * the same target are replaced; spans are cut. Throws INPUT_INVALID for a code that cannot be applied.
 */
export function toggleCoding(
  edit: Edit,
  target: CodingTarget,
  by: By,
  said: Said = unsaid,
): { isApplied: boolean; id: ids.CodingId } {
  const fields = targetFields(target);
  const found = edit.read.get(
    `SELECT c.id FROM ${byTarget[target.kind]} JOIN (SELECT ?1 AS moment_id, ?2 AS statement_id, ?3 AS turn_id, ?4 AS from_offset,
       ?5 AS to_offset, ?6 AS recording_id, ?7 AS start_ms, ?8 AS end_ms) o
     WHERE c.code_id = ?9 AND c.person_id = ?10 AND ${sameTarget('c', 'o')}`,
    fields.momentId,
    fields.statementId,
    fields.turnId,
    fields.fromOffset,
    fields.toOffset,
    fields.recordingId,
    fields.startMs,
    fields.endMs,
    by.codeId,
    by.personId,
  );
  if (found !== undefined) {
    const id = ids.codingId.parse(found['id']);
    edit.remove('coding', id);
    return { isApplied: false, id };
  }
  const code = codableCode(edit, by.codeId);
  checkCertainty(edit, said.certainty);
  const sessionId = sessionOf(edit, target);
  makeRoom(edit, { group: code.exclusiveGroup, personId: by.personId, self: null }, target);
  const id = newId(ids.codingId);
  edit.insert('coding', { id, sessionId, ...by, ...fields, ...said, createdAt: Date.now() });
  return { isApplied: true, id };
}

export type Press = By & { recordingId: ids.RecordingId; atMs: number };

/**
 * A code's key pressed while the recording plays. A point code marks the instant. A state code begins, and ends
 * whatever of its group holds then; pressed again it ends, at whichever press is later in the recording.
 */
export function pressCode(
  edit: Edit,
  { recordingId, atMs, ...by }: Press,
): { id: ids.CodingId; did: 'began' | 'ended' | 'marked' } {
  const code = codableCode(edit, by.codeId);
  const { sessionId, durationMs } = edit.get('recording', recordingId);
  // A player may report a last instant some milliseconds past the certificate's duration; a press is never refused for that.
  const at = Math.min(atMs, durationMs);
  // Named, since SQLite would go through everything this coder ever coded instead: 7 ms for 10,000.
  const open = edit.read.get(
    `SELECT * FROM codings INDEXED BY codings_open WHERE recording_id = ? AND code_id = ? AND person_id = ?
       AND end_ms IS NULL AND start_ms IS NOT NULL ORDER BY id DESC LIMIT 1`,
    recordingId,
    by.codeId,
    by.personId,
  );
  const claim: Claim = { group: code.exclusiveGroup, personId: by.personId, self: null };
  if (code.kind === 'state' && open !== undefined) {
    const { id, startMs } = decode('coding', open);
    const [from, to] = [Math.min(startMs ?? at, at), Math.max(startMs ?? at, at)];
    if (to > from) clearSpan(edit, { ...claim, self: id }, { recordingId, startMs: from, endMs: to });
    edit.update('coding', id, { startMs: from, endMs: to });
    return { id, did: 'ended' };
  }
  const isPoint = code.kind === 'point';
  if (!isPoint) clearSpan(edit, claim, { recordingId, startMs: at, endMs: at });
  const id = newId(ids.codingId);
  const span = targetFields({ kind: 'span', recordingId, startMs: at, endMs: at });
  const row = { id, sessionId, ...by, ...span, ...unsaid, createdAt: Date.now() };
  edit.insert('coding', isPoint ? row : { ...row, endMs: null });
  return { id, did: isPoint ? 'marked' : 'began' };
}

const moving = ['codeId', 'startMs', 'endMs', 'fromOffset', 'toOffset'] as const;

type CodingPatch = Patch<
  Pick<CodingRow, 'codeId' | 'startMs' | 'endMs' | 'fromOffset' | 'toOffset' | 'certainty' | 'comment'>
>;

/** Throws INPUT_INVALID for times or offsets that the target's kind does not have, or that lie outside it. */
export function updateCoding(edit: Edit, id: ids.CodingId, patch: CodingPatch): void {
  const before = edit.get('coding', id);
  const after = patched<CodingRow>(before, patch);
  if (before.targetKind !== 'span' && (after.startMs !== null || after.endMs !== null))
    throw new Failure('INPUT_INVALID', { field: 'startMs' });
  if (before.targetKind !== 'passage' && (after.fromOffset !== null || after.toOffset !== null))
    throw new Failure('INPUT_INVALID', { field: 'fromOffset' });
  const code = patch.codeId === undefined ? edit.get('code', before.codeId) : codableCode(edit, patch.codeId);
  if (patch.certainty !== undefined) checkCertainty(edit, patch.certainty);
  const target = targetOf(after);
  const isElsewhere = moving.some((field) => after[field] !== before[field]);
  if (target !== null && isElsewhere) {
    sessionOf(edit, target);
    makeRoom(edit, { group: code.exclusiveGroup, personId: after.personId, self: id }, target);
  }
  edit.update('coding', id, patch);
}

/** What a row is said of; null for a span that goes on, and for a passage whose text was deleted. Throws INPUT_INVALID for half a target. */
function targetOf(row: CodingRow): CodingTarget | null {
  const { momentId, statementId, turnId, fromOffset, toOffset, recordingId, startMs, endMs } = row;
  if (momentId !== null) return { kind: 'moment', momentId };
  if (statementId !== null) return { kind: 'statement', statementId };
  if (turnId !== null && fromOffset !== null && toOffset !== null)
    return fromOffset === toOffset ? null : { kind: 'passage', turnId, fromOffset, toOffset };
  if (recordingId !== null && startMs !== null)
    return endMs === null ? null : { kind: 'span', recordingId, startMs, endMs };
  throw new Failure('INPUT_INVALID', { field: 'target' });
}
