import type { Reader } from './connection.ts';

/**
 * What names a row by kind and id and not by a foreign key, since it may be about anything: memos, and links at either
 * end. They go with the row, and a row that has any is not taken away by undo.
 */
export function looseRows(read: Reader, id: string): { entity: 'memo' | 'link'; id: string }[] {
  return read
    .all(
      `SELECT 'memo' AS entity, id FROM memos WHERE target_id = ?1
       UNION ALL SELECT 'link', id FROM links WHERE from_id = ?1 OR to_id = ?1`,
      id,
    )
    .map((row) => ({ entity: row['entity'] === 'memo' ? 'memo' : 'link', id: String(row['id']) }));
}
