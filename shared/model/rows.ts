import * as z from 'zod';
import { codeRowSchemas } from './code-rows.ts';
import { codingRow } from './coding.ts';
import { consentRowSchemas } from './consent.ts';
import { instantMs, longText, shortText, wallMs } from './fields.ts';
import * as ids from './ids.ts';
import { instrumentRowSchemas } from './instrument-rows.ts';
import { memoRowSchemas } from './memo-rows.ts';
import { savedQueryRow } from './query.ts';
import { ratingRow } from './rating.ts';
import { recallRowSchemas } from './recall-rows.ts';
import { clockCertificate, probe } from './recording.ts';
import { redactionRowSchemas } from './redaction.ts';
import { studySettings } from './settings.ts';
import { studyPath } from './study-path.ts';
import { transcriptRowSchemas } from './transcript-rows.ts';
import { momentSelection, participantRole, personKind, role } from './vocabulary.ts';

export { instantMs, longText, shortText } from './fields.ts';

/**
 * The entities as they travel and as the page mirrors them: flat rows, one shape an entity, joined where they are
 * looked at. Flat because a change event is then a list of rows, undo is a swap of rows, and merging compares rows.
 */
export const rowSchemas = {
  study: z.object({
    id: ids.studyId,
    title: shortText,
    note: longText,
    settings: studySettings,
    createdAt: wallMs,
  }),
  case: z.object({ id: ids.caseId, label: shortText, note: longText, createdAt: wallMs }),
  /** `name` is a pseudonym for participants, any working name for the team. Never unique: copies are merged later. */
  person: z.object({
    id: ids.personId,
    kind: personKind,
    name: shortText,
    role,
    isRetired: z.boolean(),
    createdAt: wallMs,
  }),
  session: z.object({
    id: ids.sessionId,
    caseId: ids.caseId,
    number: z.int().min(0).max(9999).nullable(),
    heldOn: z.iso.date().nullable(),
    title: z.string().max(200),
    createdAt: wallMs,
  }),
  /** `channel` is the audio channel that carries this speaker alone, from 0, where each speaker has one. */
  sessionParticipant: z.object({
    id: ids.sessionParticipantId,
    sessionId: ids.sessionId,
    personId: ids.personId,
    role: participantRole,
    channel: z.int().min(0).max(15).nullable(),
  }),
  recording: z.object({
    id: ids.recordingId,
    sessionId: ids.sessionId,
    label: shortText,
    /** As it was called, where the study keeps file names; else a neutral word with the file's ending. */
    fileName: z.string(),
    kind: z.enum(['audio', 'video']),
    /** SHA-256 of the original, hex. */
    checksum: z.string(),
    byteCount: z.int(),
    durationMs: z.int(),
    originalPath: studyPath,
    /** What the player is given: the original or its playback copy. */
    playedPath: studyPath,
    playedMimeType: z.string(),
    probe,
    audioTrack: z.int().nullable(),
    certificate: clockCertificate,
    createdAt: wallMs,
    /** Set for a recall interview's own recording; null for a recording of the session. */
    interviewId: ids.interviewId.nullable(),
    /** Interview time of this recording's zero, and its milliseconds per millisecond of the interview's clock (drift). */
    interviewStartMs: z.number().nullable(),
    interviewRate: z.number().positive().nullable(),
    /** The original was rewritten on import without its container's tags; else it is kept bit for bit. */
    hasTagsRemoved: z.boolean(),
  }),
  /** `rawMs` is where playback stood when the key went down; the look-back was taken off it to get the segment's start. */
  moment: z.object({
    id: ids.momentId,
    sessionId: ids.sessionId,
    recordingId: ids.recordingId,
    label: z.string().max(200),
    selection: momentSelection,
    personId: ids.personId,
    role,
    rawMs: instantMs.nullable(),
    lookBackMs: z.int().min(0).max(60_000),
    createdAt: wallMs,
  }),
  /** A part of a moment. A point is a segment of no length. */
  segment: z.object({ id: ids.segmentId, momentId: ids.momentId, startMs: instantMs, endMs: instantMs }),
  /** The most significant instant of a moment as one participant sees it. */
  peak: z.object({ id: ids.peakId, momentId: ids.momentId, personId: ids.personId, atMs: instantMs }),
  note: z.object({
    id: ids.noteId,
    momentId: ids.momentId,
    personId: ids.personId.nullable(),
    body: longText,
    changedAt: wallMs,
  }),
  ...codeRowSchemas,
  coding: codingRow,
  ...transcriptRowSchemas,
  ...memoRowSchemas,
  ...instrumentRowSchemas,
  rating: ratingRow,
  savedQuery: savedQueryRow,
  ...recallRowSchemas,
  ...consentRowSchemas,
  ...redactionRowSchemas,
} as const;

export type Entity = keyof typeof rowSchemas;
export const entities = Object.keys(rowSchemas) as [Entity, ...Entity[]];
export type Row<E extends Entity = Entity> = { [K in E]: z.infer<(typeof rowSchemas)[K]> }[E];

export type StudyRow = Row<'study'>;
export type CaseRow = Row<'case'>;
export type PersonRow = Row<'person'>;
export type SessionRow = Row<'session'>;
export type SessionParticipantRow = Row<'sessionParticipant'>;
export type RecordingRow = Row<'recording'>;
export type MomentRow = Row<'moment'>;
export type SegmentRow = Row<'segment'>;
export type PeakRow = Row<'peak'>;
export type NoteRow = Row<'note'>;
export type CodeRow = Row<'code'>;
export type CodeExampleRow = Row<'codeExample'>;
export type CodeSetRow = Row<'codeSet'>;
export type CodeSetMemberRow = Row<'codeSetMember'>;
export type CodebookVersionRow = Row<'codebookVersion'>;
export type CodingRow = Row<'coding'>;
export type TranscriptRow = Row<'transcript'>;
export type SpeakerRow = Row<'speaker'>;
export type TurnRow = Row<'turn'>;
export type MemoRow = Row<'memo'>;
export type LinkRow = Row<'link'>;
export type InstrumentRow = Row<'instrument'>;
export type InstrumentItemRow = Row<'instrumentItem'>;
export type SavedQueryRow = Row<'savedQuery'>;
export type InterviewRow = Row<'interview'>;
export type PlaceRow = Row<'place'>;
export type LogLineRow = Row<'logLine'>;
export type StopRow = Row<'stop'>;
export type LeadUseRow = Row<'leadUse'>;
export type StatementRow = Row<'statement'>;
export type RatingRow = Row<'rating'>;
export type SyncPointRow = Row<'syncPoint'>;
export type DialTraceRow = Row<'dialTrace'>;
export type DialChunkRow = Row<'dialChunk'>;
export type ConsentRow = Row<'consent'>;
export type RetentionRow = Row<'retention'>;
export type WithdrawalRow = Row<'withdrawal'>;
export type RedactionRow = Row<'redaction'>;

/** One row before and after an edit; null means that it did not, or does not, exist. */
export type RowChange = { [E in Entity]: { entity: E; id: Row<E>['id']; after: Row<E> | null } }[Entity];
