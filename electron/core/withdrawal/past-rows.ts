import type { Entity, Row } from '../../../shared/model/rows.ts';
import type { Reader } from '../store/connection.ts';
import { toDiff } from '../store/journal.ts';
import type { ContentsPlace } from '../store/journal-erase.ts';
import { decode, tableOf } from '../store/tables.ts';
import { idsIn, type References } from './closure.ts';

/**
 * What the journal alone still knows: rows that were removed before, and older versions of rows that have become
 * somebody else's. `erased` are the ids that go; `isKept` says which kinds of row may go on naming the person. Answers
 * the ids that join them, and single pieces of the journal of rows that stay. 0.3 s for 100,000 pieces.
 */
export function pastRows(
  read: Reader,
  references: References,
  erased: ReadonlySet<string>,
  isKept: (entity: Entity, ownerId: string) => boolean,
): { rowIds: Set<string>; places: ContentsPlace[] } {
  type Piece = ContentsPlace & { entity: Entity; rowId: string; owners: string[] };
  const pieces: Piece[] = [];
  const fieldsOf = new Map<string, string[]>();
  const rows = read.all(
    `SELECT seq, position, entity, row_id, contents FROM journal_contents
     WHERE contents IS NOT NULL AND entity IS NOT NULL AND entity <> 'withdrawal' ORDER BY seq, position`,
  );
  for (const row of rows) {
    const { entity, id: rowId, before, after } = toDiff(row);
    let fields = fieldsOf.get(entity);
    if (fields === undefined) {
      fields = references.ownerFields(entity);
      fieldsOf.set(entity, fields);
    }
    const owners = [before, after]
      .flatMap((one) => [...idsIn(one, fields), ...shownMoments(one)])
      .filter((id) => !isKept(entity, id));
    const place = { seq: Number(row['seq']), position: Number(row['position']) };
    if (owners.length > 0) pieces.push({ ...place, entity, rowId, owners });
  }
  const rowIds = new Set(erased);
  const present = new Set<string>();
  const isPresent = ({ entity, rowId }: Piece): boolean => {
    if (
      !present.has(rowId) &&
      read.get(`SELECT id FROM ${tableOf(entity).name} WHERE id = ?`, rowId) !== undefined
    )
      present.add(rowId);
    return present.has(rowId);
  };
  // A row that is gone goes with its owners, and may itself have owned others.
  for (let hasGrown = true; hasGrown; ) {
    hasGrown = false;
    for (const piece of pieces) {
      if (rowIds.has(piece.rowId) || !piece.owners.some((id) => rowIds.has(id)) || isPresent(piece)) continue;
      rowIds.add(piece.rowId);
      hasGrown = true;
    }
  }
  const places = pieces.filter(
    ({ rowId, owners }) => !rowIds.has(rowId) && owners.some((id) => rowIds.has(id)),
  );
  return { rowIds, places: places.map(({ seq, position }) => ({ seq, position })) };
}

/** The moments of which a version of the codebook holds examples: copies of rows, which no foreign key tells of. */
function shownMoments(row: Row | null): string[] {
  return row !== null && 'examples' in row ? row.examples.flatMap(({ momentId }) => momentId ?? []) : [];
}

/** Versions of the codebook that hold examples of moments that go, with the examples that stay. */
export function trimmedVersions(
  read: Reader,
  erased: ReadonlySet<string>,
): { id: string; examples: Row<'codebookVersion'>['examples'] }[] {
  return read.all('SELECT * FROM codebook_versions').flatMap((raw) => {
    const { id, examples } = decode('codebookVersion', raw);
    const kept = examples.filter(({ momentId }) => momentId === null || !erased.has(momentId));
    return kept.length === examples.length ? [] : [{ id, examples: kept }];
  });
}
