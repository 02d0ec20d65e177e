import { Failure } from '../../../shared/contract/failure.ts';
import type { Entity, Row, RowChange } from '../../../shared/model/rows.ts';
import { rowSchemas } from '../../../shared/model/rows.ts';
import type { Reader, SqlRow, SqlValue } from './connection.ts';

const tableNames = {
  study: 'studies',
  case: 'cases',
  person: 'people',
  session: 'sessions',
  sessionParticipant: 'session_participants',
  recording: 'recordings',
  moment: 'moments',
  segment: 'segments',
  peak: 'peaks',
  note: 'notes',
  code: 'codes',
  codeExample: 'code_examples',
  codeSet: 'code_sets',
  codeSetMember: 'code_set_members',
  codebookVersion: 'codebook_versions',
  coding: 'codings',
  transcript: 'transcripts',
  speaker: 'speakers',
  turn: 'turns',
  memo: 'memos',
  link: 'links',
  instrument: 'instruments',
  instrumentItem: 'instrument_items',
  savedQuery: 'saved_queries',
  interview: 'interviews',
  place: 'places',
  logLine: 'log_lines',
  stop: 'stops',
  leadUse: 'lead_uses',
  statement: 'statements',
  rating: 'ratings',
  syncPoint: 'sync_points',
  dialTrace: 'dial_traces',
  dialChunk: 'dial_chunks',
  consent: 'consents',
  retention: 'retentions',
  withdrawal: 'withdrawals',
  redaction: 'redactions',
} as const satisfies Record<Entity, string>;

/** Fields that SQLite holds otherwise than JavaScript does. */
const booleans = new Set([
  'isRetired',
  'isCodable',
  'isMachineMade',
  'isChecked',
  'hasTagsRemoved',
  'hasTotal',
  'isReverse',
]);
const documents = new Set([
  'settings',
  'probe',
  'certificate',
  'sampling',
  'samples',
  'codes',
  'examples',
  'sets',
  'scope',
  'decisions',
  'plan',
  'report',
  'subscales',
  'anchors',
  'query',
]);

type Column = { field: string; name: string; kind: 'plain' | 'boolean' | 'document' };
export type Table = {
  name: string;
  columns: readonly Column[];
  insert: string;
  selectOne: string;
  remove: string;
};

export const columnName = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function layOut(entity: Entity): Table {
  const name = tableNames[entity];
  const columns = Object.keys(rowSchemas[entity].shape).map(
    (field): Column => ({
      field,
      name: columnName(field),
      kind: booleans.has(field) ? 'boolean' : documents.has(field) ? 'document' : 'plain',
    }),
  );
  const names = columns.map((column) => column.name);
  return {
    name,
    columns,
    insert: `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    selectOne: `SELECT ${names.join(', ')} FROM ${name} WHERE id = ?`,
    remove: `DELETE FROM ${name} WHERE id = ?`,
  };
}

const tables = new Map<Entity, Table>();

/** How an entity lies in SQLite: columns are its fields in snake case, in the order of its schema. */
export function tableOf(entity: Entity): Table {
  let table = tables.get(entity);
  if (table === undefined) {
    table = layOut(entity);
    tables.set(entity, table);
  }
  return table;
}

/**
 * A row of `SELECT *` as its entity. Not checked with zod: only `edit()` writes these tables, and a session of 10,000
 * moments is read in one go. The cast of what is read stands here for that reason.
 */
export function decode<E extends Entity>(entity: E, raw: SqlRow): Row<E> {
  const row: Record<string, unknown> = {};
  for (const column of tableOf(entity).columns) {
    const value = raw[column.name];
    if (column.kind === 'plain') row[column.field] = value;
    else if (column.kind === 'boolean') row[column.field] = value === 1;
    else row[column.field] = JSON.parse(String(value));
  }
  return row as Row<E>;
}

/** That a row is of its kind the compiler cannot follow where the kind is a variable: it is said here for all. */
export function changeOf(entity: Entity, id: string, after: Row | null): RowChange {
  return { entity, id, after } as RowChange;
}

export function findRow<E extends Entity>(read: Reader, entity: E, id: string): Row<E> | null {
  const raw = read.get(tableOf(entity).selectOne, id);
  return raw === undefined ? null : decode(entity, raw);
}

/** Throws NOT_FOUND. */
export function getRow<E extends Entity>(read: Reader, entity: E, id: string): Row<E> {
  const row = findRow(read, entity, id);
  if (row === null) throw new Failure('NOT_FOUND', { entity });
  return row;
}

/** A field by which rows are asked for. */
export type Field<E extends Entity> = keyof Row<E> & string;

/** Ids of the rows whose `field` has this value, in no order. */
export function idsWhere<E extends Entity>(
  read: Reader,
  entity: E,
  field: Field<E>,
  value: string,
): string[] {
  return read
    .all(`SELECT id FROM ${tableOf(entity).name} WHERE ${columnName(field)} = ?`, value)
    .map((row) => String(row['id']));
}

function toSql(value: unknown, kind: Column['kind']): SqlValue {
  if (kind === 'document') return JSON.stringify(value);
  if (kind === 'boolean') return value === true ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new TypeError(`not a column's value: ${typeof value}`);
}

/** The values of a row in the order of its table's columns. Throws TypeError for a field that is missing. */
export function encode(entity: Entity, row: object): SqlValue[] {
  const fields = new Map(Object.entries(row));
  return tableOf(entity).columns.map((column) => toSql(fields.get(column.field), column.kind));
}

/** The same row with its fields in the order of its schema, as `decode` gives them, so that rows compare as JSON. */
export function inOrder<E extends Entity>(entity: E, row: Row<E>): Row<E> {
  const fields = new Map(Object.entries(row));
  return Object.fromEntries(tableOf(entity).columns.map(({ field }) => [field, fields.get(field)])) as Row<E>;
}

/** Only the fields in `patch`, as an UPDATE. */
export function encodeUpdate(
  entity: Entity,
  id: string,
  patch: object,
): { sql: string; values: SqlValue[] } | null {
  const fields = new Map(Object.entries(patch));
  const columns = tableOf(entity).columns.filter(
    (column) => column.field !== 'id' && fields.get(column.field) !== undefined,
  );
  if (columns.length === 0) return null;
  return {
    sql: `UPDATE ${tableOf(entity).name} SET ${columns.map((column) => `${column.name} = ?`).join(', ')} WHERE id = ?`,
    values: [...columns.map((column) => toSql(fields.get(column.field), column.kind)), id],
  };
}
