import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../../../shared/contract/failure.ts';
import type { PersonId, StepId } from '../../../shared/model/ids.ts';
import type { Entity, Row } from '../../../shared/model/rows.ts';
import type { Reader, Writer } from './connection.ts';
import type { RowDiff } from './journal.ts';
import { looseRows } from './loose.ts';
import { encode, encodeUpdate, type Field, findRow, getRow, idsWhere, inOrder, tableOf } from './tables.ts';

/** Who edits, which undo step it belongs to, and whether it can be undone at all (an import cannot: files are not journaled). */
export type EditOptions = { actor: PersonId | null; step?: StepId | undefined; isUndoable?: boolean };

/** Some fields of a row. A field given as undefined is left as it is: that is how an optional field of a call arrives. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined };

export function patched<T extends object>(row: T, patch: Patch<T>): T {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...row, ...Object.fromEntries(given) };
}

/** What an edit may do. Reads see what it has written so far. */
export class Edit {
  readonly read: Reader;
  readonly diffs: RowDiff[] = [];
  private readonly database: Writer;

  constructor(database: Writer) {
    this.database = database;
    this.read = database;
  }

  find<E extends Entity>(entity: E, id: string): Row<E> | null {
    return findRow(this.read, entity, id);
  }

  /** Throws NOT_FOUND. */
  get<E extends Entity>(entity: E, id: string): Row<E> {
    return getRow(this.read, entity, id);
  }

  insert<E extends Entity>(entity: E, row: Row<E>): void {
    this.database.run(tableOf(entity).insert, ...encode(entity, row));
    this.diffs.push({ entity, id: row.id, before: null, after: inOrder(entity, row) });
  }

  /** Throws NOT_FOUND. Writes nothing when nothing differs. */
  update<E extends Entity>(entity: E, id: string, patch: Patch<Row<E>>): void {
    const before = this.get(entity, id);
    const after = patched(before, patch);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const update = encodeUpdate(entity, id, patch);
    if (update === null) return;
    this.database.run(update.sql, ...update.values);
    this.diffs.push({ entity, id, before, after });
  }

  /**
   * Throws NOT_FOUND. What hangs on the row by a foreign key is removed by the caller: a cascade would get round the
   * journal. Memos and links, which hang on anything, go with it here.
   */
  remove(entity: Entity, id: string): void {
    for (const loose of looseRows(this.read, id)) {
      // Two memos may be linked: the first to go takes the link along.
      if (this.find(loose.entity, loose.id) !== null) this.remove(loose.entity, loose.id);
    }
    this.take(entity, id);
  }

  /** Each as `remove` does it. */
  removeWhere<E extends Entity>(entity: E, field: Field<E>, value: string): void {
    for (const id of idsWhere(this.read, entity, field, value)) this.remove(entity, id);
  }

  updateWhere<E extends Entity>(entity: E, field: Field<E>, value: string, patch: Patch<Row<E>>): void {
    for (const id of idsWhere(this.read, entity, field, value)) this.update(entity, id, patch);
  }

  private take(entity: Entity, id: string): void {
    const before = this.get(entity, id);
    this.database.run(tableOf(entity).remove, id);
    this.diffs.push({ entity, id, before, after: null });
  }

  /** Puts a row back as a diff's other side has it. Throws UNDO_BLOCKED when it is no longer as `from` says. */
  restore(entity: Entity, id: string, from: Row | null, to: Row | null): void {
    const now = this.find(entity, id);
    if (!isDeepStrictEqual(now, from)) throw new Failure('UNDO_BLOCKED', { entity });
    if (to === null) {
      if (looseRows(this.read, id).length > 0) throw new Failure('UNDO_BLOCKED', { entity });
      this.take(entity, id);
    } else if (now === null) this.insert(entity, to);
    else this.update(entity, id, to);
  }
}
