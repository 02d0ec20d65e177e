import * as z from 'zod';
import { longText, wallMs } from './fields.ts';
import * as ids from './ids.ts';

/** What a memo may be about, and what a link may join. */
export const thingKinds = [
  'study',
  'case',
  'person',
  'session',
  'recording',
  'interview',
  'moment',
  'statement',
  'code',
  'coding',
  'transcript',
  'turn',
  'memo',
] as const;
export const thingKind = z.enum(thingKinds);
export type ThingKind = z.infer<typeof thingKind>;

export const thing = z.object({ kind: thingKind, id: z.uuidv7() });
export type Thing = z.infer<typeof thing>;

export const memoRowSchemas = {
  memo: z.object({
    id: ids.memoId,
    targetKind: thingKind,
    targetId: z.uuidv7(),
    title: z.string().trim().max(200),
    body: longText,
    /** Who wrote it last. */
    personId: ids.personId.nullable(),
    createdAt: wallMs,
    changedAt: wallMs,
  }),
  link: z.object({
    id: ids.linkId,
    fromKind: thingKind,
    fromId: z.uuidv7(),
    toKind: thingKind,
    toId: z.uuidv7(),
    /** How the one stands to the other, in the words of who drew it; empty: not said. */
    relation: z.string().trim().max(200),
    personId: ids.personId.nullable(),
    createdAt: wallMs,
  }),
} as const;
