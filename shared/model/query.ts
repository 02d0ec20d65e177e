import * as z from 'zod';
import * as ids from './ids.ts';
import { codingTargetKind, role } from './vocabulary.ts';

/** What is found, and what something may be near to. */
export const querySet = z.enum(['moments', 'codings', 'stops']);
export type QuerySet = z.infer<typeof querySet>;

const span = z.int().min(0).max(360_000_000);
const some = <T extends z.ZodType>(id: T) => z.array(id).min(1).max(2000);

const leaf = [
  /**
   * Of a moment: its codings; of a coding: its code, and for `all` the others of the very same target. `all`: each of the
   * codes; `none`: not any. With descendants, a code stands for itself and every code below it.
   */
  z.object({
    kind: z.literal('code'),
    codeIds: some(ids.codeId),
    match: z.enum(['any', 'all', 'none']),
    withDescendants: z.boolean(),
    /** Only codings of these coders; null: anybody's. */
    coderIds: some(ids.personId).nullable(),
  }),
  /** Who marked the moment, coded, or was recalling when it was stopped. */
  z.object({ kind: z.literal('person'), personIds: some(ids.personId) }),
  z.object({ kind: z.literal('role'), roles: some(role) }),
  z.object({ kind: z.literal('session'), sessionIds: some(ids.sessionId) }),
  z.object({ kind: z.literal('case'), caseIds: some(ids.caseId) }),
  /** What a coding is said of. */
  z.object({ kind: z.literal('target'), targets: some(codingTargetKind) }),
  /** A rating of the moment (of the coding's, or the stop's), or of one of its peaks. */
  z.object({
    kind: z.literal('rating'),
    itemId: ids.instrumentItemId,
    atLeast: z.number().nullable(),
    atMost: z.number().nullable(),
    personIds: some(ids.personId).nullable(),
  }),
  /** Every word, by beginnings: in a moment's name, notes, and what was said of it; in the text that a coding is of, or its comment. */
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(200) }),
  /** Begins in this part of the recording, `toMs` not included. */
  z.object({ kind: z.literal('time'), fromMs: span.nullable(), toMs: span.nullable() }),
] as const;

export type QueryLeaf = z.infer<(typeof leaf)[number]>;
export type QueryNear = {
  kind: 'near';
  to: QuerySet;
  where: QueryClause;
  withinMs: number;
  side: 'before' | 'after' | 'either';
};
export type QueryClause =
  | QueryLeaf
  | QueryNear
  | { kind: 'all'; of: QueryClause[] }
  | { kind: 'any'; of: QueryClause[] }
  | { kind: 'not'; of: QueryClause };

const inner: z.ZodType<QueryClause> = z.lazy(() => queryClause);
/**
 * Something else of the same recording at most `withinMs` away. `before`: this ends before that one begins; `after`: this
 * begins after that one ends; `either`: also where they overlap, which is all that 0 leaves. What is in several parts is as
 * near as the nearest of them; before and after is only another moment and what is said of that.
 */
const near = z.object({
  kind: z.literal('near'),
  to: querySet,
  where: inner,
  withinMs: span,
  side: z.enum(['before', 'after', 'either']),
});
export const queryClause: z.ZodType<QueryClause> = z.discriminatedUnion('kind', [
  ...leaf,
  near,
  z.object({ kind: z.literal('all'), of: z.array(inner).max(50) }),
  z.object({ kind: z.literal('any'), of: z.array(inner).max(50) }),
  z.object({ kind: z.literal('not'), of: inner }),
]);

/** `{ kind: 'all', of: [] }` is everything. Refused when it is nested deeper than 12. */
export const query = z
  .object({ of: querySet, where: queryClause })
  .refine(({ where }) => depthOf(where) <= 12, { error: 'nested too deeply' });
export type Query = { of: QuerySet; where: QueryClause };

function depthOf(clause: QueryClause): number {
  switch (clause.kind) {
    case 'all':
    case 'any':
      return 1 + Math.max(0, ...clause.of.map(depthOf));
    case 'not':
      return 1 + depthOf(clause.of);
    case 'near':
      return 1 + depthOf(clause.where);
    default:
      return 1;
  }
}

export const savedQueryRow = z.object({
  id: ids.savedQueryId,
  name: z.string().trim().min(1).max(200),
  query,
  personId: ids.personId.nullable(),
  changedAt: z.int(),
});
