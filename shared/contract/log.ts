import * as z from 'zod';
import { type PersonId, personId, sessionId } from '../model/ids.ts';
import type { Entity, Row } from '../model/rows.ts';
import type { ExportFile } from './app.ts';
import { procedure, type } from './base.ts';

/**
 * What is logged beside edits, in the same chain: things that happened to a study and changed no row of it. Never an
 * undo step. Each name has a sentence in the page's catalogue.
 */
const occurrenceNames = [
  'study.opened',
  'study.closed',
  'study.unlocked',
  'study.unlockFailed',
  'study.damaged',
  'study.setBack',
  'study.exported',
  'file.damaged',
  'keys.mended',
  'keyFile.unlockFailed',
  'study.sealed',
  'study.unsealed',
  'passphrase.changed',
  'recoveryKey.made',
  'backup.restored',
  'journal.erased',
  'journal.broken',
] as const;
export type OccurrenceName = (typeof occurrenceNames)[number];

/** Facts about an occurrence. They are contents: they can be erased like those of an edit. */
export type OccurrenceDetails = Readonly<Record<string, string | number | boolean | null>>;

/** What can leave a study as a file; each has words in the page's catalogue. */
export const exportKinds = [
  'moments',
  'query',
  'summary',
  'dial',
  'log',
  'codebook',
  'transcript',
  'clips',
  'recording',
  'withdrawal',
] as const;
export type ExportKind = (typeof exportKinds)[number];

/** Inputs of every procedure that answers a file to keep: who takes it and what for, for the log. */
export const exporting = {
  actor: personId.nullable().default(null),
  purpose: z.string().max(500).default(''),
};

/** Why an entry of the journal cannot be what was written: see `electron/core/store/chain.ts`. */
export type ChainFault =
  /** An entry is missing, or one was slipped in. */
  | 'missing'
  /** Its facts (who, when, what) or the entry before it are not what its digest was made of. */
  | 'entry'
  /** What it changed is not what its digest was made of. */
  | 'contents'
  /** Contents are gone that no erasure accounts for. */
  | 'erasure';

export type ChainState = {
  entryCount: number;
  /** Pieces of contents that were erased on purpose, and say so. */
  erasedCount: number;
  /** Digest of the newest entry, hex: whoever notes it down can tell later whether anything before it was changed. */
  head: string;
  checkedAt: number;
  /** Where the chain breaks first; null: it is whole. */
  broken: { seq: number; fault: ChainFault } | null;
};

const logFilter = z.object({
  /** Of one person; null: of nobody in particular, as the app itself. */
  actor: personId.nullable().optional(),
  /** Occurrences, steps taken back or done again, or edits of one area (`EditArea`). */
  kind: z.string().max(40).optional(),
  /** Wall time in ms, `toMs` not included. */
  fromMs: z.int().optional(),
  toMs: z.int().optional(),
  /** All that was done in a session, also to things that are no longer in it. */
  session: sessionId.optional(),
  /** All that was done to one row. */
  row: z.uuidv7().optional(),
});
export type LogFilter = z.infer<typeof logFilter>;

export type LogLine = {
  seq: number;
  at: number;
  actor: PersonId | null;
  deviceId: string;
  name: string;
  kind: 'edit' | 'undo' | 'redo' | 'occurrence';
  /** How many rows it changed, and of how many of them the contents were erased since. */
  pieceCount: number;
  erasedCount: number;
  /** Of an occurrence; null for an edit, and when they were erased. */
  details: OccurrenceDetails | null;
  /** SHA-256 in hex, over this entry and the one before. */
  digest: string;
};

/** One row before and after. `hidden`: it is another recaller's, whose interview is not the one that is held now. */
export type LogPiece =
  | { entity: Entity; id: string; state: 'shown'; before: Row | null; after: Row | null }
  | { entity: Entity; id: string; state: 'erased' | 'hidden' };

/** The journal as a log. `log` was taken: it is what an interview played. */
export const journalContract = {
  /** The places of all entries that fit, newest first. Up to a second with `session` for 100,000 entries, else 0.1 s. */
  find: procedure.input(logFilter).output(type<{ seqs: number[]; deviceId: string }>()),
  /** In the order asked for; those that are not there are left out. */
  lines: procedure.input(z.object({ seqs: z.array(z.int()).max(200) })).output(type<LogLine[]>()),
  /** What one entry changed. */
  pieces: procedure.input(z.object({ seq: z.int() })).output(type<LogPiece[]>()),
  /** Looks the whole chain through; logs it when it is broken. */
  verify: procedure.output(type<ChainState>()),
  /** Oldest first, without contents, with all that the chain's digests are made of. */
  export: procedure
    .input(z.object({ filter: logFilter, format: z.enum(['csv', 'json']), ...exporting }))
    .output(type<ExportFile>()),
};
