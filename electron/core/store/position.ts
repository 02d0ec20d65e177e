import { Failure } from '../../../shared/contract/failure.ts';
import type { Entity, Row } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import type { Edit } from './edit.ts';
import { columnName, type Field, tableOf } from './tables.ts';

/** Entities in an order of their own. A position is a fraction, so that moving one row writes one row. */
type Ordered = { [E in Entity]: Row<E> extends { position: number } ? E : never }[Entity];

/** The rows whose `field` is this one: those that a row is before or after. */
export type Siblings<E extends Ordered> = { entity: E; field: Field<E>; value: string | null };

/** Of the last of them; 0 when there is none. */
export function lastPosition<E extends Ordered>(read: Reader, { entity, field, value }: Siblings<E>): number {
  const { name } = tableOf(entity);
  return read.number(`SELECT coalesce(max(position), 0) FROM ${name} WHERE ${columnName(field)} IS ?`, value);
}

/**
 * A place before one of the siblings, halfway to the one in front of it; with null after the last. Throws NOT_FOUND, and
 * INPUT_INVALID for a row that is none of them.
 */
export function positionBefore<E extends Ordered>(
  edit: Edit,
  siblings: Siblings<E>,
  before: string | null,
): number {
  if (before === null) return lastPosition(edit.read, siblings) + 1;
  const { entity, field, value } = siblings;
  const next = edit.get(entity, before);
  if (new Map<string, unknown>(Object.entries(next)).get(field) !== value)
    throw new Failure('INPUT_INVALID', { field: 'before' });
  const previous = edit.read.number(
    `SELECT coalesce(max(position), ?) FROM ${tableOf(entity).name} WHERE ${columnName(field)} IS ? AND position < ?`,
    next.position - 2,
    value,
    next.position,
  );
  return (previous + next.position) / 2;
}
