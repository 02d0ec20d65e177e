import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import * as ids from '../model/ids.ts';
import type { DialChunkRow, DialTraceRow } from '../model/rows.ts';
import { rowSchemas } from '../model/rows.ts';
import type { ExportFile } from './app.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';
import { use } from './consent.ts';
import { exporting } from './log.ts';

/** Beside what is said and logged in a recall interview: the dial, its own sound, and the recaller's second window. */

const id = ids.interviewId;

export const dialContract = {
  begin: procedure
    .input(
      writing({
        sessionId: ids.sessionId,
        recordingId: ids.recordingId,
        interviewId: id.nullable(),
        personId: ids.personId,
        label: z.string().max(200),
        low: z.number(),
        high: z.number(),
      }),
    )
    .output(type<{ id: ids.DialTraceId; change: Change }>()),
  append: procedure
    .input(writing({ traceId: ids.dialTraceId, samples: rowSchemas.dialChunk.shape.samples }))
    .output(type<Change>()),
  load: procedure
    .input(z.object({ sessionId: ids.sessionId }))
    .output(type<{ traces: DialTraceRow[]; chunks: DialChunkRow[] }>()),
  remove: procedure.input(writing({ id: ids.dialTraceId })).output(type<Change>()),
  /** Raw samples, or averages a second, of every trace of the session whose person has agreed to the use. */
  export: procedure
    .input(z.object({ sessionId: ids.sessionId, rows: z.enum(['samples', 'seconds']), use, ...exporting }))
    .output(type<ExportFile>()),
};

export const interviewRecordingContract = {
  /**
   * A part of the interview's own recording is complete, or was cut off by a crash: makes a proper recording of what
   * was appended (index, certificate, peaks). Failures as for an import.
   */
  finish: procedure
    .input(writing({ interviewId: id, partId: ids.stagedId }))
    .output(type<{ id: ids.RecordingId; change: Change }>()),
  /** Parts that were appended and not yet finished: after a crash. */
  unfinished: procedure
    .input(z.object({ interviewId: id }))
    .output(type<{ partId: ids.StagedId; startMs: number; byteCount: number }[]>()),
  /** A recording made with another device; it begins at the interview's zero until it is aligned. */
  attach: procedure
    .input(writing({ interviewId: id, stagedId: ids.stagedId }))
    .output(type<{ id: ids.RecordingId; change: Change }>()),
  /** Replaces its sync points: one shifts it, two or more fit its drift too (least squares). None: back to the interview's zero. */
  align: procedure
    .input(
      writing({
        recordingId: ids.recordingId,
        points: z.array(z.object({ interviewMs: z.number().min(0), recordingMs: z.number().min(0) })).max(20),
      }),
    )
    .output(type<Change>()),
};

/** What the second window for the recaller is told: the recording, and where it plays. Nothing else is ever sent there. */
export type RecallerState = {
  recordingId: ids.RecordingId | null;
  mimeType: string;
  kind: 'audio' | 'video';
  durationMs: number;
  isPlaying: boolean;
  isBlank: boolean;
  mayStop: boolean;
  sessionMs: number;
  rate: number;
  /** Wall clock of this machine at which `sessionMs` was true. */
  at: number;
};

const playback = z.object({
  isPlaying: z.boolean(),
  sessionMs: z.number().min(0),
  rate: z.number().positive(),
  at: z.int(),
});

/** For the recaller's window: all that a connection from there may call. */
export const recallerContract = {
  /** The state at once, then every change of it. */
  follow: procedure.output(eventIterator(type<RecallerState>())),
  /** Presses Stop; the inquirer's page hears of it, pauses and makes the stop. */
  stop: procedure.input(z.object({ at: z.int() })).output(type<null>()),
  blank: procedure.input(z.object({ isBlank: z.boolean() })).output(type<null>()),
};

/** For the inquirer's page: what it tells the recaller's window. */
export const projectionContract = {
  /** Where playback stands: at every play, pause, seek and rate change, and every second while it plays. */
  tell: procedure.input(z.object({ interviewId: id, playback })).output(type<null>()),
  blank: procedure.input(z.object({ isBlank: z.boolean() })).output(type<null>()),
  /** Opens the recaller's window: on the desktop a window; on the browser host the answer is the address to open. */
  open: procedure.output(type<{ url: string | null }>()),
};
