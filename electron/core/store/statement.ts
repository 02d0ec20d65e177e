import { Failure } from '../../../shared/contract/failure.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { StatementRow } from '../../../shared/model/rows.ts';
import type { Edit, Patch } from './edit.ts';
import { newId } from './ids.ts';

export type NewStatement = Omit<StatementRow, 'id' | 'startMs' | 'endMs' | 'changedAt'> & {
  interviewMs: number;
};

/** A statement tied to a stop belongs to that stop's moment too, when it has one. */
export function beginStatement(edit: Edit, statement: NewStatement): ids.StatementId {
  const { interviewMs, ...said } = statement;
  edit.get('interview', said.interviewId);
  const id = newId(ids.statementId);
  const momentId = said.momentId ?? (said.stopId === null ? null : edit.get('stop', said.stopId).momentId);
  edit.insert('statement', {
    id,
    ...said,
    momentId,
    startMs: Math.round(interviewMs),
    endMs: null,
    changedAt: Date.now(),
  });
  return id;
}

/** Throws INPUT_INVALID when it would end before it begins. */
export function updateStatement(edit: Edit, id: ids.StatementId, patch: Patch<StatementRow>): void {
  const before = edit.get('statement', id);
  const startMs = patch.startMs ?? before.startMs;
  const endMs = patch.endMs === undefined ? before.endMs : patch.endMs;
  if (endMs !== null && endMs < startMs) throw new Failure('INPUT_INVALID', { field: 'endMs' });
  edit.update('statement', id, { ...patch, changedAt: Date.now() });
}

/** With the codings of it. */
export function removeStatement(edit: Edit, id: string): void {
  edit.removeWhere('coding', 'statementId', id);
  edit.remove('statement', id);
}
