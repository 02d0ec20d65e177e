import type { CodeFileField, CodeSetFileField } from '../../model/code-rows.ts';
import type * as model from '../../model/codebook.ts';
import { type MomentId, momentId } from '../../model/ids.ts';
import type { CodeRow } from '../../model/rows.ts';
import {
  type Codebook,
  type CodebookCode,
  type CodebookFinding,
  type CodebookRead,
  inTreeOrder,
} from './codebook.ts';

/** A code of a file as a study takes it in; `ref` and `parentRef` name it and its parent within the file. */
export type StudyCode = Omit<CodeRow, 'id' | 'parentId' | 'position'> & {
  ref: string;
  parentRef: string | null;
  examples: { momentId: MomentId | null; note: string }[];
  /** Fields that the file says nothing of. */
  unsaid: CodeFileField[];
};

/** A set of a file, likewise; its codes by their `ref`. */
export type StudySet = Omit<model.CodeSet, 'id' | 'codeIds'> & {
  codeRefs: string[];
  unsaid: CodeSetFileField[];
};

export type StudyCodes = Pick<CodebookRead, 'unsaid' | 'unsaidOfSets'> & {
  /** Ids that no file gave: made by the reader for what came without one. */
  isMinted: (id: string) => boolean;
  hasMoment: (id: MomentId) => boolean;
  /** For codes without a colour of their own, nor a parent with one; `place` counts those from 0. */
  colorAt: (place: number) => string;
};

/**
 * A file's codebook as a study can hold it, and a list of what it cannot: links of examples to moments that are not in
 * this study; the words of such an example stay.
 */
export function toStudyCodes(
  { codes, sets }: Codebook,
  { unsaid, unsaidOfSets, isMinted, hasMoment, colorAt }: StudyCodes,
): { codes: StudyCode[]; sets: StudySet[]; findings: CodebookFinding[] } {
  const findings: CodebookFinding[] = [];
  const colors = new Map<string, string>();
  let uncoloured = 0;
  const made = codes.map(({ id, parentId, color, examples, ...fields }): StudyCode => {
    const inherited = parentId === null ? undefined : colors.get(parentId);
    const shown = color ?? inherited ?? colorAt(uncoloured++);
    colors.set(id, shown);
    const kept = examples.flatMap(({ momentId: linked, text }): StudyCode['examples'] => {
      const known = momentId.safeParse(linked);
      if (known.success && hasMoment(known.data)) return [{ momentId: known.data, note: text }];
      if (linked !== null)
        findings.push({ line: 0, text: `${fields.name}: ${linked}`, code: 'momentMissing' });
      return text === '' ? [] : [{ momentId: null, note: text }];
    });
    return {
      ...fields,
      ref: id,
      parentRef: parentId,
      color: shown,
      examples: kept,
      guid: isMinted(id) ? null : id,
      unsaid: color === null && !unsaid.includes('color') ? [...unsaid, 'color'] : [...unsaid],
    };
  });
  const taken = sets.map(
    ({ id, codeIds, ...fields }): StudySet => ({
      ...fields,
      guid: isMinted(id) ? null : id,
      codeRefs: codeIds,
      unsaid: [...unsaidOfSets],
    }),
  );
  return { codes: made, sets: taken, findings };
}

/** The codebook of a study as files carry it: each code and set under the guid that other programs know, or its own id. */
export function fromStudy({ codes, examples, sets }: model.Codebook, origin: string): Codebook {
  const guids = new Map(codes.map(({ id, guid }) => [id, guid ?? id]));
  const linked = Map.groupBy(examples, ({ codeId }) => codeId);
  const all = codes
    .toSorted((one, other) => one.position - other.position)
    .map(
      ({ id, parentId, guid: _, position: __, ...fields }): CodebookCode => ({
        ...fields,
        id: guids.get(id) ?? id,
        parentId: parentId === null ? null : (guids.get(parentId) ?? null),
        examples: (linked.get(id) ?? []).map(({ momentId: linkedId, note }) => ({
          text: note,
          momentId: linkedId,
        })),
      }),
    );
  return {
    origin,
    codes: inTreeOrder(all),
    sets: sets.map(({ id, guid, codeIds, ...fields }) => ({
      ...fields,
      id: guid ?? id,
      codeIds: codeIds.flatMap((codeId) => guids.get(codeId) ?? []),
    })),
  };
}
