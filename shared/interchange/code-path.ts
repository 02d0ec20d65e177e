import type { CodeRow } from '../model/rows.ts';

/** The names from the root of the codebook down: `Alliance > Rupture`. */
export function codePath(code: CodeRow, codes: ReadonlyMap<string, CodeRow>): string {
  const parent = code.parentId === null ? undefined : codes.get(code.parentId);
  return parent === undefined ? code.name : `${codePath(parent, codes)} > ${code.name}`;
}
