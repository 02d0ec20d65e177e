import { type CodebookFinding, type FoundCode, toGuid } from './codebook.ts';

/** Between the names of a path: ours and that of people, and MAXQDA's. A slash is part of too many names. */
const separator = /\s*[>›\\]\s*/;

/** A published codebook has six levels; a table may lead from row to row without end. */
const deepest = 512;

/**
 * Gives codes of a table the guids of their parents, which are named by guid, by name, or by a path from above
 * (`Alliance > Rupture`, also its end alone), and may come after them. Where several fit, the nearest above is meant, as in
 * a table in the order of its tree, and it is said; what nothing fits is left as it stands.
 */
export function placeByName(found: readonly FoundCode[]): CodebookFinding[] {
  const rows = found.map(({ line, code }, index) => {
    const parent = code.parentId?.trim() ?? null;
    return { index, line, code, name: code.name.trim(), parent, guid: toGuid(parent) };
  });
  type TableRow = (typeof rows)[number];
  const ofName = Map.groupBy(rows, ({ name }) => name);
  const ofGuid = new Map(rows.map((row) => [row.code.id, row]));
  const placed = new Map<TableRow, { parent: TableRow | undefined; isAmbiguous: boolean }>();

  function liesUnder(row: TableRow, path: readonly string[], depth: number): boolean {
    const above = path.at(-1);
    if (above === undefined) return true;
    const { parent } = place(row, depth + 1);
    return parent?.name === above && liesUnder(parent, path.slice(0, -1), depth + 1);
  }

  function place(row: TableRow, depth = 0): { parent: TableRow | undefined; isAmbiguous: boolean } {
    const known = placed.get(row);
    if (known !== undefined) return known;
    const nowhere = { parent: undefined, isAmbiguous: false };
    if (row.parent === null || depth > deepest) return nowhere;
    if (row.guid !== null) return { parent: ofGuid.get(row.guid), isAmbiguous: false };
    // Whoever asks for it on the way to itself goes in a circle.
    placed.set(row, nowhere);
    const path = row.parent.split(separator);
    const fitting =
      ofName.get(row.parent) ??
      (ofName.get(path.at(-1) ?? '') ?? []).filter((one) => liesUnder(one, path.slice(0, -1), depth));
    const parent = fitting.findLast(({ index }) => index < row.index) ?? fitting[0];
    const answer = { parent, isAmbiguous: fitting.length > 1 };
    placed.set(row, answer);
    return answer;
  }

  return rows.flatMap((row): CodebookFinding[] => {
    const { parent, isAmbiguous } = place(row);
    if (row.parent !== null) row.code.parentId = row.guid ?? parent?.code.id ?? row.parent;
    return isAmbiguous
      ? [{ line: row.line, text: `${row.name} ${row.parent}`, code: 'parentAmbiguous' }]
      : [];
  });
}
