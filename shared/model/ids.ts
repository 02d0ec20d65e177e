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
export const codeExampleId = z.uuidv7().brand<'codeExample'>();
export const codebookVersionId = z.uuidv7().brand<'codebookVersion'>();
export const codingId = z.uuidv7().brand<'coding'>();
export const transcriptId = z.uuidv7().brand<'transcript'>();
export const speakerId = z.uuidv7().brand<'speaker'>();
export const turnId = z.uuidv7().brand<'turn'>();
export const memoId = z.uuidv7().brand<'memo'>();
export const linkId = z.uuidv7().brand<'link'>();
export const interviewId = z.uuidv7().brand<'interview'>();
export const placeId = z.uuidv7().brand<'place'>();
export const logLineId = z.uuidv7().brand<'logLine'>();
export const stopId = z.uuidv7().brand<'stop'>();
export const leadUseId = z.uuidv7().brand<'leadUse'>();
export const statementId = z.uuidv7().brand<'statement'>();
export const ratingId = z.uuidv7().brand<'rating'>();
export const syncPointId = z.uuidv7().brand<'syncPoint'>();
export const dialTraceId = z.uuidv7().brand<'dialTrace'>();
export const dialChunkId = z.uuidv7().brand<'dialChunk'>();
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
export type CodeExampleId = z.infer<typeof codeExampleId>;
export type CodebookVersionId = z.infer<typeof codebookVersionId>;
export type CodingId = z.infer<typeof codingId>;
export type TranscriptId = z.infer<typeof transcriptId>;
export type SpeakerId = z.infer<typeof speakerId>;
export type TurnId = z.infer<typeof turnId>;
export type MemoId = z.infer<typeof memoId>;
export type LinkId = z.infer<typeof linkId>;
export type InterviewId = z.infer<typeof interviewId>;
export type PlaceId = z.infer<typeof placeId>;
export type LogLineId = z.infer<typeof logLineId>;
export type StopId = z.infer<typeof stopId>;
export type LeadUseId = z.infer<typeof leadUseId>;
export type StatementId = z.infer<typeof statementId>;
export type RatingId = z.infer<typeof ratingId>;
export type SyncPointId = z.infer<typeof syncPointId>;
export type DialTraceId = z.infer<typeof dialTraceId>;
export type DialChunkId = z.infer<typeof dialChunkId>;
export type StagedId = z.infer<typeof stagedId>;
export type StepId = z.infer<typeof stepId>;
