import * as z from 'zod';
import { instantMs, longText, wallMs } from './fields.ts';
import * as ids from './ids.ts';
import * as words from './vocabulary.ts';

/**
 * The entities of a recall interview. It has a clock of its own, which begins when the interview begins and never
 * stands still: `interviewMs`. Where both clocks are known, both are kept.
 */
export const recallRowSchemas = {
  interview: z.object({
    id: ids.interviewId,
    sessionId: ids.sessionId,
    /** The recording of the session that is watched. */
    recordingId: ids.recordingId.nullable(),
    recallerId: ids.personId,
    inquirerId: ids.personId.nullable(),
    othersPresent: z.string().max(500),
    plannedFor: z.iso.date().nullable(),
    /** When the interview's clock stood at zero. */
    startedAt: wallMs.nullable(),
    /** `startedAt` and the length of the interview by its own clock, which a sleeping machine may have held up. */
    endedAt: wallMs.nullable(),
    whoMayStop: words.whoMayStop,
    sampling: words.sampling,
    status: words.interviewStatus,
    step: words.interviewStep,
    /** 0 for the first; 1 for the first follow-up. */
    followUp: z.int().min(0).max(99),
    lookBackMs: z.int().min(0).max(30_000),
    resumeBackMs: z.int().min(0).max(30_000),
    distressNote: longText,
    note: longText,
    /** The answer to “anything else?” at the close. */
    closingNote: longText,
    createdAt: wallMs,
  }),
  /** A place to visit: an answer to the opening question, or laid by rule. */
  place: z.object({
    id: ids.placeId,
    interviewId: ids.interviewId,
    position: z.number(),
    what: z.string().max(2000),
    /** About where, as remembered; for clips, where they begin and end. */
    aroundMs: instantMs.nullable(),
    endMs: instantMs.nullable(),
    rememberedMs: z.int().min(0).max(36_000_000).nullable(),
    valence: words.valence.nullable(),
    /** 1 to 9, half points allowed. */
    rating: z.number().min(1).max(9).multipleOf(0.5).nullable(),
    origin: words.placeOrigin,
    visited: z.enum(['played', 'byHand']).nullable(),
    visitedMs: instantMs.nullable(),
  }),
  /** One line of the playback log: see `shared/time/playback-map.ts`. Never changed and never undone. */
  logLine: z.object({
    id: ids.logLineId,
    interviewId: ids.interviewId,
    kind: z.enum(['play', 'pause', 'seek', 'rate', 'stop']),
    interviewMs: z.number().min(0),
    sessionMs: z.number().min(0),
    toMs: z.number().min(0).nullable(),
    rate: z.number().positive().nullable(),
    initiator: words.initiator,
    at: wallMs,
  }),
  stop: z.object({
    id: ids.stopId,
    interviewId: ids.interviewId,
    /** Where playback stood: the raw instant. The look-back is taken off when it becomes a moment. */
    sessionMs: instantMs,
    interviewMs: instantMs,
    lookBackMs: z.int().min(0).max(30_000),
    initiator: words.initiator,
    means: words.stopMeans,
    momentId: ids.momentId.nullable(),
    at: wallMs,
  }),
  leadUse: z.object({
    id: ids.leadUseId,
    interviewId: ids.interviewId,
    stopId: ids.stopId.nullable(),
    category: words.leadCategory,
    lead: z.string().max(500),
    interviewMs: instantMs,
  }),
  statement: z.object({
    id: ids.statementId,
    interviewId: ids.interviewId,
    stopId: ids.stopId.nullable(),
    momentId: ids.momentId.nullable(),
    speakerId: ids.personId,
    body: longText,
    stance: words.stance.nullable(),
    category: words.leadCategory.nullable(),
    lead: z.string().max(500),
    /** The span of interview time in which it was said; open while it is being said. */
    startMs: instantMs,
    endMs: instantMs.nullable(),
    changedAt: wallMs,
  }),
  /** An instant known in both clocks, by which a recording made with another device is aligned. */
  syncPoint: z.object({
    id: ids.syncPointId,
    recordingId: ids.recordingId,
    interviewMs: z.number().min(0),
    recordingMs: z.number().min(0),
  }),
  dialTrace: z.object({
    id: ids.dialTraceId,
    sessionId: ids.sessionId,
    recordingId: ids.recordingId,
    interviewId: ids.interviewId.nullable(),
    personId: ids.personId,
    label: z.string().max(200),
    low: z.number(),
    high: z.number(),
    createdAt: wallMs,
  }),
  /** Raw samples of a trace, about a second of them: [session ms, value] in the order they were made. */
  dialChunk: z.object({
    id: ids.dialChunkId,
    traceId: ids.dialTraceId,
    samples: z.array(z.tuple([z.number().min(0), z.number()])).max(1000),
  }),
} as const;
