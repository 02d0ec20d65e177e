import type { CodeId, CodeSetId, InstrumentItemId } from '../../../shared/model/ids.ts';
import type { Query, QueryClause, QuerySet } from '../../../shared/model/query.ts';

export const querySets = ['moments', 'codings', 'stops'] as const satisfies readonly QuerySet[];

/** A condition as it is laid down; `group` is several of them. */
export const clauseKinds = [
  'code',
  'near',
  'text',
  'person',
  'role',
  'session',
  'case',
  'time',
  'rating',
  'target',
  'group',
] as const;
export type ClauseKind = (typeof clauseKinds)[number];

export type Group = Extract<QueryClause, { kind: 'all' | 'any' }>;

export const everything: Group = { kind: 'all', of: [] };
export const emptyQuery: Query = { of: 'moments', where: everything };

/** What a place of the recording is near to is usually spoken of in minutes. */
const nearMs = 60_000;

/** A condition of which nothing has been said yet. */
export function newClause(kind: ClauseKind, itemId: InstrumentItemId | null): QueryClause | null {
  switch (kind) {
    case 'code':
      return { kind, codeIds: [], match: 'any', withDescendants: true, coderIds: null };
    case 'near':
      return { kind, to: 'stops', where: everything, withinMs: nearMs, side: 'before' };
    case 'text':
      return { kind, text: '' };
    case 'person':
      return { kind, personIds: [] };
    case 'role':
      return { kind, roles: [] };
    case 'session':
      return { kind, sessionIds: [] };
    case 'case':
      return { kind, caseIds: [] };
    case 'time':
      return { kind, fromMs: null, toMs: null };
    case 'rating':
      return itemId === null ? null : { kind, itemId, atLeast: null, atMost: null, personIds: null };
    case 'target':
      return { kind, targets: [] };
    case 'group':
      return { kind: 'any', of: [] };
  }
}

export type SetOfCodes = { readonly id: CodeSetId; readonly codeIds: readonly CodeId[] };

/**
 * What is chosen as codes: a set stands for those that are in it now. The query asks for them and not for the set, so
 * that one that is saved says by itself what it finds, whatever becomes of the set.
 */
export function codesChosen(chosen: readonly (CodeId | CodeSetId)[], sets: readonly SetOfCodes[]): CodeId[] {
  const codesOf = new Map<string, readonly CodeId[]>(sets.map(({ id, codeIds }) => [id, codeIds]));
  const isSet = (id: CodeId | CodeSetId): id is CodeSetId => codesOf.has(id);
  return [...new Set(chosen.flatMap((id) => (isSet(id) ? (codesOf.get(id) ?? []) : [id])))];
}

/** Every query is a group at its top, so that there is always a place for another condition. */
export function asGroup(clause: QueryClause): Group {
  return clause.kind === 'all' || clause.kind === 'any' ? clause : { kind: 'all', of: [clause] };
}

/** Without conditions of which nothing has been said yet: they are on the screen, and ask nothing. Null: nothing is left. */
export function completed(clause: QueryClause): QueryClause | null {
  switch (clause.kind) {
    case 'all':
    case 'any': {
      const of = clause.of.map(completed).filter((each) => each !== null);
      return of.length === 0 ? null : { kind: clause.kind, of };
    }
    case 'not': {
      const of = completed(clause.of);
      return of === null ? null : { kind: 'not', of };
    }
    case 'near':
      return { ...clause, where: completed(clause.where) ?? everything };
    case 'code':
      return clause.codeIds.length === 0 ? null : clause;
    case 'person':
      return clause.personIds.length === 0 ? null : clause;
    case 'role':
      return clause.roles.length === 0 ? null : clause;
    case 'session':
      return clause.sessionIds.length === 0 ? null : clause;
    case 'case':
      return clause.caseIds.length === 0 ? null : clause;
    case 'target':
      return clause.targets.length === 0 ? null : clause;
    case 'text':
      return clause.text.trim() === '' ? null : clause;
    case 'time':
      return clause.fromMs === null && clause.toMs === null ? null : clause;
    case 'rating':
      return clause;
  }
}

export function completedQuery({ of, where }: Query): Query {
  return { of, where: completed(where) ?? everything };
}

/** Another set: what a coding is said of can be asked of codings only. */
export function withSet({ where }: Query, of: QuerySet): Query {
  return { of, where: of === 'codings' ? where : (withoutTargets(where) ?? everything) };
}

function withoutTargets(clause: QueryClause): QueryClause | null {
  switch (clause.kind) {
    case 'target':
      return null;
    case 'not': {
      const of = withoutTargets(clause.of);
      return of === null ? null : { kind: 'not', of };
    }
    case 'all':
    case 'any':
      return { kind: clause.kind, of: clause.of.map(withoutTargets).filter((each) => each !== null) };
    default:
      return clause;
  }
}

/** How deep a condition may still hold others: the core refuses more than 12 levels, and a nearness brings two. */
export const deepest = 4;

export const isSameQuery = (left: Query, right: Query): boolean =>
  JSON.stringify(completedQuery(left)) === JSON.stringify(completedQuery(right));
