import { setImmediate } from 'node:timers/promises';
import type { ExportedEntry } from '../../../shared/interchange/journal.ts';
import { beforeFirst } from './chain.ts';
import type { Reader, SqlRow } from './connection.ts';

const entriesAtOnce = 500;

const hexOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : '';
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function toExported(row: SqlRow, pieces: readonly SqlRow[]): ExportedEntry {
  const at = Number(row['at']);
  return {
    seq: Number(row['seq']),
    id: String(row['id']),
    stamp: String(row['stamp']),
    device: String(row['device_id']),
    actor: textOf(row['actor']),
    name: String(row['name']),
    kind: String(row['kind']),
    isUndoable: row['is_undoable'] === 1 ? 1 : 0,
    step: textOf(row['step']),
    at,
    contents: pieces.map((piece) => [
      textOf(piece['entity']),
      textOf(piece['row_id']),
      hexOf(piece['digest']),
    ]),
    erased: pieces.filter((piece) => piece['contents'] === null).length,
    previous: row['previous'] === null ? beforeFirst : hexOf(row['previous']),
    digest: hexOf(row['digest']),
    time: new Date(at).toISOString(),
    who: textOf(row['who']) ?? '',
  };
}

/** Entries as they are exported, in the order of `seqs`. Pauses between pages, so that marks go on meanwhile. */
export async function exportedEntries(read: Reader, seqs: readonly number[]): Promise<ExportedEntry[]> {
  const entries: ExportedEntry[] = [];
  for (let from = 0; from < seqs.length; from += entriesAtOnce) {
    const wanted = JSON.stringify(seqs.slice(from, from + entriesAtOnce));
    const pieces = Map.groupBy(
      read.all(
        `SELECT seq, entity, row_id, contents, digest FROM journal_contents
         WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq, position`,
        wanted,
      ),
      (piece) => Number(piece['seq']),
    );
    const rows = read.all(
      `SELECT j.*, b.digest AS previous, p.name AS who FROM json_each(?) wanted
       JOIN journal j ON j.seq = wanted.value LEFT JOIN journal b ON b.seq = j.seq - 1
       LEFT JOIN people p ON p.id = j.actor ORDER BY wanted.key`,
      wanted,
    );
    for (const row of rows) entries.push(toExported(row, pieces.get(Number(row['seq'])) ?? []));
    await setImmediate();
  }
  return entries;
}
