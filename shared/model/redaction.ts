import * as z from 'zod';
import { instantMs, wallMs } from './fields.ts';
import * as ids from './ids.ts';

/** What is done to a span that is not to be heard, or not to be seen. */
const soundRedactions = ['mute', 'beep'] as const;
const pictureRedactions = ['blur', 'blank'] as const;
const redactionWhats = [...soundRedactions, ...pictureRedactions] as const;
const redactionWhat = z.enum(redactionWhats);
export type RedactionWhat = z.infer<typeof redactionWhat>;

export function isOfSound(what: RedactionWhat): boolean {
  return soundRedactions.some((each) => each === what);
}

export const redactionRowSchemas = {
  /**
   * A span of a recording that leaves the study only muted, toned, blurred or blanked. The recording itself is not
   * touched. `channel` counts from 0; null: all of them, and for the picture always.
   */
  redaction: z.object({
    id: ids.redactionId,
    recordingId: ids.recordingId,
    startMs: instantMs,
    endMs: instantMs,
    what: redactionWhat,
    channel: z.int().min(0).max(15).nullable(),
    reason: z.string().max(500),
    personId: ids.personId,
    createdAt: wallMs,
  }),
} as const;
