import * as z from 'zod';
import * as ids from '../model/ids.ts';
import type {
  InterviewRow,
  LeadUseRow,
  LogLineRow,
  PlaceRow,
  RatingRow,
  RecordingRow,
  StatementRow,
  StopRow,
  SyncPointRow,
} from '../model/rows.ts';
import { rowSchemas } from '../model/rows.ts';
import { initiator, stopMeans } from '../model/vocabulary.ts';
import type { ExportFile } from './app.ts';
import { procedure, type, windowId, writing } from './base.ts';
import type { Change } from './changes.ts';
import { use } from './consent.ts';
import { exporting } from './log.ts';

/** Everything inside one recall interview; `seq` tells which changes it already holds. */
export type InterviewContents = {
  seq: number;
  interview: InterviewRow;
  places: PlaceRow[];
  logLines: LogLineRow[];
  stops: StopRow[];
  leadUses: LeadUseRow[];
  statements: StatementRow[];
  ratings: RatingRow[];
  /** The interview's own recordings, in the order of their beginnings. */
  recordings: RecordingRow[];
  syncPoints: SyncPointRow[];
  /** The interview's clock now, continued from its beginning by wall time, so that a crash leaves no hole in it. 0 before it began. */
  nowMs: number;
};

const interview = rowSchemas.interview.shape;
const place = rowSchemas.place.shape;
const id = ids.interviewId;

export const interviewContract = {
  /** Of one session, or of the whole study, in the order of their making. */
  list: procedure.input(z.object({ sessionId: ids.sessionId.nullable() })).output(type<InterviewRow[]>()),
  /** Failures: INPUT_INVALID when the recaller is no participant of the session. */
  create: procedure
    .input(
      writing({
        sessionId: ids.sessionId,
        recordingId: interview.recordingId,
        recallerId: ids.personId,
        inquirerId: interview.inquirerId,
        plannedFor: interview.plannedFor,
        followUp: interview.followUp,
      }),
    )
    .output(type<{ id: ids.InterviewId; change: Change }>()),
  update: procedure
    .input(
      writing({
        id,
        recordingId: interview.recordingId.optional(),
        recallerId: ids.personId.optional(),
        inquirerId: interview.inquirerId.optional(),
        othersPresent: interview.othersPresent.optional(),
        plannedFor: interview.plannedFor.optional(),
        whoMayStop: interview.whoMayStop.optional(),
        sampling: interview.sampling.optional(),
        status: interview.status.optional(),
        followUp: interview.followUp.optional(),
        lookBackMs: interview.lookBackMs.optional(),
        resumeBackMs: interview.resumeBackMs.optional(),
        distressNote: interview.distressNote.optional(),
        note: interview.note.optional(),
        closingNote: interview.closingNote.optional(),
      })
        // The step of the flow, which has the place of the undo step here: each of these is undone by itself.
        .extend({ step: interview.step.optional() }),
    )
    .output(type<Change>()),
  /** With everything in it. Failure: IN_USE while it has recordings of its own. */
  remove: procedure.input(writing({ id })).output(type<Change>()),
  load: procedure.input(z.object({ id })).output(type<InterviewContents>()),
  /**
   * Holds an interview: from here until `leave` the marks and statements of other recallers are not sent to any window,
   * unless the study shows them. Does not start its clock. Failure: INTERVIEW_HELD while another window that is there
   * holds one, unless it is taken from there.
   */
  enter: procedure
    .input(z.object({ id, windowId: windowId.optional(), isTakingOver: z.boolean().optional() }))
    .output(type<InterviewContents>()),
  begin: procedure.input(writing({ id })).output(type<{ nowMs: number; change: Change }>()),
  /** Nothing happens when this window does not hold one. */
  leave: procedure.input(z.object({ windowId }).optional()).output(type<null>()),
  /**
   * Ends it: status done. Whatever still plays in the log is closed at its last line. `interviewMs` is the interview's
   * clock now; without it the wall's is taken.
   */
  finish: procedure.input(writing({ id, interviewMs: z.number().min(0).optional() })).output(type<Change>()),
  /**
   * One page for the method section. Logged as an export unless `isForScreen`, and then refused with CONSENT_NOT_GIVEN
   * when the recaller has not agreed to the use.
   */
  summary: procedure
    .input(
      z.object({
        id,
        format: z.enum(['text', 'csv']),
        isForScreen: z.boolean().default(false),
        use,
        ...exporting,
      }),
    )
    .output(type<ExportFile>()),
};

export const placeContract = {
  add: procedure
    .input(
      writing({
        interviewId: id,
        what: place.what,
        aroundMs: place.aroundMs,
        endMs: place.endMs,
        rememberedMs: place.rememberedMs,
        valence: place.valence,
        rating: place.rating,
        origin: place.origin,
      }),
    )
    .output(type<{ id: ids.PlaceId; change: Change }>()),
  /**
   * Makes clips of moments of the session, from the beginning of each to its end; one that is a clip already stays one.
   * Failure: NOT_ALLOWED for a moment of another recaller, unless the study shows them.
   */
  choose: procedure
    .input(writing({ interviewId: id, momentIds: z.array(ids.momentId).min(1).max(1000) }))
    .output(type<Change>()),
  /** Failure: INPUT_INVALID when it would end before it begins. */
  update: procedure
    .input(
      writing({
        id: ids.placeId,
        what: place.what.optional(),
        aroundMs: place.aroundMs.optional(),
        endMs: place.endMs.optional(),
        rememberedMs: place.rememberedMs.optional(),
        valence: place.valence.optional(),
        rating: place.rating.optional(),
        visited: place.visited.optional(),
        visitedMs: place.visitedMs.optional(),
      }),
    )
    .output(type<Change>()),
  move: procedure.input(writing({ id: ids.placeId, before: ids.placeId.nullable() })).output(type<Change>()),
  remove: procedure.input(writing({ id: ids.placeId })).output(type<Change>()),
  /** Lays the places of the interview's sampling: every N minutes, or clips drawn with its seed. Replaces those laid before and not visited. */
  lay: procedure.input(writing({ interviewId: id })).output(type<Change>()),
};

const line = rowSchemas.logLine.shape;

export const logContract = {
  /** Appends lines of playback, in order. They are facts: not undone, and never changed. */
  append: procedure
    .input(
      writing({
        interviewId: id,
        lines: z
          .array(
            z.object({
              kind: line.kind.exclude(['stop']),
              interviewMs: line.interviewMs,
              sessionMs: line.sessionMs,
              toMs: line.toMs,
              rate: line.rate,
              initiator,
              at: line.at,
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .output(type<Change>()),
};

export const stopContract = {
  /**
   * A stop, with its line in the playback log. Two presses at once are one stop: a second one before playback went on
   * answers the first.
   */
  make: procedure
    .input(
      writing({
        interviewId: id,
        sessionMs: z.number().min(0),
        interviewMs: z.number().min(0),
        initiator,
        means: stopMeans,
        at: line.at,
      }),
    )
    .output(type<{ id: ids.StopId; isNew: boolean; change: Change }>()),
  /** Makes a moment of it, in the recaller's name, or joins it to one that there is. */
  toMoment: procedure
    .input(writing({ id: ids.stopId, momentId: ids.momentId.nullable() }))
    .output(type<{ momentId: ids.MomentId; change: Change }>()),
  remove: procedure.input(writing({ id: ids.stopId })).output(type<Change>()),
};

const statement = rowSchemas.statement.shape;

export const leadContract = {
  use: procedure
    .input(
      writing({
        interviewId: id,
        stopId: ids.stopId.nullable(),
        category: rowSchemas.leadUse.shape.category,
        lead: rowSchemas.leadUse.shape.lead,
        interviewMs: z.number().min(0),
      }),
    )
    .output(type<Change>()),
};

export const statementContract = {
  /** Begins one; what is said is written with `update`, at every pause of typing. */
  begin: procedure
    .input(
      writing({
        interviewId: id,
        stopId: ids.stopId.nullable(),
        momentId: ids.momentId.nullable(),
        speakerId: ids.personId,
        body: statement.body,
        stance: statement.stance,
        category: statement.category,
        lead: statement.lead,
        interviewMs: z.number().min(0),
      }),
    )
    .output(type<{ id: ids.StatementId; change: Change }>()),
  update: procedure
    .input(
      writing({
        id: ids.statementId,
        body: statement.body.optional(),
        speakerId: ids.personId.optional(),
        stance: statement.stance.optional(),
        category: statement.category.optional(),
        lead: statement.lead.optional(),
        momentId: ids.momentId.nullable().optional(),
        startMs: statement.startMs.optional(),
        endMs: statement.endMs.optional(),
      }),
    )
    .output(type<Change>()),
  remove: procedure.input(writing({ id: ids.statementId })).output(type<Change>()),
};
