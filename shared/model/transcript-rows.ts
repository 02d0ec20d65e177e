import * as z from 'zod';
import { instantMs, longText, shortText, wallMs } from './fields.ts';
import * as ids from './ids.ts';

export const transcriptOrigins = ['written', 'imported', 'machine'] as const;
export const transcriptOrigin = z.enum(transcriptOrigins);
export type TranscriptOrigin = z.infer<typeof transcriptOrigin>;

export const transcriptRowSchemas = {
  /** One of several of a recording. All times in it are the recording's. */
  transcript: z.object({
    id: ids.transcriptId,
    sessionId: ids.sessionId,
    recordingId: ids.recordingId,
    label: shortText,
    /** As BCP 47 says it (`de-AT`); empty: not said. */
    language: z.string().trim().max(35),
    origin: transcriptOrigin,
    /** The file it was imported from, or the model that drafted it. */
    sourceName: z.string().max(255),
    note: longText,
    /** Who wrote or imported it. */
    personId: ids.personId.nullable(),
    createdAt: wallMs,
  }),
  /** A voice of one transcript, as it is called there, and who that is. */
  speaker: z.object({
    id: ids.speakerId,
    transcriptId: ids.transcriptId,
    label: shortText,
    personId: ids.personId.nullable(),
    position: z.number(),
  }),
  /** One turn or segment. `position` orders those of a transcript, with or without times. */
  turn: z.object({
    id: ids.turnId,
    transcriptId: ids.transcriptId,
    speakerId: ids.speakerId.nullable(),
    position: z.number(),
    startMs: instantMs.nullable(),
    endMs: instantMs.nullable(),
    body: longText,
    /** Drafted by a model; `isChecked` when a person has read it against the recording. */
    isMachineMade: z.boolean(),
    isChecked: z.boolean(),
  }),
} as const;
