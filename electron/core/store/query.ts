import type { QueryAnswer, QueryHit } from '../../../shared/contract/query.ts';
import { withDescendants } from '../../../shared/model/codebook.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { Query, QueryClause, QueryNear, QuerySet } from '../../../shared/model/query.ts';
import { role } from '../../../shared/model/vocabulary.ts';
import { codingVisibleTo, type Watching } from './blindness.ts';
import type { Reader, SqlRow, SqlValue } from './connection.ts';
import { toMatch } from './moment.ts';
import { momentParts, statementHeard, toWhereabouts } from './places.ts';
import { momentAround, ratingIsSeen, setsSql } from './query-sets.ts';

/** A name that a member of a set goes by in the SQL, and which set it is of. */
type Member = { alias: string; of: QuerySet };

/**
 * A query as SQL. Every value goes in as a parameter; names of columns and tables are all written here. ?1 is the
 * recaller and ?2 the interview that is held, or NULL.
 */
class Compiler {
  readonly values: SqlValue[];
  private readonly codes: { id: ids.CodeId; parentId: ids.CodeId | null }[];
  private aliases = 0;

  constructor(read: Reader, watching: Watching | null) {
    this.values = [watching?.recallerId ?? null, watching?.interviewId ?? null];
    this.codes = read.all('SELECT id, parent_id FROM codes').map((row) => ({
      id: ids.codeId.parse(row['id']),
      parentId: ids.codeId.nullable().parse(row['parent_id']),
    }));
  }

  private value(value: SqlValue): string {
    this.values.push(value);
    return `?${this.values.length}`;
  }

  private list(values: readonly string[]): string {
    return `(SELECT value FROM json_each(${this.value(JSON.stringify(values))}))`;
  }

  /** A condition that is never NULL, so that NOT turns it round. */
  clause(clause: QueryClause, x: Member): string {
    return `coalesce((${this.condition(clause, x)}), FALSE)`;
  }

  private condition(clause: QueryClause, x: Member): string {
    const { alias } = x;
    switch (clause.kind) {
      case 'all':
        return clause.of.map((each) => this.clause(each, x)).join(' AND ') || 'TRUE';
      case 'any':
        return clause.of.map((each) => this.clause(each, x)).join(' OR ') || 'FALSE';
      case 'not':
        return `NOT ${this.clause(clause.of, x)}`;
      case 'code':
        return this.coded(clause, x);
      case 'person':
        return `${alias}.person_id IN ${this.list(clause.personIds)}`;
      case 'role':
        return `${alias}.role IN ${this.list(clause.roles)}`;
      case 'session':
        return `${alias}.session_id IN ${this.list(clause.sessionIds)}`;
      case 'case':
        return `${alias}.session_id IN (SELECT id FROM sessions WHERE case_id IN ${this.list(clause.caseIds)})`;
      case 'target':
        return `${alias}.coded_kind IN ${this.list(clause.targets)}`;
      case 'rating': {
        const { personIds, itemId, atLeast, atMost } = clause;
        const by = personIds === null ? '' : `AND r.person_id IN ${this.list(personIds)}`;
        const least = atLeast === null ? '' : `AND r.value >= ${this.value(atLeast)}`;
        const most = atMost === null ? '' : `AND r.value <= ${this.value(atMost)}`;
        return `EXISTS (SELECT 1 FROM ratings r WHERE r.moment_id = ${alias}.moment_id
          AND r.item_id = ${this.value(itemId)} ${least} ${most} ${by} AND ${ratingIsSeen('r')})`;
      }
      case 'text':
        return this.written(clause.text, x);
      case 'time': {
        const from = clause.fromMs === null ? 'TRUE' : `${alias}.start_ms >= ${this.value(clause.fromMs)}`;
        const to = clause.toMs === null ? 'TRUE' : `${alias}.start_ms < ${this.value(clause.toMs)}`;
        return `${from} AND ${to}`;
      }
      case 'near':
        return this.near(clause, x);
    }
  }

  private coded(
    { codeIds, match, withDescendants: isDeep, coderIds }: Extract<QueryClause, { kind: 'code' }>,
    x: Member,
  ): string {
    const groups = codeIds.map((id) => (isDeep ? [...withDescendants(this.codes, id)] : [id]));
    // Called where it is written into the SQL and nowhere else: a parameter that does not occur is refused by SQLite.
    const by = (alias: string) =>
      coderIds === null ? '' : `AND ${alias}.person_id IN ${this.list(coderIds)}`;
    const has = (codes: readonly string[]) =>
      `EXISTS (SELECT 1 FROM codings c WHERE ${onSameTarget(x)} AND c.code_id IN ${this.list(codes)}
        ${by('c')} AND ${codingVisibleTo('?1', '?2')})`;
    const own = (codes: readonly string[]) => `(${x.alias}.code_id IN ${this.list(codes)} ${by(x.alias)})`;
    const any = x.of === 'codings' ? own(groups.flat()) : has(groups.flat());
    switch (match) {
      case 'any':
        return any;
      case 'none':
        return `NOT coalesce(${any}, FALSE)`;
      case 'all':
        return [any, ...groups.map(has)].join(' AND ');
    }
  }

  private written(text: string, x: Member): string {
    const match = toMatch(text);
    if (match === null) return 'FALSE';
    const found = `(SELECT d.ref FROM text_search f JOIN search_documents d ON d.row_number = f.rowid
      WHERE text_search MATCH ${this.value(match)} AND (?2 IS NULL OR d.interview_id IS NULL OR d.interview_id = ?2))`;
    const ofMoment = `${x.alias}.moment_id IN ${found}
      OR EXISTS (SELECT 1 FROM notes n WHERE n.moment_id = ${x.alias}.moment_id AND n.id IN ${found})
      OR EXISTS (SELECT 1 FROM statements s WHERE s.moment_id = ${x.alias}.moment_id AND s.id IN ${found})`;
    if (x.of !== 'codings') return ofMoment;
    // A comment is not in the index: it is short, and there are few.
    const words = (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map(
      (word) => `instr(lower(${x.alias}.comment), lower(${this.value(word)})) > 0`,
    );
    return `${ofMoment} OR ${x.alias}.statement_id IN ${found} OR ${x.alias}.turn_id IN ${found} OR (${words.join(' AND ')})`;
  }

  /**
   * Worked out once for the whole set and not for each of its members, or SQLite would lay out the other set's index anew
   * 10,000 times. CROSS JOIN has the other set, which the inner clause makes small, looked through first.
   */
  private near({ to, where, withinMs, side }: QueryNear, x: Member): string {
    this.aliases += 1;
    const [mine, other] = [`x${this.aliases}`, `y${this.aliases}`];
    const [start, end, within] = ['part_start_ms', 'part_end_ms', this.value(withinMs)];
    const before = `${mine}.${end} <= ${other}.${start} AND ${other}.${start} - ${mine}.${end} <= ${within}`;
    const after = `${mine}.${start} >= ${other}.${end} AND ${mine}.${start} - ${other}.${end} <= ${within}`;
    const close = `${mine}.${start} - ${other}.${end} <= ${within} AND ${other}.${start} - ${mine}.${end} <= ${within}`;
    const when = { before, after, either: close }[side];
    // One part of a moment comes before the next, but what is said of it no more comes before it than it does itself.
    const canBeSame = side !== 'either' && to !== 'stops' && x.of !== 'stops';
    const apart = canBeSame ? `AND coalesce(${mine}.moment_id <> ${other}.moment_id, TRUE)` : '';
    return `${x.alias}.id IN (SELECT ${mine}.id FROM ${to}_parts ${other} CROSS JOIN ${x.of}_parts ${mine}
      ON ${mine}.recording_id = ${other}.recording_id AND ${mine}.id <> ${other}.id AND ${when} ${apart}
      WHERE ${this.clause(where, { alias: other, of: to })})`;
  }
}

/** Codings `c` of the very thing that `x` is: a moment's, or those of a coding's target. */
function onSameTarget({ alias, of }: Member): string {
  if (of !== 'codings') return `c.moment_id = ${alias}.moment_id`;
  const columns = ['moment_id', 'statement_id', 'turn_id', 'from_offset', 'to_offset'];
  const span = `c.recording_id IS iif(${alias}.coded_kind = 'span', ${alias}.recording_id, NULL)
    AND (c.recording_id IS NULL OR (c.start_ms = ${alias}.start_ms AND coalesce(c.end_ms, c.start_ms) = ${alias}.end_ms))`;
  return `${columns.map((column) => `c.${column} IS ${alias}.${column}`).join(' AND ')} AND ${span}`;
}

/** Throws nothing that a query which fits its schema could bring about; a code or person that is gone matches nothing. */
export function runQuery(read: Reader, query: Query, limit: number, watching: Watching | null): QueryAnswer {
  const compiler = new Compiler(read, watching);
  const where = compiler.clause(query.where, { alias: 'x', of: query.of });
  const sets = setsSql();
  const found = `FROM ${query.of}_seen x`;
  const count = read.number(`${sets} SELECT count(*) ${found} WHERE ${where}`, ...compiler.values);
  const rows = read.all(
    `${sets} SELECT x.*, ${momentParts(momentAround('x'))}, ${statementHeard('h')} ${found} LEFT JOIN statements h ON h.id = x.statement_id
       WHERE ${where} ORDER BY (SELECT s.number FROM sessions s WHERE s.id = x.session_id), x.session_id,
       x.recording_id, x.start_ms, x.end_ms, x.id LIMIT ${Math.trunc(limit)}`,
    ...compiler.values,
  );
  return { hits: rows.map(toHit), count };
}

function toHit(row: SqlRow): QueryHit {
  const { kind, certainty } = row;
  return {
    kind: kind === 'moment' || kind === 'coding' ? kind : 'stop',
    id: String(row['id']),
    ...toWhereabouts(row),
    sessionId: ids.sessionId.parse(row['session_id']),
    personId: ids.personId.parse(row['person_id']),
    role: role.parse(row['role']),
    codeId: ids.codeId.nullable().parse(row['code_id']),
    text: String(row['text'] ?? ''),
    certainty: typeof certainty === 'number' ? certainty : null,
    comment: String(row['comment'] ?? ''),
  };
}
