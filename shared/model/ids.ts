import * as z from 'zod';

/**
 * Ids are UUIDv7 text: sortable by time of making, so that indexes stay compact, and unique across copies of a study
 * that will be merged later. Each kind is branded, so that a moment's id cannot be handed where a session's is meant.
 */
export const studyId = z.uuidv7().brand<'study'>();
export const caseId = z.uuidv7().brand<'case'>();
export const personId = z.uuidv7().brand<'person'>();
export const sessionId = z.uuidv7().brand<'session'>();
export const sessionParticipantId = z.uuidv7().brand<'sessionParticipant'>();
export const recordingId = z.uuidv7().brand<'recording'>();
export const momentId = z.uuidv7().brand<'moment'>();
export const segmentId = z.uuidv7().brand<'segment'>();
export const peakId = z.uuidv7().brand<'peak'>();
export const noteId = z.uuidv7().brand<'note'>();
export const codeId = z.uuidv7().brand<'code'>();
export const codingId = z.uuidv7().brand<'coding'>();
export const stagedId = z.uuidv7().brand<'staged'>();
export const stepId = z.uuidv7().brand<'step'>();

export type StudyId = z.infer<typeof studyId>;
export type CaseId = z.infer<typeof caseId>;
export type PersonId = z.infer<typeof personId>;
export type SessionId = z.infer<typeof sessionId>;
export type SessionParticipantId = z.infer<typeof sessionParticipantId>;
export type RecordingId = z.infer<typeof recordingId>;
export type MomentId = z.infer<typeof momentId>;
export type SegmentId = z.infer<typeof segmentId>;
export type PeakId = z.infer<typeof peakId>;
export type NoteId = z.infer<typeof noteId>;
export type CodeId = z.infer<typeof codeId>;
export type CodingId = z.infer<typeof codingId>;
export type StagedId = z.infer<typeof stagedId>;
export type StepId = z.infer<typeof stepId>;
