import {
  type SearchHit,
  type SearchRequest,
  searchKinds,
  type Whereabouts,
} from '../../../shared/contract/search.ts';
import * as ids from '../../../shared/model/ids.ts';
import { thing } from '../../../shared/model/memo-rows.ts';
import { visibleTo, type Watching } from './blindness.ts';
import type { Reader, SqlRow } from './connection.ts';
import { toMatch } from './moment.ts';
import { momentPlace, statementHeard, statementPlace, toWhereabouts, turnPlace } from './places.ts';
import { describeThings } from './thing.ts';

/** Kinds that are found by a column of their own table, and how each is shown and played. */
const described: Record<SearchHit['kind'], string> = {
  moment: `SELECT m.id AS moment_id, m.person_id, ${momentPlace('m.id')} FROM moments m WHERE m.id = ?1`,
  note: `SELECT n.moment_id, n.person_id, ${momentPlace('n.moment_id')} FROM notes n WHERE n.id = ?1`,
  statement: `SELECT s.moment_id, s.interview_id, s.speaker_id AS person_id, ${statementPlace('s')}, ${statementHeard('s')}
    FROM statements s JOIN interviews i ON i.id = s.interview_id LEFT JOIN stops p ON p.id = s.stop_id WHERE s.id = ?1`,
  turn: `SELECT u.transcript_id, u.id AS turn_id, k.person_id, ${turnPlace('u', 't')}
    FROM turns u JOIN transcripts t ON t.id = u.transcript_id LEFT JOIN speakers k ON k.id = u.speaker_id WHERE u.id = ?1`,
  memo: 'SELECT target_kind, target_id, person_id FROM memos WHERE id = ?1',
};

/**
 * Marks around each word found, in the snippet: control characters, so that no text can hold them by accident. The cast:
 * FTS5 takes no notice of a row number that is not an integer, and every number of JavaScript's arrives as a real.
 */
const [open, close] = ['\u0002', '\u0003'];
const snippet = `SELECT snippet(text_search, 0, '${open}', '${close}', '…', 24) AS snippet FROM text_search
  WHERE text_search MATCH ?1 AND rowid = CAST(?2 AS INTEGER)`;

/** Rows of the index that match ?1, narrowed to kinds, a session, and what may be seen. */
const matching = `text_search f JOIN search_documents d ON d.row_number = f.rowid
  WHERE text_search MATCH ?1 AND d.kind IN (SELECT value FROM json_each(?2)) AND (?3 IS NULL OR d.session_id = ?3)
    AND (?4 IS NULL OR CASE d.kind
      WHEN 'memo' THEN FALSE
      WHEN 'moment' THEN EXISTS (SELECT 1 FROM moments m WHERE m.id = d.ref AND ${visibleTo('?4')})
      WHEN 'note' THEN EXISTS
        (SELECT 1 FROM notes n JOIN moments m ON m.id = n.moment_id WHERE n.id = d.ref AND ${visibleTo('?4')})
      ELSE d.interview_id IS NULL OR d.interview_id = ?5 END)`;

/** Above this many, a search is answered in the order of writing: weighing 50,000 turns that hold an “a” takes half a second, and says nothing. */
const mostWeighed = 3000;

/**
 * Everything written that has every word of `text`, best first (BM25), each with where to play it. One more than `limit`
 * is looked for, so that it is known whether there are more.
 */
export function searchTexts(
  read: Reader,
  { text, sessionId, kinds, limit }: SearchRequest,
  watching: Watching | null,
): { hits: SearchHit[]; isMore: boolean } {
  const match = toMatch(text);
  if (match === null || kinds.length === 0) return { hits: [], isMore: false };
  const values = [
    match,
    JSON.stringify(kinds),
    sessionId,
    watching?.recallerId ?? null,
    watching?.interviewId ?? null,
  ];
  const count = read.number(
    `SELECT count(*) FROM (SELECT 1 FROM ${matching} LIMIT ${mostWeighed + 1})`,
    ...values,
  );
  // By the column `rank` FTS5 weighs whatever matches in the whole study before any of it is left out, but joins only what
  // is answered; by the function it is the other way round.
  const isNarrowed = sessionId !== null || watching !== null || kinds.length < searchKinds.length;
  const weight = isNarrowed ? 'bm25(text_search)' : 'f.rank';
  const order = count > mostWeighed ? '' : `ORDER BY ${weight}`;
  const columns = 'd.row_number, d.kind, d.ref, d.session_id';
  const found = read.all(`SELECT ${columns} FROM ${matching} ${order} LIMIT ?6`, ...values, limit + 1);
  const hits = found.slice(0, limit).flatMap((row): SearchHit[] => {
    const kind = kinds.find((each) => each === row['kind']);
    const about = kind === undefined ? undefined : read.get(described[kind], String(row['ref']));
    if (kind === undefined || about === undefined) return [];
    const marked = read.get(snippet, match, Number(row['row_number']));
    return [{ kind, ...common(read, row, about), snippet: String(marked?.['snippet'] ?? '') }];
  });
  return { hits, isMore: found.length > limit };
}

function common(read: Reader, row: SqlRow, own: SqlRow): Omit<SearchHit, 'kind' | 'snippet'> {
  // Looked at before it is parsed: what zod refuses costs more than all the rest of a hit.
  const isAbout = typeof own['target_kind'] === 'string';
  const about = isAbout ? thing.parse({ kind: own['target_kind'], id: own['target_id'] }) : null;
  // A memo lies where that lies which it is about.
  const [target] = about === null ? [] : describeThings(read, [about]);
  return {
    ...(target === undefined
      ? toWhereabouts({ ...own, session_id: row['session_id'] ?? null })
      : whereaboutsIn(target)),
    id: String(row['ref']),
    personId: ids.personId.nullable().parse(own['person_id']),
    about,
  };
}

function whereaboutsIn({ sessionId, momentId, transcriptId, turnId, ...more }: Whereabouts): Whereabouts {
  const { codedKind, place, heard, said } = more;
  return { sessionId, momentId, transcriptId, turnId, codedKind, place, heard, said };
}
