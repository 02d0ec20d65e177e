import { Failure } from '../../../shared/contract/failure.ts';
import type { NewInstrument, NewItem } from '../../../shared/contract/instrument.ts';
import {
  recallInstrument,
  recallInstrumentId,
  recallItem,
} from '../../../shared/instrument/recall-rating.ts';
import { type InstrumentTemplateKey, instrumentTemplates } from '../../../shared/instrument/templates.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { RatingTarget } from '../../../shared/model/rating.ts';
import type { InstrumentItemRow, InstrumentRow, RatingRow } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import { type Edit, type Patch, patched } from './edit.ts';
import { newId } from './ids.ts';
import { positionBefore, type Siblings } from './position.ts';
import { refuseWhileUsed } from './session.ts';
import { decode } from './tables.ts';

/** What every study has from the beginning. */
export function addRecallInstrument(edit: Edit): void {
  edit.insert('instrument', recallInstrument);
  edit.insert('instrumentItem', recallItem);
}

export function createInstrument(
  edit: Edit,
  instrument: NewInstrument,
  template: string | null = null,
): ids.InstrumentId {
  const id = newId(ids.instrumentId);
  edit.insert('instrument', { id, ...instrument, template, isRetired: false, createdAt: Date.now() });
  return id;
}

export function createFromTemplate(edit: Edit, key: InstrumentTemplateKey): ids.InstrumentId {
  const { items, ...instrument } = instrumentTemplates[key];
  const id = createInstrument(edit, { ...instrument, subscales: [...instrument.subscales] }, key);
  for (const item of items) addItem(edit, id, { ...item, anchors: [...item.anchors], prompt: '' });
  return id;
}

/** Throws IN_USE for another subject or fewer subscales than its ratings and items stand on. */
export function updateInstrument(
  edit: Edit,
  id: ids.InstrumentId,
  patch: Patch<Omit<InstrumentRow, 'id' | 'createdAt' | 'template'>>,
): void {
  const before = edit.get('instrument', id);
  if (patch.about !== undefined && patch.about !== before.about) refuseWhileRated(edit.read, id);
  const subscales = patch.subscales ?? before.subscales;
  for (const { subscale } of itemsOf(edit.read, id)) {
    if (subscale !== null && !subscales.includes(subscale))
      throw new Failure('IN_USE', { by: 'instrument_items', count: 1 });
  }
  edit.update('instrument', id, patch);
}

function refuseWhileRated(read: Reader, id: ids.InstrumentId): void {
  for (const item of itemsOf(read, id)) refuseWhileUsed(read, 'ratings', 'item_id', item.id);
}

/** With its items. Throws IN_USE while anything is rated with it, NOT_ALLOWED for the one of recall interviews. */
export function removeInstrument(edit: Edit, id: ids.InstrumentId): void {
  if (id === recallInstrumentId) throw new Failure('NOT_ALLOWED');
  refuseWhileRated(edit.read, id);
  for (const item of itemsOf(edit.read, id)) edit.remove('instrumentItem', item.id);
  edit.remove('instrument', id);
}

export function itemsOf(read: Reader, id: ids.InstrumentId): InstrumentItemRow[] {
  const sql = 'SELECT * FROM instrument_items WHERE instrument_id = ? ORDER BY position, id';
  return read.all(sql, id).map((raw) => decode('instrumentItem', raw));
}

/** Throws INPUT_INVALID for a scale without length, an anchor off it, or a subscale that the instrument does not name. */
function checkItem(edit: Edit, instrumentId: ids.InstrumentId, item: NewItem): void {
  const { subscales } = edit.get('instrument', instrumentId);
  const { kind, low, high, anchors, subscale } = item;
  if (subscale !== null && !subscales.includes(subscale))
    throw new Failure('INPUT_INVALID', { field: 'subscale' });
  if (kind === 'scale' && high <= low) throw new Failure('INPUT_INVALID', { field: 'high' });
  if (anchors.some(({ value }) => value < low || value > high))
    throw new Failure('INPUT_INVALID', { field: 'anchors' });
}

function siblingsIn(instrumentId: ids.InstrumentId): Siblings<'instrumentItem'> {
  return { entity: 'instrumentItem', field: 'instrumentId', value: instrumentId };
}

export function addItem(edit: Edit, instrumentId: ids.InstrumentId, item: NewItem): ids.InstrumentItemId {
  checkItem(edit, instrumentId, item);
  const id = newId(ids.instrumentItemId);
  const position = positionBefore(edit, siblingsIn(instrumentId), null);
  edit.insert('instrumentItem', { id, instrumentId, position, ...item });
  return id;
}

/** Throws IN_USE for another kind, range or step once something is rated with it: its values would mean something else. */
export function updateItem(edit: Edit, id: ids.InstrumentItemId, patch: Patch<NewItem>): void {
  const before = edit.get('instrumentItem', id);
  const after = patched<InstrumentItemRow>(before, patch);
  checkItem(edit, before.instrumentId, after);
  const fixed = ['kind', 'low', 'high', 'step'] as const;
  if (fixed.some((field) => after[field] !== before[field]))
    refuseWhileUsed(edit.read, 'ratings', 'item_id', id);
  edit.update('instrumentItem', id, patch);
}

/** Before the item `before` of the same instrument, or last. */
export function moveItem(edit: Edit, id: ids.InstrumentItemId, before: ids.InstrumentItemId | null): void {
  if (before === id) return;
  const { instrumentId } = edit.get('instrumentItem', id);
  edit.update('instrumentItem', id, { position: positionBefore(edit, siblingsIn(instrumentId), before) });
}

/** Throws IN_USE while anything is rated with it. */
export function removeItem(edit: Edit, id: ids.InstrumentItemId): void {
  refuseWhileUsed(edit.read, 'ratings', 'item_id', id);
  edit.remove('instrumentItem', id);
}

export type NewRating = {
  interviewId: ids.InterviewId | null;
  target: RatingTarget;
  personId: ids.PersonId;
  itemId: ids.InstrumentItemId;
  value: number | null;
  text: string;
};

function targetFields(
  edit: Edit,
  target: RatingTarget,
): Pick<RatingRow, 'sessionId' | 'momentId' | 'peakId'> {
  switch (target.kind) {
    case 'moment':
      return { sessionId: null, momentId: edit.get('moment', target.momentId).id, peakId: null };
    case 'peak':
      return { sessionId: null, momentId: edit.get('peak', target.peakId).momentId, peakId: target.peakId };
    case 'session':
      return { sessionId: edit.get('session', target.sessionId).id, momentId: null, peakId: null };
  }
}

/**
 * One answer for each item, person, interview and target; nothing in it takes it back. Throws INPUT_INVALID for a value
 * that the scale does not have, or a form about something else.
 */
export function setRating(edit: Edit, { target, value, text, ...of }: NewRating): void {
  const item = edit.get('instrumentItem', of.itemId);
  const { about } = edit.get('instrument', item.instrumentId);
  if ((about === 'session') !== (target.kind === 'session'))
    throw new Failure('INPUT_INVALID', { field: 'target' });
  checkAnswer(item, value, text);
  const fields = targetFields(edit, target);
  const found = edit.read.get(
    `SELECT id FROM ratings WHERE session_id IS ? AND moment_id IS ? AND peak_id IS ? AND person_id = ?
       AND interview_id IS ? AND item_id = ?`,
    fields.sessionId,
    fields.momentId,
    fields.peakId,
    of.personId,
    of.interviewId,
    of.itemId,
  );
  const isEmpty = value === null && text === '';
  if (found !== undefined && isEmpty) edit.remove('rating', String(found['id']));
  else if (found !== undefined) edit.update('rating', String(found['id']), { value, text, at: Date.now() });
  else if (!isEmpty)
    edit.insert('rating', { id: newId(ids.ratingId), ...of, ...fields, value, text, at: Date.now() });
}

function checkAnswer({ kind, low, high, step }: InstrumentItemRow, value: number | null, text: string): void {
  if (kind === 'text' && value !== null) throw new Failure('INPUT_INVALID', { field: 'value' });
  if (kind === 'scale' && text !== '') throw new Failure('INPUT_INVALID', { field: 'text' });
  if (value === null) return;
  const steps = (value - low) / step;
  const isOnScale = value >= low && value <= high && Math.abs(steps - Math.round(steps)) < 1e-6;
  if (!isOnScale) throw new Failure('INPUT_INVALID', { field: 'value', low, high, step });
}
