import * as z from 'zod';
import { longText, wallMs } from './fields.ts';
import * as ids from './ids.ts';

/** What is rated. */
export const ratingTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('moment'), momentId: ids.momentId }),
  z.object({ kind: z.literal('peak'), peakId: ids.peakId }),
  z.object({ kind: z.literal('session'), sessionId: ids.sessionId }),
]);
export type RatingTarget = z.infer<typeof ratingTarget>;

/** One person's answer to one item of an instrument, about a moment, one of its peaks, or a session. */
export const ratingRow = z.object({
  id: ids.ratingId,
  /** The recall interview in which it was given; null: outside of any. */
  interviewId: ids.interviewId.nullable(),
  /** Set when a session is rated; otherwise a moment is. */
  sessionId: ids.sessionId.nullable(),
  momentId: ids.momentId.nullable(),
  /** Set, beside its moment, when a peak is rated. */
  peakId: ids.peakId.nullable(),
  /** Whose rating it is. */
  personId: ids.personId,
  itemId: ids.instrumentItemId,
  /** Of a scale; null for a text. */
  value: z.number().nullable(),
  text: longText,
  at: wallMs,
});
