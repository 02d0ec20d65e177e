import * as z from 'zod';
import * as ids from '../model/ids.ts';
import type {
  CodingRow,
  MomentRow,
  NoteRow,
  PeakRow,
  RedactionRow,
  SegmentRow,
  SpeakerRow,
  TranscriptRow,
} from '../model/rows.ts';
import { instantMs, rowSchemas } from '../model/rows.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';

/** What is inside one session; `seq` tells which changes it already holds. */
export type SessionContents = {
  seq: number;
  sessionId: ids.SessionId;
  moments: MomentRow[];
  segments: SegmentRow[];
  peaks: PeakRow[];
  notes: NoteRow[];
  codings: CodingRow[];
  /** Without their turns: those come with `transcript.load`. */
  transcripts: TranscriptRow[];
  speakers: SpeakerRow[];
  redactions: RedactionRow[];
};

export type MomentMarked = { momentId: ids.MomentId; segmentId: ids.SegmentId; change: Change };

const sessionShape = rowSchemas.session.shape;

export const sessionContract = {
  create: procedure
    .input(
      writing({
        caseId: ids.caseId,
        number: sessionShape.number,
        heldOn: sessionShape.heldOn,
        title: sessionShape.title,
      }),
    )
    .output(type<{ id: ids.SessionId; change: Change }>()),
  update: procedure
    .input(
      writing({
        id: ids.sessionId,
        number: sessionShape.number.optional(),
        heldOn: sessionShape.heldOn.optional(),
        title: sessionShape.title.optional(),
      }),
    )
    .output(type<Change>()),
  /** Failure: IN_USE while it has recordings or moments. */
  remove: procedure.input(writing({ id: ids.sessionId })).output(type<Change>()),
  load: procedure.input(z.object({ id: ids.sessionId })).output(type<SessionContents>()),
};

const span = { startMs: instantMs, endMs: instantMs };
const momentShape = rowSchemas.moment.shape;

export const momentContract = {
  /**
   * A mark made while it plays. Its segment is a point at `rawMs - lookBackMs` (not before 0); `endMs` (a second press)
   * makes it a range. The person marks in the role they have.
   */
  mark: procedure
    .input(
      writing({
        recordingId: ids.recordingId,
        personId: ids.personId,
        rawMs: instantMs,
        lookBackMs: momentShape.lookBackMs,
      }),
    )
    .output(type<MomentMarked>()),
  /** A moment of a span that was drawn or typed. Failure: INPUT_INVALID when it ends before it starts or after the recording. */
  create: procedure
    .input(
      writing({
        recordingId: ids.recordingId,
        personId: ids.personId,
        ...span,
        label: momentShape.label,
        selection: z.enum(['span', 'typed']),
      }),
    )
    .output(type<MomentMarked>()),
  update: procedure.input(writing({ id: ids.momentId, label: momentShape.label })).output(type<Change>()),
  /** With its segments, peaks, notes and codings. */
  remove: procedure.input(writing({ id: ids.momentId })).output(type<Change>()),
  /**
   * Moments whose label, notes or codes contain every word (prefixes count; case and accents do not), best first.
   * In one session, or in the whole study with its session.
   */
  search: procedure
    .input(z.object({ sessionId: ids.sessionId.nullable(), text: z.string().max(200) }))
    .output(type<{ momentId: ids.MomentId; sessionId: ids.SessionId }[]>()),
};

export const segmentContract = {
  add: procedure
    .input(writing({ momentId: ids.momentId, ...span }))
    .output(type<{ id: ids.SegmentId; change: Change }>()),
  move: procedure.input(writing({ id: ids.segmentId, ...span })).output(type<Change>()),
  /** Failure: IN_USE for a moment's only segment. */
  remove: procedure.input(writing({ id: ids.segmentId })).output(type<Change>()),
};

export const peakContract = {
  add: procedure
    .input(writing({ momentId: ids.momentId, personId: ids.personId, atMs: instantMs }))
    .output(type<{ id: ids.PeakId; change: Change }>()),
  move: procedure.input(writing({ id: ids.peakId, atMs: instantMs })).output(type<Change>()),
  remove: procedure.input(writing({ id: ids.peakId })).output(type<Change>()),
};

export const noteContract = {
  /** The note of a moment; an empty body removes it. Null when nothing changed. */
  write: procedure
    .input(writing({ momentId: ids.momentId, body: rowSchemas.note.shape.body }))
    .output(type<Change | null>()),
};
