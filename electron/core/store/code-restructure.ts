import type { CodeChange, CodeEffects } from '../../../shared/contract/coding.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { withDescendants } from '../../../shared/model/codebook.ts';
import { type CodeId, type CodingId, codeId } from '../../../shared/model/ids.ts';
import { query } from '../../../shared/model/query.ts';
import type { CodeRow } from '../../../shared/model/rows.ts';
import { ancestorsOf, childrenOf, createCode, isWithin } from './code.ts';
import { shareSets } from './code-set.ts';
import { sameTarget } from './coding.ts';
import type { Reader } from './connection.ts';
import type { Edit } from './edit.ts';
import { moveLoose } from './memo.ts';
import { lastPosition } from './position.ts';
import { decode, getRow } from './tables.ts';

/** Pairs of codings, one with each code, that one coder gave the same target. */
const doubled = `SELECT c.id, o.id AS other FROM codings c JOIN codings o
  ON o.code_id = ?2 AND o.person_id = c.person_id AND ${sameTarget('c', 'o')} WHERE c.code_id = ?1`;

/** Throws INPUT_INVALID for a code itself, or one inside it. */
function checkMerge(read: Reader, id: CodeId, into: CodeId): { from: CodeRow; to: CodeRow } {
  const both = { from: getRow(read, 'code', id), to: getRow(read, 'code', into) };
  if (isWithin(read, into, id)) throw new Failure('INPUT_INVALID', { field: 'into' });
  return both;
}

const joined = (above: string, below: string): string =>
  below === '' || below === above ? above : above === '' ? below : `${above}\n\n${below}`;

export function mergeCode(edit: Edit, id: CodeId, into: CodeId): void {
  const { from, to } = checkMerge(edit.read, id, into);
  for (const pair of edit.read.all(doubled, id, into)) {
    const gone = edit.find('coding', String(pair['id']));
    const kept = edit.get('coding', String(pair['other']));
    // Two of the one may pair with one of the other, where copies were merged.
    if (gone === null) continue;
    edit.update('coding', kept.id, {
      comment: joined(kept.comment, gone.comment),
      certainty: kept.certainty ?? gone.certainty,
    });
    moveLoose(edit, gone.id, kept.id);
    edit.remove('coding', gone.id);
  }
  edit.updateWhere('coding', 'codeId', id, { codeId: into });
  let position = lastPosition(edit.read, childrenOf(into));
  for (const row of edit.read.all('SELECT id FROM codes WHERE parent_id = ? ORDER BY position, id', id)) {
    position += 1;
    edit.update('code', String(row['id']), { parentId: into, position });
  }
  for (const row of edit.read.all('SELECT * FROM code_examples WHERE code_id = ?', id)) {
    const { id: exampleId, momentId } = decode('codeExample', row);
    const there = 'SELECT count(*) FROM code_examples WHERE code_id = ? AND moment_id = ?';
    if (edit.read.number(there, into, momentId) > 0) edit.remove('codeExample', exampleId);
    else edit.update('codeExample', exampleId, { codeId: into });
  }
  shareSets(edit, id, into);
  edit.removeWhere('codeSetMember', 'codeId', id);
  moveLoose(edit, id, into);
  renameInQueries(edit, id, into);
  edit.remove('code', id);
  edit.update('code', into, {
    definition: joined(to.definition, from.definition),
    whenToUse: joined(to.whenToUse, from.whenToUse),
    whenNotToUse: joined(to.whenNotToUse, from.whenNotToUse),
    key: to.key ?? (from.isRetired ? null : from.key),
  });
}

/** Saved queries that ask for the one ask for the other: else they would find nothing from now on, and not say so. */
function renameInQueries(edit: Edit, id: CodeId, into: CodeId): void {
  for (const raw of edit.read.all('SELECT * FROM saved_queries WHERE instr(query, ?) > 0', id)) {
    const saved = decode('savedQuery', raw);
    const asked: unknown = JSON.parse(JSON.stringify(saved.query).replaceAll(id, into));
    edit.update('savedQuery', saved.id, { query: query.parse(asked) });
  }
}

/** Throws INPUT_INVALID unless every coding is one of the code's, and in one part. */
function checkParts(read: Reader, id: CodeId, parts: readonly { codingIds: readonly CodingId[] }[]): number {
  const all = parts.flatMap(({ codingIds }) => codingIds);
  if (new Set(all).size !== all.length) throw new Failure('INPUT_INVALID', { field: 'codingIds' });
  for (const codingId of all) {
    if (getRow(read, 'coding', codingId).codeId !== id)
      throw new Failure('INPUT_INVALID', { field: 'codingIds' });
  }
  return all.length;
}

type CodePart = Pick<CodeRow, 'name' | 'color' | 'definition'> & { codingIds: readonly CodingId[] };

export function splitCode(
  edit: Edit,
  id: CodeId,
  place: 'beside' | 'inside',
  parts: readonly CodePart[],
): CodeId[] {
  const whole = edit.get('code', id);
  checkParts(edit.read, id, parts);
  const { kind, exclusiveGroup } = whole;
  const parentId = place === 'inside' ? id : whole.parentId;
  const next = edit.read.get(
    'SELECT id FROM codes WHERE parent_id IS ? AND position > ? ORDER BY position, id LIMIT 1',
    whole.parentId,
    whole.position,
  );
  const before = place === 'inside' || next === undefined ? null : codeId.parse(next['id']);
  return parts.map(({ codingIds, ...fields }) => {
    const part = createCode(edit, { parentId, kind, exclusiveGroup, ...fields }, before);
    for (const codingId of codingIds) edit.update('coding', codingId, { codeId: part });
    shareSets(edit, id, part);
    return part;
  });
}

/** Counts what a change would do, by the rules of the change itself. */
export function previewChange(read: Reader, change: CodeChange): CodeEffects {
  const { id } = change;
  const { parentId } = getRow(read, 'code', id);
  const codes = read.all('SELECT * FROM codes').map((row) => decode('code', row));
  const below = [...withDescendants(codes, id)].filter((one) => one !== id);
  const count = (sql: string, ...values: string[]) => read.number(sql, ...values);
  const effects: CodeEffects = {
    codings: count('SELECT count(*) FROM codings WHERE code_id = ?', id),
    coders: count('SELECT count(DISTINCT person_id) FROM codings WHERE code_id = ?', id),
    sessions: count('SELECT count(DISTINCT session_id) FROM codings WHERE code_id = ?', id),
    codesBelow: below.length,
    codingsBelow: below.reduce(
      (sum, one) => sum + count('SELECT count(*) FROM codings WHERE code_id = ?', one),
      0,
    ),
    examples: count('SELECT count(*) FROM code_examples WHERE code_id = ?', id),
    sets: count('SELECT count(DISTINCT set_id) FROM code_set_members WHERE code_id = ?', id),
    doubled: 0,
    overlapping: 0,
    left: 0,
    losing: [],
    gaining: [],
  };
  switch (change.kind) {
    case 'remove':
      return effects;
    case 'merge': {
      checkMerge(read, id, change.into);
      return {
        ...effects,
        doubled: count(`SELECT count(DISTINCT id) FROM (${doubled})`, id, change.into),
        overlapping: overlapping(read, id, change.into),
      };
    }
    case 'split':
      return { ...effects, left: effects.codings - checkParts(read, id, change.parts) };
    case 'move': {
      if (isWithin(read, change.parentId, id)) throw new Failure('INPUT_INVALID', { field: 'parentId' });
      const [old, now] = [ancestorsOf(read, parentId), ancestorsOf(read, change.parentId)];
      return {
        ...effects,
        losing: old.filter((one) => !now.includes(one)),
        gaining: now.filter((one) => !old.includes(one)),
      };
    }
  }
}

/**
 * Codings of the code that hold where another code of the group of `into` does for the same coder: overlapping spans and
 * passages, and what is said of one moment or statement.
 */
function overlapping(read: Reader, id: CodeId, into: CodeId): number {
  return read.number(
    `SELECT count(DISTINCT c.id) FROM codings c
     JOIN codings o ON o.person_id = c.person_id AND o.code_id NOT IN (?1, ?2) AND (
       o.moment_id = c.moment_id OR o.statement_id = c.statement_id
       OR (o.turn_id = c.turn_id AND o.from_offset < c.to_offset AND o.to_offset > c.from_offset)
       OR (o.recording_id = c.recording_id
         AND o.start_ms < coalesce(c.end_ms, 9e15) AND coalesce(o.end_ms, 9e15) > c.start_ms))
     JOIN codes k ON k.id = o.code_id
     WHERE c.code_id = ?1 AND k.exclusive_group = (SELECT exclusive_group FROM codes WHERE id = ?2)`,
    id,
    into,
  );
}
