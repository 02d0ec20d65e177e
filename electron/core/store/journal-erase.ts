import { digestOfErased } from './chain.ts';
import type { Reader, Writer } from './connection.ts';

/** Which contents of the journal go: all that was ever written in these rows. */
export type Erasing = {
  rowIds: readonly string[];
  /** Single pieces, of rows that stay. */
  places?: readonly ContentsPlace[];
};

export type ContentsPlace = { seq: number; position: number };

/** What would go, oldest first. */
export function contentsToErase(read: Reader, { rowIds, places = [] }: Erasing): ContentsPlace[] {
  return read
    .all(
      `SELECT c.seq, c.position FROM journal_contents c JOIN journal j ON j.seq = c.seq
       WHERE c.contents IS NOT NULL AND j.name <> 'journal.erased' AND
         (c.row_id IN (SELECT value FROM json_each(?1))
          OR (c.seq || ':' || c.position) IN (SELECT value FROM json_each(?2)))
       ORDER BY c.seq, c.position`,
      JSON.stringify(rowIds),
      JSON.stringify(places.map(({ seq, position }) => `${seq}:${position}`)),
    )
    .map((row) => ({ seq: Number(row['seq']), position: Number(row['position']) }));
}

/** The details of the erasure's own entry: how the chain can tell afterwards that this, and only this, was erased. */
export function erasureDetails(places: readonly ContentsPlace[]): { count: number; digest: string } {
  return { count: places.length, digest: digestOfErased(places) };
}

/**
 * Removes contents together with their salts. `by` is the erasure's own entry, already appended in this transaction.
 * What is overwritten is zeroed in the file, but copies of the pages are in the write-ahead log and in free pages until
 * the database is compacted, and in every backup: that is for the caller.
 */
export function eraseEntries(database: Writer, places: readonly ContentsPlace[], by: number): void {
  for (const { seq, position } of places) {
    database.run(
      'UPDATE journal_contents SET contents = NULL, salt = NULL, erased_by = ? WHERE seq = ? AND position = ?',
      by,
      seq,
      position,
    );
  }
}
