import type { PersonId } from '../../../shared/model/ids.ts';
import type { Entity, Row } from '../../../shared/model/rows.ts';
import type { Reader, SqlRow, Writer } from './connection.ts';

/** One row before and after; null: it was not there, or is not there now. Reversible by swapping. */
export type RowDiff = { entity: Entity; id: string; before: Row | null; after: Row | null };

export type JournalKind = 'edit' | 'undo' | 'redo';

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
  diffs: RowDiff[];
};

export function appendEntry(database: Writer, entry: JournalEntry): void {
  database.run(
    `INSERT INTO journal (seq, id, stamp, device_id, actor, name, kind, is_undoable, step, at, changes)
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
    JSON.stringify(entry.diffs),
  );
  const seen = new Set<string>();
  for (const diff of entry.diffs) {
    if (seen.has(diff.id)) continue;
    seen.add(diff.id);
    database.run(
      'INSERT INTO journal_rows (entity, row_id, seq) VALUES (?, ?, ?)',
      diff.entity,
      diff.id,
      entry.seq,
    );
  }
}

export function diffsOf(database: Reader, seq: number): RowDiff[] {
  const row = database.get('SELECT changes FROM journal WHERE seq = ?', seq);
  // Written by appendEntry alone, from typed values; read back as such.
  return row === undefined ? [] : (JSON.parse(String(row['changes'])) as RowDiff[]);
}

export type JournalLine = Omit<JournalEntry, 'diffs' | 'id' | 'stamp' | 'deviceId'>;

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

/** Entries this device wrote, oldest first, at most the newest `count`. */
export function recentLines(database: Reader, deviceId: string, count: number): JournalLine[] {
  return database
    .all(`SELECT ${line} FROM journal j WHERE j.device_id = ? ORDER BY j.seq DESC LIMIT ?`, deviceId, count)
    .map(toLine)
    .reverse();
}

/** What happened to one row, newest first, at most 200 entries. */
export function linesOf(database: Reader, entity: Entity, id: string): JournalLine[] {
  return database
    .all(
      `SELECT ${line} FROM journal_rows r JOIN journal j ON j.seq = r.seq
       WHERE r.row_id = ? AND r.entity = ? ORDER BY r.seq DESC LIMIT 200`,
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
