import { thingKinds } from '../../../shared/model/memo-rows.ts';
import { type Entity, entities, type Row } from '../../../shared/model/rows.ts';
import type { Reader } from '../store/connection.ts';
import { tableOf } from '../store/tables.ts';

/** Rows by their kind. */
export type RowSet = Map<Entity, Set<string>>;

/** A row that stays, and lets go of one that does not. */
export type Loosened = { entity: Entity; id: string; field: string };

/**
 * References that are let go of instead of taking their row along: who holds the reference is somebody else's. All
 * others take it along, those of entities to come as well: an erasure must not forget what it does not know.
 */
const loose: Partial<Record<Entity, readonly string[]>> = {
  stop: ['momentId'],
  statement: ['momentId', 'stopId'],
  leadUse: ['stopId'],
  interview: ['inquirerId', 'recordingId'],
};

/** References by kind and id, which no foreign key tells of: what is said about a thing goes with it. */
const byKindAndId = [
  { from: 'memo', field: 'targetId', column: 'target_id' },
  { from: 'link', field: 'fromId', column: 'from_id' },
  { from: 'link', field: 'toId', column: 'to_id' },
] as const;

type Reference = { from: Entity; field: string; column: string; to: Entity; isLoose: boolean };

/** What refers to what, as the database itself says, and what is known to beside it. */
function referencesIn(read: Reader): Reference[] {
  const things = byKindAndId.flatMap((one) => thingKinds.map((to) => ({ ...one, to, isLoose: false })));
  const byTable = new Map(entities.map((entity) => [tableOf(entity).name, entity]));
  const keys = entities.flatMap((from) => {
    const { name, columns } = tableOf(from);
    return read.all('SELECT "from", "table" FROM pragma_foreign_key_list(?)', name).flatMap((key) => {
      const to = byTable.get(String(key['table']));
      const column = columns.find((one) => one.name === key['from']);
      if (to === undefined || column === undefined) return [];
      const isLoose = loose[from]?.includes(column.field) ?? false;
      return [{ from, field: column.field, column: column.name, to, isLoose }];
    });
  });
  return [...keys, ...things];
}

/** What refers to rows and how, read from the database once. */
export class References {
  private readonly read: Reader;
  private readonly all: readonly Reference[];

  constructor(read: Reader) {
    this.read = read;
    this.all = referencesIn(read);
  }

  /** Rows that refer to this one and would go with it. */
  ownedBy(entity: Entity, id: string): RowSet {
    const rows: RowSet = new Map();
    for (const { from, column, to, isLoose } of this.all) {
      if (to !== entity || isLoose) continue;
      for (const found of this.idsOf(from, column, id)) add(rows, from, found);
    }
    return rows;
  }

  /** The fields by which a row of this kind belongs to others. */
  ownerFields(entity: Entity): string[] {
    const fields = this.all
      .filter(({ from, isLoose }) => from === entity && !isLoose)
      .map(({ field }) => field);
    return [...new Set(fields)];
  }

  /** `roots` with everything that hangs on them, and what has to let go. */
  closure(roots: RowSet): { erased: RowSet; loosened: Loosened[] } {
    const erased: RowSet = new Map();
    const loosened: Loosened[] = [];
    const queue = [...roots].flatMap(([entity, ids]) => [...ids].map((id) => [entity, id] as const));
    for (const [entity, id] of queue) add(erased, entity, id);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [entity, id] = next;
      for (const { from, field, column, to, isLoose } of this.all) {
        if (to !== entity) continue;
        for (const found of this.idsOf(from, column, id)) {
          if (isLoose) loosened.push({ entity: from, id: found, field });
          else if (add(erased, from, found)) queue.push([from, found]);
        }
      }
    }
    return { erased, loosened: loosened.filter((one) => !(erased.get(one.entity)?.has(one.id) ?? false)) };
  }

  private idsOf(entity: Entity, column: string, id: string): string[] {
    return this.read
      .all(`SELECT id FROM ${tableOf(entity).name} WHERE ${column} = ?`, id)
      .map((row) => String(row['id']));
  }
}

/** Whether it is new. */
export function add(rows: RowSet, entity: Entity, id: string): boolean {
  const ids = rows.get(entity) ?? new Set();
  rows.set(entity, ids);
  if (ids.has(id)) return false;
  ids.add(id);
  return true;
}

/** The values of these fields of a row, where they are ids. */
export function idsIn(row: Row | null, fields: readonly string[]): string[] {
  const values = new Map<string, unknown>(Object.entries(row ?? {}));
  return fields.map((field) => values.get(field)).filter((value) => typeof value === 'string');
}
