import { setImmediate } from 'node:timers/promises';
import type { FoundName, NamePlace } from '../../../shared/contract/names.ts';
import type { InterviewId, SessionId } from '../../../shared/model/ids.ts';
import { type Entity, entities, type Row } from '../../../shared/model/rows.ts';
import type { NameFinder } from '../../../shared/names/find-names.ts';
import { textFields, textsOf } from '../../../shared/names/texts.ts';
import { visibleRows, type Watching } from '../store/blindness.ts';
import type { Reader } from '../store/connection.ts';
import { changeOf, decode, findRow, tableOf } from '../store/tables.ts';

const placeLimit = 1000;
/** Rows between which marks are let through; some 5 ms of looking. */
const rowsATurn = 200;
const excerptLength = 40;

/** The texts of this row in which names stand. */
export function namesInRow(find: NameFinder, entity: Entity, row: Row): FoundName[] {
  return textsOf(entity, row).flatMap(({ field, text }) => {
    const personIds = [...new Set(find(text).map((hit) => hit.personId))];
    return personIds.length === 0 ? [] : [{ entity, id: row.id, field, personIds }];
  });
}

/**
 * Every text of the study in which a name stands, in the order of the tables; what other recallers said is left out
 * while one's interview is open. Lets edits through while it looks.
 */
export async function namesInStudy(
  read: Reader,
  find: NameFinder,
  watching: Watching | null,
): Promise<{ places: NamePlace[]; isCut: boolean }> {
  const places: NamePlace[] = [];
  for (const entity of entities) {
    if (textFields[entity].length === 0) continue;
    let after = '';
    while (true) {
      const sql = `SELECT * FROM ${tableOf(entity).name} WHERE id > ? ORDER BY id LIMIT ${rowsATurn}`;
      const rows = read.all(sql, after).map((raw): Row => decode(entity, raw));
      for (const row of rows) {
        for (const found of namesInRow(find, entity, row)) {
          if (visibleRows(read, [changeOf(entity, row.id, row)], watching).length === 0) continue;
          if (places.length === placeLimit) return { places, isCut: true };
          places.push({ ...found, ...whereIs(read, row), excerpt: excerptOf(find, row, found.field) });
        }
      }
      if (rows.length < rowsATurn) break;
      after = rows.at(-1)?.id ?? after;
      await setImmediate();
    }
  }
  return { places, isCut: false };
}

function excerptOf(find: NameFinder, row: Row, field: string): NamePlace['excerpt'] {
  const text = String(new Map<string, unknown>(Object.entries(row)).get(field) ?? '');
  const [hit] = find(text);
  if (hit === undefined) return { before: '', name: '', after: '' };
  const from = Math.max(0, hit.start - excerptLength);
  const to = Math.min(text.length, hit.end + excerptLength);
  return {
    before: (from > 0 ? '… ' : '') + text.slice(from, hit.start),
    name: text.slice(hit.start, hit.end),
    after: text.slice(hit.end, to) + (to < text.length ? ' …' : ''),
  };
}

/** The session and interview that a row belongs to, through whatever it names. */
function whereIs(read: Reader, row: Row): { sessionId: SessionId | null; interviewId: InterviewId | null } {
  const interviewId = 'interviewId' in row ? row.interviewId : null;
  if ('sessionId' in row && row.sessionId !== null) return { sessionId: row.sessionId, interviewId };
  if ('recallerId' in row) return { sessionId: row.sessionId, interviewId: row.id };
  const momentId = 'momentId' in row ? row.momentId : null;
  const of =
    interviewId !== null
      ? findRow(read, 'interview', interviewId)
      : momentId !== null
        ? findRow(read, 'moment', momentId)
        : null;
  return { sessionId: of?.sessionId ?? null, interviewId };
}
