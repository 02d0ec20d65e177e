import * as z from 'zod';

/** Integer milliseconds from the start of a named recording, or of a recall interview. */
export const instantMs = z.int().min(0).max(359_999_999);
/** Wall clock, milliseconds since 1970 UTC. */
export const wallMs = z.int();
export const shortText = z.string().trim().min(1).max(200);
export const longText = z.string().max(100_000);
