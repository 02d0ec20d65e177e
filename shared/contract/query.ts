import * as z from 'zod';
import * as ids from '../model/ids.ts';
import { query, savedQueryRow } from '../model/query.ts';
import type { Role } from '../model/vocabulary.ts';
import type { ExportFile } from './app.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';
import { use } from './consent.ts';
import { exporting } from './log.ts';
import type { Whereabouts } from './search.ts';

/** One thing found, with what a list shows of it and what plays it; its place is null for a statement without a stop. */
export type QueryHit = Whereabouts & {
  kind: 'moment' | 'coding' | 'stop';
  id: string;
  sessionId: ids.SessionId;
  /** Who marked, coded, or recalled; in which role. */
  personId: ids.PersonId;
  role: Role;
  codeId: ids.CodeId | null;
  /** A moment's name; of a coding, what it is said of, at most 300 characters. */
  text: string;
  /** Of a coding: how sure its coder is, on the study's scale, and what they wrote. */
  certainty: number | null;
  comment: string;
};

export type QueryAnswer = { hits: QueryHit[]; count: number };

export const queryContract = {
  /** In the order of sessions, recordings and time: as a reel plays them. `count` is of all that there are. */
  run: procedure
    .input(z.object({ query, limit: z.int().min(1).max(20_000).default(2000) }))
    .output(type<QueryAnswer>()),
  /**
   * All that it finds as CSV (see `export.moments`), one row a result in the same order. A result is in it only when
   * everybody in its session, and whose it is, has agreed to the use; the others are counted.
   */
  export: procedure
    .input(z.object({ query, hasByteOrderMark: z.boolean(), use, ...exporting }))
    .output(type<ExportFile>()),
  save: procedure
    .input(writing({ name: savedQueryRow.shape.name, query }))
    .output(type<{ id: ids.SavedQueryId; change: Change }>()),
  update: procedure
    .input(
      writing({ id: ids.savedQueryId, name: savedQueryRow.shape.name.optional(), query: query.optional() }),
    )
    .output(type<Change>()),
  remove: procedure.input(writing({ id: ids.savedQueryId })).output(type<Change>()),
};
