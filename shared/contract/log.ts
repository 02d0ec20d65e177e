import * as z from 'zod';
import { personId } from '../model/ids.ts';

/**
 * What is logged beside edits, in the same chain: things that happened to a study and changed no row of it. Never an
 * undo step. Each name has a sentence in the page's catalogue.
 */
export const occurrenceNames = [
  'study.opened',
  'study.closed',
  'study.unlocked',
  'study.unlockFailed',
  'study.damaged',
  'study.exported',
  'file.damaged',
  'backup.restored',
  'journal.erased',
  'journal.broken',
] as const;
export type OccurrenceName = (typeof occurrenceNames)[number];

/** Facts about an occurrence. They are contents: they can be erased like those of an edit. */
export type OccurrenceDetails = Readonly<Record<string, string | number | boolean | null>>;

/** What can leave a study as a file; each has words in the page's catalogue. */
export const exportKinds = ['moments', 'summary', 'dial', 'log'] as const;
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
