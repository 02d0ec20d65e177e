import { setImmediate } from 'node:timers/promises';
import type { LogFilter, LogLine, LogPiece, OccurrenceDetails } from '../../../shared/contract/log.ts';
import type { PersonId, SessionId } from '../../../shared/model/ids.ts';
import type { Entity } from '../../../shared/model/rows.ts';
import { visibleRows, type Watching } from './blindness.ts';
import type { Reader, SqlRow, SqlValue } from './connection.ts';
import { lastSeq, type RowDiff, toDiff } from './journal.ts';
import { changeOf } from './tables.ts';

const entriesAtOnce = 500;

/** Ids of rows that a row names, and its own: whatever of its fields is text may be one. */
function namesOf(contents: string): string[] {
  const { before, after }: { before: object | null; after: object | null } = JSON.parse(contents);
  return [before, after].flatMap((row) => (row === null ? [] : Object.values(row))).filter(isText);
}
const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * The places of entries that changed something in a session. A row is of the session when it names it, or names a row
 * that is; a row is made before it is named, so one walk from the oldest entry finds all, also those that are gone since.
 */
async function placesIn(read: Reader, session: SessionId): Promise<Set<number>> {
  const members = new Set<string>([session]);
  const places = new Set<number>();
  const upTo = lastSeq(read);
  for (let from = 0; from < upTo; from += entriesAtOnce) {
    const pieces = read.all(
      'SELECT seq, row_id, contents FROM journal_contents WHERE seq > ? AND seq <= ? AND row_id IS NOT NULL ORDER BY seq, position',
      from,
      from + entriesAtOnce,
    );
    for (const { seq, row_id, contents } of pieces) {
      const id = String(row_id);
      if (!members.has(id)) {
        if (contents === null || !namesOf(String(contents)).some((name) => members.has(name))) continue;
        members.add(id);
      }
      places.add(Number(seq));
    }
    await setImmediate();
  }
  return places;
}

/** Conditions on journal `j`, with their values. */
function conditionsOf({ actor, kind, fromMs, toMs, row }: LogFilter): { sql: string; values: SqlValue[] } {
  const parts: [string, ...SqlValue[]][] = [];
  if (actor !== undefined) parts.push(['j.actor IS ?', actor]);
  if (kind === 'occurrence') parts.push(["j.kind = 'occurrence'"]);
  else if (kind === 'retraced') parts.push(["j.kind IN ('undo', 'redo')"]);
  else if (kind !== undefined)
    parts.push(["j.kind <> 'occurrence' AND substr(j.name, 1, instr(j.name, '.') - 1) = ?", kind]);
  if (fromMs !== undefined) parts.push(['j.at >= ?', fromMs]);
  if (toMs !== undefined) parts.push(['j.at < ?', toMs]);
  if (row !== undefined)
    parts.push(['j.seq IN (SELECT c.seq FROM journal_contents c WHERE c.row_id = ?)', row]);
  return {
    sql: parts.length === 0 ? 'TRUE' : parts.map(([sql]) => sql).join(' AND '),
    values: parts.flatMap(([, ...values]) => values),
  };
}

/** Newest first. */
export async function findEntries(read: Reader, filter: LogFilter): Promise<number[]> {
  const { sql, values } = conditionsOf(filter);
  const found = read
    .all(`SELECT j.seq FROM journal j WHERE ${sql} ORDER BY j.seq DESC`, ...values)
    .map((row) => Number(row['seq']));
  if (filter.session === undefined) return found;
  const places = await placesIn(read, filter.session);
  return found.filter((seq) => places.has(seq));
}

function toLine(row: SqlRow): LogLine {
  const { kind, actor, details, digest } = row;
  return {
    seq: Number(row['seq']),
    at: Number(row['at']),
    actor: actor === null ? null : (String(actor) as PersonId),
    deviceId: String(row['device_id']),
    name: String(row['name']),
    kind: kind === 'undo' || kind === 'redo' || kind === 'occurrence' ? kind : 'edit',
    pieceCount: Number(row['piece_count']),
    erasedCount: Number(row['erased_count']),
    // Written by logOccurrence alone, from such an object.
    details: isText(details) ? (JSON.parse(details) as OccurrenceDetails) : null,
    digest: digest instanceof Uint8Array ? Buffer.from(digest).toString('hex') : '',
  };
}

/** In the order of `seqs`. */
export function logLines(read: Reader, seqs: readonly number[]): LogLine[] {
  return read
    .all(
      `SELECT j.*,
         (SELECT count(*) FROM journal_contents c WHERE c.seq = j.seq) AS piece_count,
         (SELECT count(*) FROM journal_contents c WHERE c.seq = j.seq AND c.contents IS NULL) AS erased_count,
         (SELECT c.contents FROM journal_contents c WHERE c.seq = j.seq AND c.row_id IS NULL) AS details
       FROM json_each(?) wanted JOIN journal j ON j.seq = wanted.value ORDER BY wanted.key`,
      JSON.stringify(seqs),
    )
    .map(toLine);
}

/** Both sides have to be for the eyes of whoever is watched over: what a row was is as telling as what it is. */
function isForEyes(read: Reader, { entity, id, before, after }: RowDiff, watching: Watching | null): boolean {
  const sides = [before, after].filter((side) => side !== null);
  const rows = sides.map((side) => changeOf(entity, id, side));
  return visibleRows(read, rows, watching).length === rows.length;
}

/** What one entry changed, row by row. Of an occurrence: nothing. */
export function logPieces(read: Reader, seq: number, watching: Watching | null): LogPiece[] {
  return read
    .all(
      'SELECT entity, row_id, contents FROM journal_contents WHERE seq = ? AND row_id IS NOT NULL ORDER BY position',
      seq,
    )
    .map((raw): LogPiece => {
      if (raw['contents'] === null)
        return { entity: raw['entity'] as Entity, id: String(raw['row_id']), state: 'erased' };
      const diff = toDiff(raw);
      const { entity, id, before, after } = diff;
      return isForEyes(read, diff, watching)
        ? { entity, id, state: 'shown', before, after }
        : { entity, id, state: 'hidden' };
    });
}
