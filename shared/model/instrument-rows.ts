import * as z from 'zod';
import { longText, shortText, wallMs } from './fields.ts';
import * as ids from './ids.ts';

/** What a form is filled in about. A form about moments is filled in about their peaks too. */
const instrumentAbout = z.enum(['moment', 'session']);
export type InstrumentAbout = z.infer<typeof instrumentAbout>;

/** How a score is made of items: see `shared/instrument/score.ts`. */
export const scoring = z.enum(['none', 'mean', 'sum']);
export type Scoring = z.infer<typeof scoring>;

const subscaleName = z.string().trim().min(1).max(100);
export const anchor = z.object({ value: z.number(), label: z.string().trim().min(1).max(200) });

export const instrumentRowSchemas = {
  instrument: z.object({
    id: ids.instrumentId,
    name: shortText,
    about: instrumentAbout,
    /** Instructions, the source, whose permission. */
    note: longText,
    /** The template it was made from; null: none. */
    template: z.string().max(40).nullable(),
    subscales: z.array(subscaleName).max(50),
    scoring,
    hasTotal: z.boolean(),
    /** Share of a score's items that must be answered, 0 to 1; with 1 nothing may be missing. */
    leastAnswered: z.number().min(0).max(1),
    isRetired: z.boolean(),
    createdAt: wallMs,
  }),
  instrumentItem: z.object({
    id: ids.instrumentItemId,
    instrumentId: ids.instrumentId,
    position: z.number(),
    label: shortText,
    /** The wording as it is read out or shown; empty until somebody who may use it writes it. */
    prompt: longText,
    kind: z.enum(['scale', 'text']),
    low: z.number(),
    high: z.number(),
    /** Values are `low` plus a multiple of this: 1, or 0.5 where half points are allowed. */
    step: z.number().positive(),
    anchors: z.array(anchor).max(30),
    /** Scored from the other end. */
    isReverse: z.boolean(),
    subscale: subscaleName.nullable(),
  }),
} as const;
