import * as z from 'zod';
import { textEncodings } from '../interchange/encodings.ts';
import type { TranscriptFile } from '../interchange/read-transcript.ts';
import { transcriptFormats } from '../interchange/transcript/formats.ts';
import type { TranscriptTurn } from '../interchange/transcript/transcript.ts';
import * as ids from '../model/ids.ts';
import type { SpeakerRow, TranscriptRow, TurnRow } from '../model/rows.ts';
import { instantMs, longText, rowSchemas, shortText } from '../model/rows.ts';
import type { ExportFile } from './app.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';
import { use } from './consent.ts';
import { exporting } from './log.ts';

/** A whole transcript; `seq` tells which changes it already holds. Turns in order. */
export type TranscriptContents = {
  seq: number;
  transcript: TranscriptRow;
  speakers: SpeakerRow[];
  turns: TurnRow[];
};

/**
 * A turn as a reader of files gives it, or a model that drafts: times of the recording where they are known. The end
 * is not before the beginning; turns may overlap, and may go back.
 */
export const importedTurn = z.object({
  speaker: shortText.nullable(),
  startMs: instantMs.nullable(),
  endMs: instantMs.nullable(),
  text: longText,
});
export type ImportedTurn = z.infer<typeof importedTurn>;

const turns = z.array(importedTurn).max(50_000);
/** Who a voice is, by its name in the turns. */
const people = z.record(z.string(), ids.personId);

const transcript = rowSchemas.transcript.shape;
const id = ids.transcriptId;

const newTranscript = {
  recordingId: ids.recordingId,
  label: transcript.label,
  language: transcript.language.default(''),
};
export type NewTranscript = Pick<TranscriptRow, 'recordingId' | 'label' | 'language'>;

export const transcriptContract = {
  /** An empty one, to be written. Of a recording of the session or of a recall interview. */
  create: procedure.input(writing(newTranscript)).output(type<{ id: ids.TranscriptId; change: Change }>()),
  /**
   * An uploaded file as a transcript, before anything of it is kept; `encoding` overrules what was recognised. The page
   * lets go of the file with `recording.cancel`. Failures: FILE_TOO_LARGE, FILE_EMPTY, FILE_NOT_RECOGNISED, FILE_DAMAGED,
   * XML_DAMAGED, XML_FORBIDDEN.
   */
  read: procedure
    .input(z.object({ stagedId: ids.stagedId, encoding: z.enum(textEncodings).nullable().default(null) }))
    .output(type<TranscriptFile>()),
  /** Failure: INPUT_INVALID, with `index`, for a turn that ends before it begins. */
  import: procedure
    .input(
      writing({
        ...newTranscript,
        origin: transcript.origin.exclude(['written']),
        sourceName: transcript.sourceName,
        turns,
        people: people.default({}),
      }),
    )
    .output(type<{ id: ids.TranscriptId; change: Change }>()),
  /** More turns at the end of one, as a draft grows. Made by a model when the transcript is. */
  append: procedure.input(writing({ id, turns: turns.min(1) })).output(type<Change>()),
  /**
   * Drafts on this machine, with an uploaded whisper model in ggml format: turns come as changes while it works, each
   * marked as made by a machine. Aborting the call stops it; what was drafted stays. For a transcript whose origin is the
   * machine. Failures: MODEL_NOT_RECOGNISED, DRAFT_UNAVAILABLE, DRAFT_SEALED, NOT_ALLOWED, MEDIA_NO_TRACK, WORKER_CRASHED.
   */
  draft: procedure
    .input(
      writing({
        id,
        modelId: ids.stagedId,
        language: z
          .string()
          .regex(/^(?:auto|[a-z]{2,3})$/)
          .default('auto'),
      }),
    )
    .output(type<null>()),
  update: procedure
    .input(
      writing({
        id,
        label: transcript.label.optional(),
        language: transcript.language.optional(),
        note: transcript.note.optional(),
      }),
    )
    .output(type<Change>()),
  /** With its turns and the codings of its passages. */
  remove: procedure.input(writing({ id })).output(type<Change>()),
  /** Failure: NOT_ALLOWED for another recaller's interview while one is held. */
  load: procedure.input(z.object({ id })).output(type<TranscriptContents>()),
  /**
   * As a file; `leftOut` are the turns that the format has no place for. Without any turn, and with whose decision that is in
   * `file.leftOut`, when somebody in its session or among its voices has not agreed to the use. Names that are known from
   * an open key file are replaced by pseudonyms in it, `namesReplaced` times; the transcript itself stays as it is.
   * Failure: NOT_ALLOWED, as `load`.
   */
  export: procedure
    .input(
      z.object({
        id,
        format: z.enum(transcriptFormats),
        hasTimes: z.boolean().default(true),
        use,
        ...exporting,
      }),
    )
    .output(type<{ file: ExportFile; leftOut: TranscriptTurn[]; namesReplaced: number }>()),
};

const speaker = rowSchemas.speaker.shape;

export const speakerContract = {
  add: procedure
    .input(writing({ transcriptId: id, label: speaker.label, personId: speaker.personId }))
    .output(type<{ id: ids.SpeakerId; change: Change }>()),
  /** Renames a voice, or says who it is. */
  update: procedure
    .input(
      writing({ id: ids.speakerId, label: speaker.label.optional(), personId: speaker.personId.optional() }),
    )
    .output(type<Change>()),
  /** Its turns become those of `into`, or of nobody. */
  remove: procedure
    .input(writing({ id: ids.speakerId, into: ids.speakerId.nullable() }))
    .output(type<Change>()),
};

const turn = rowSchemas.turn.shape;

export const turnContract = {
  /** After `after`; with null, before the first. Failures: INPUT_INVALID for times that do not fit, or another's voice. */
  add: procedure
    .input(
      writing({
        transcriptId: id,
        after: ids.turnId.nullable(),
        speakerId: turn.speakerId,
        startMs: turn.startMs,
        endMs: turn.endMs,
        body: turn.body,
      }),
    )
    .output(type<{ id: ids.TurnId; change: Change }>()),
  /** The whole text anew; passages stay with their words. Null when nothing changed. */
  write: procedure.input(writing({ id: ids.turnId, body: turn.body })).output(type<Change | null>()),
  update: procedure
    .input(
      writing({
        id: ids.turnId,
        speakerId: turn.speakerId.optional(),
        startMs: turn.startMs.optional(),
        endMs: turn.endMs.optional(),
        isChecked: turn.isChecked.optional(),
      }),
    )
    .output(type<Change>()),
  /** Says of many at once whether a person has read them against the recording. */
  check: procedure
    .input(writing({ ids: z.array(ids.turnId).min(1).max(50_000), isChecked: z.boolean() }))
    .output(type<Change>()),
  /** It begins at this instant of the recording, and the turn before it ends there at the latest. */
  align: procedure.input(writing({ id: ids.turnId, atMs: instantMs })).output(type<Change>()),
  /** In two at a character; `id` of the later part. A passage across the cut becomes one in each. Failure: INPUT_INVALID at an end of the text. */
  split: procedure
    .input(writing({ id: ids.turnId, at: z.int().min(0), atMs: instantMs.nullable() }))
    .output(type<{ id: ids.TurnId; change: Change }>()),
  /** With the next one, which goes; its passages come along. Failure: NOT_FOUND after the last. */
  join: procedure.input(writing({ id: ids.turnId })).output(type<Change>()),
  move: procedure.input(writing({ id: ids.turnId, after: ids.turnId.nullable() })).output(type<Change>()),
  /** With the codings of its passages. */
  remove: procedure.input(writing({ id: ids.turnId })).output(type<Change>()),
};
