import * as z from 'zod';
import { sharedDecision, type UnreachedPlace, withdrawalScope } from '../model/consent.ts';
import * as ids from '../model/ids.ts';
import type { Entity } from '../model/rows.ts';
import type { ExportFile } from './app.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';
import { exporting } from './log.ts';

/** What a withdrawal is doing; each can be interrupted and is done again when it is continued. */
export type WithdrawalStage = 'silencing' | 'erasingRows' | 'erasingFiles' | 'compacting' | 'backingUp';

/** What would go, before anything does. */
export type WithdrawalPreview = {
  /** Rows by kind, those of others included. */
  counts: Partial<Record<Entity, number>>;
  /** Rows that others marked, said or wrote, and that cannot stay without what goes. */
  ofOthers: { personId: ids.PersonId; count: number }[];
  /** Rows of others that stay, without their link to something that goes. */
  loosenedCount: number;
  recordings: {
    id: ids.RecordingId;
    label: string;
    durationMs: number;
    byteCount: number;
    fate: 'erased' | 'silenced';
  }[];
  /** Sessions that others were in, too. `channels`: of the recording with the fewest, 0 without any. */
  shared: {
    sessionId: ids.SessionId;
    others: ids.PersonId[];
    channels: number;
    /** The channel of the person's voice, where the session says so. */
    channel: number | null;
  }[];
  /** Pieces of the journal, present and past rows together. */
  journalCount: number;
  backupCount: number;
  notReached: UnreachedPlace[];
};

const scope = { scope: withdrawalScope, decisions: z.array(sharedDecision).max(10_000) };

export const withdrawalContract = {
  /** Shared sessions without a decision are left for later. Failures: NOT_FOUND, INPUT_INVALID for one of the team, or a channel that is not there. */
  preview: procedure.input(z.object(scope)).output(type<WithdrawalPreview>()),
  /**
   * Erases for good: rows, journal, search index, files, older backups. Answers when all is done; `withdrawal` messages
   * tell how far it is. What stops it (DISK_FULL, WORKER_CRASHED, a killed app) leaves it to be continued. Also fails as
   * `preview`, and with NOT_ALLOWED while a recall interview is held.
   */
  begin: procedure.input(writing(scope)).output(type<{ id: ids.WithdrawalId; change: Change }>()),
  /** Goes on with one that was interrupted. */
  resume: procedure.input(writing({ id: ids.withdrawalId })).output(type<{ change: Change }>()),
  /** The report as a text, for the study's papers. Failure: NOT_FOUND unless it is done. */
  report: procedure.input(z.object({ id: ids.withdrawalId, ...exporting })).output(type<ExportFile>()),
};
