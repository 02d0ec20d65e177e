import * as z from 'zod';
import { wallMs } from './fields.ts';
import * as ids from './ids.ts';
import { studyPath } from './study-path.ts';

/** What a participant may be asked to agree to, each for itself. */
export const consentUses = ['analysis', 'outsideCoders', 'teaching', 'quotations'] as const;
export const consentUse = z.enum(consentUses);
export type ConsentUse = z.infer<typeof consentUse>;

export const consentDecisions = ['granted', 'refused', 'withdrawn'] as const;
const consentDecision = z.enum(consentDecisions);
export type ConsentDecision = z.infer<typeof consentDecision>;

/** What is to be erased: one recording; what a person said and marked; or that, the person, and their sessions. */
export const withdrawalScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recording'), recordingId: ids.recordingId }),
  z.object({ kind: z.literal('person'), personId: ids.personId }),
  z.object({ kind: z.literal('everything'), personId: ids.personId }),
]);
export type WithdrawalScope = z.infer<typeof withdrawalScope>;

/** A session has several owners: what becomes of one that the person shares with others. */
export const sharedDecision = z.object({
  sessionId: ids.sessionId,
  what: z.enum(['erase', 'silence', 'later']),
  /** With `silence`: the channel of the person's voice, from 0. */
  channel: z.int().min(0).max(15).nullable(),
});
export type SharedDecision = z.infer<typeof sharedDecision>;

const withdrawalState = z.enum(['planned', 'underWay', 'done']);

/** Files as the report names them: nothing of it says whose they were. */
const erasedFile = z.object({ checksum: z.string(), byteCount: z.int(), kind: z.enum(['audio', 'video']) });

/**
 * What a withdrawal has to do beyond removing rows, written before anything is removed: when it is continued after a
 * crash, the rows that named the files are gone.
 */
const withdrawalPlan = z.object({
  /** Paths inside the study. */
  files: z.array(studyPath),
  /** Whose recordings may lie about unfinished. */
  interviewIds: z.array(z.string()),
  recordings: z.array(erasedFile),
  rowIds: z.array(z.string()),
  counts: z.record(z.string(), z.int()),
  /** Recordings that are kept without one channel, by the checksum they had. */
  silences: z.array(
    z.object({
      recordingId: ids.recordingId,
      channel: z.int(),
      oldChecksum: z.string(),
      oldFiles: z.array(studyPath),
    }),
  ),
});
export type WithdrawalPlan = z.infer<typeof withdrawalPlan>;

/** Where copies may be that no program can reach. */
const unreachedPlaces = [
  'copies',
  'exports',
  'diskTraces',
  'keyFile',
  'othersWords',
  'silencedRoom',
] as const;
export type UnreachedPlace = (typeof unreachedPlaces)[number];

export const withdrawalReport = z.object({
  /** Rows by kind. */
  counts: z.record(z.string(), z.int()),
  recordings: z.array(erasedFile),
  silenced: z.array(
    z.object({
      recordingId: ids.recordingId,
      channel: z.int(),
      oldChecksum: z.string(),
      newChecksum: z.string(),
    }),
  ),
  journalContents: z.int(),
  backups: z.int(),
  leftForLater: z.array(ids.sessionId),
  notReached: z.array(z.enum(unreachedPlaces)),
});
export type WithdrawalReport = z.infer<typeof withdrawalReport>;

export const consentRowSchemas = {
  /** One decision of one participant on one use. Decisions are added, not changed: the newest one stands. */
  consent: z.object({
    id: ids.consentId,
    personId: ids.personId,
    use: consentUse,
    decision: consentDecision,
    decidedOn: z.iso.date(),
    createdAt: wallMs,
  }),
  /** Until when what there is of a participant may be kept; the day itself included. */
  retention: z.object({ id: ids.retentionId, personId: ids.personId, keptUntil: z.iso.date() }),
  /** An erasure on somebody's wish, from before the first row goes until the report. Names nobody: by id at most. */
  withdrawal: z.object({
    id: ids.withdrawalId,
    scope: withdrawalScope,
    decisions: z.array(sharedDecision),
    state: withdrawalState,
    startedAt: wallMs,
    finishedAt: wallMs.nullable(),
    plan: withdrawalPlan,
    report: withdrawalReport.nullable(),
  }),
} as const;
