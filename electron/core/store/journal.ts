import type { PersonId } from '../../../shared/model/ids.ts';
import type { Entity, Row } from '../../../shared/model/rows.ts';
import { beforeFirst, digestOfContents, digestOfEntry, makeSalt } from './chain.ts';
import type { Reader, SqlRow, Writer } from './connection.ts';
import { completed } from './older-rows.ts';

/** One row before and after; null: it was not there, or is not there now. Reversible by swapping. */
export type RowDiff = { entity: Entity; id: string; before: Row | null; after: Row | null };

export type JournalKind = 'edit' | 'undo' | 'redo' | 'occurrence';

export type JournalEntry = {
  seq: number;
  id: string;
  stamp: string;
  deviceId: string;
  actor: PersonId | null;
  name: string;
  kind: JournalKind;
  isUndoable: boolean;
  step: string | null;
  at: number;
};

/** A piece of an entry's contents as text: one row before and after, or, of no row, the details of an occurrence. */
export type JournalContents = { entity: Entity | null; rowId: string | null; text: string };

export function contentsOf(diffs: readonly RowDiff[]): JournalContents[] {
  return diffs.map(({ entity, id, before, after }) => ({
    entity,
    rowId: id,
    text: JSON.stringify({ before, after }),
  }));
}

function digestAt(database: Reader, seq: number): string {
  const digest = database.get('SELECT digest FROM journal WHERE seq = ?', seq)?.['digest'];
  return digest instanceof Uint8Array ? Buffer.from(digest).toString('hex') : beforeFirst;
}

/** Appends an entry and closes the chain over it. Inside the transaction of what it tells about. */
export function appendEntry(
  database: Writer,
  entry: JournalEntry,
  contents: readonly JournalContents[],
): void {
  const sealed = contents.map((piece) => {
    const salt = makeSalt();
    return { ...piece, salt, digest: digestOfContents(salt, piece.text) };
  });
  database.run(
    `INSERT INTO journal (seq, id, stamp, device_id, actor, name, kind, is_undoable, step, at, digest)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.seq,
    entry.id,
    entry.stamp,
    entry.deviceId,
    entry.actor,
    entry.name,
    entry.kind,
    entry.isUndoable ? 1 : 0,
    entry.step,
    entry.at,
    Buffer.from(digestOfEntry(digestAt(database, entry.seq - 1), entry, sealed), 'hex'),
  );
  for (const [position, { entity, rowId, text, salt, digest }] of sealed.entries()) {
    database.run(
      'INSERT INTO journal_contents (seq, position, entity, row_id, contents, salt, digest) VALUES (?, ?, ?, ?, ?, ?, ?)',
      entry.seq,
      position,
      entity,
      rowId,
      text,
      salt,
      Buffer.from(digest, 'hex'),
    );
  }
}

/** What an entry changed, in the order of changing; null when any of it was erased since. */
export function diffsOf(database: Reader, seq: number): RowDiff[] | null {
  const rows = database.all(
    'SELECT entity, row_id, contents FROM journal_contents WHERE seq = ? AND row_id IS NOT NULL ORDER BY position',
    seq,
  );
  if (rows.some((row) => row['contents'] === null)) return null;
  const whole = (entity: Entity, one: Row | null) => (one === null ? null : completed(entity, one));
  return rows.map((row) => {
    const { entity, id, before, after } = toDiff(row);
    return { entity, id, before: whole(entity, before), after: whole(entity, after) };
  });
}

/**
 * A piece of contents that was not erased, of the columns `entity`, `row_id` and `contents`: the row as the version that
 * wrote it knew it. Not checked: `appendEntry` alone writes it, from typed rows.
 */
export function toDiff(piece: SqlRow): RowDiff {
  const sides = JSON.parse(String(piece['contents'])) as Pick<RowDiff, 'before' | 'after'>;
  return { entity: piece['entity'] as Entity, id: String(piece['row_id']), ...sides };
}

export type JournalLine = Omit<JournalEntry, 'id' | 'stamp' | 'deviceId'> & { kind: EditKind };
type EditKind = Exclude<JournalKind, 'occurrence'>;

function toLine(row: SqlRow): JournalLine {
  const kind = row['kind'];
  return {
    seq: Number(row['seq']),
    actor: row['actor'] === null ? null : (String(row['actor']) as PersonId),
    name: String(row['name']),
    kind: kind === 'undo' || kind === 'redo' ? kind : 'edit',
    isUndoable: row['is_undoable'] === 1,
    step: row['step'] === null ? null : String(row['step']),
    at: Number(row['at']),
  };
}

const line = 'j.seq, j.actor, j.name, j.kind, j.is_undoable, j.step, j.at';

/** Edits this device made, oldest first, at most the newest `count`. */
export function recentLines(database: Reader, deviceId: string, count: number): JournalLine[] {
  return database
    .all(
      `SELECT ${line} FROM journal j WHERE j.device_id = ? AND j.kind <> 'occurrence' ORDER BY j.seq DESC LIMIT ?`,
      deviceId,
      count,
    )
    .map(toLine)
    .reverse();
}

/** What happened to one row, newest first, at most 200 entries. */
export function linesOf(database: Reader, entity: Entity, id: string): JournalLine[] {
  return database
    .all(
      `SELECT ${line} FROM journal j WHERE j.seq IN
         (SELECT c.seq FROM journal_contents c WHERE c.row_id = ? AND c.entity = ?)
       ORDER BY j.seq DESC LIMIT 200`,
      id,
      entity,
    )
    .map(toLine);
}

export function lastSeq(database: Reader): number {
  return database.number('SELECT max(seq) FROM journal');
}

export function lastStamp(database: Reader): string | null {
  const row = database.get('SELECT max(stamp) AS stamp FROM journal');
  return row === undefined || row['stamp'] === null ? null : String(row['stamp']);
}
