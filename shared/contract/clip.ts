import * as z from 'zod';
import * as ids from '../model/ids.ts';
import { instantMs } from '../model/rows.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';
import { type LeftOut, use } from './consent.ts';
import { exporting } from './log.ts';

/** A file that was asked for and lies ready. */
export type Exported = {
  fileName: string;
  byteCount: number;
  /** Where the page fetches it, for as long as the study is open and once only; null: the desktop has saved it. */
  url: string | null;
  /** Clips in it, or 1 for a whole recording. */
  count: number;
  /** Clips of people whose consent does not cover the use. */
  leftOut: LeftOut;
};

/** Made up by the page, so that progress and `cancel` can name the work before it has answered. */
const jobId = ids.exportId;

/** Desktop only: null when the dialog was closed without a choice. */
const exported = type<Exported | null>();

export const clipContract = {
  /**
   * Parts of recordings as MP4 or M4A files, cut exactly; one is a file of its own, several are a ZIP. A moment gives a
   * clip for each of its segments, and so may a span that is said to be one of several; a point is given three seconds.
   * Named by pseudonym, session and number, never by a label or a file's name. What is redacted is covered unless it is
   * asked not to be. Progress arrives as `export` messages. Failures: NOT_FOUND, MEDIA_MISSING, DISK_FULL, NO_PERMISSION,
   * WORKER_CRASHED, CANCELLED, CONSENT_NOT_GIVEN when there is nothing left, INPUT_INVALID for a span without length.
   */
  export: procedure
    .input(
      z.object({
        jobId,
        of: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('moments'), momentIds: z.array(ids.momentId).min(1).max(500) }),
          z.object({
            kind: z.literal('spans'),
            spans: z
              .array(
                z.object({
                  recordingId: ids.recordingId,
                  startMs: instantMs,
                  endMs: instantMs,
                  /** Which part it is of a result that is played in several. */
                  part: z.object({ number: z.int().min(1), count: z.int().min(2) }).optional(),
                }),
              )
              .min(1)
              .max(500),
          }),
        ]),
        /** Added before and after each clip, as far as the recording goes. */
        marginMs: z.int().min(0).max(60_000),
        isRedacted: z.boolean(),
        ...exporting,
        use,
      }),
    )
    .output(exported),
  /** Stops an export under way, which ends with CANCELLED and leaves nothing. */
  cancel: procedure.input(z.object({ jobId })).output(type<null>()),
};

/** Of `recording`: kept beside the clips, because they are the same work. */
export const redactedRecordingContract = {
  /** The whole recording with what is redacted covered, every instant where it was. Failures as `clip.export`. */
  exportRedacted: procedure
    .input(z.object({ jobId, id: ids.recordingId, ...exporting, use }))
    .output(exported),
  /**
   * Puts the redacted version in the place of the recording and erases the original, which cannot be undone: the page has
   * asked for that in so many words. Its redactions go. Failures: INPUT_INVALID while nothing is redacted, and as above.
   */
  replaceByRedacted: procedure
    .input(writing({ jobId, id: ids.recordingId, isConfirmed: z.literal(true) }))
    .output(type<Change>()),
};
