import * as z from 'zod';
import { type CodeFileField, type CodeSetFileField, codebookLimits } from '../../model/code-rows.ts';
import { tidyName, tidyText } from '../tidy.ts';

/** A passage that shows the code, quoted or linked or both; `momentId` is the id in the study it came from. */
export type CodebookExample = { text: string; momentId: string | null };

export const codebookKind = z.enum(['state', 'point']);
export type CodebookKind = z.infer<typeof codebookKind>;

/**
 * A code as files carry it. `id` is a guid in lower case without braces, `color` is `#rrggbb`, `key` one digit or letter.
 * Of the codes of one `exclusiveGroup` one holds at a time; a state lasts, a point does not.
 */
export type CodebookCode = {
  id: string;
  parentId: string | null;
  name: string;
  shortLabel: string;
  color: string | null;
  key: string | null;
  definition: string;
  whenToUse: string;
  whenNotToUse: string;
  examples: CodebookExample[];
  isCodable: boolean;
  isRetired: boolean;
  kind: CodebookKind;
  exclusiveGroup: string | null;
};

/** REFI-QDA's sets: codes that somebody put together, besides the tree. */
export type CodebookSet = { id: string; name: string; description: string; codeIds: string[] };

/** `codes` is the tree as a flat list: parents before children, siblings in order. `origin` names the program. */
export type Codebook = { origin: string; codes: CodebookCode[]; sets: CodebookSet[] };

export const codebookFindingCodes = [
  // The codebook was refused: to guess which code is meant would put codings under the wrong one.
  'guidDuplicate',
  'cycle',
  'fieldUnreadable',
  // The code was imported without what is named here.
  'guidUnreadable',
  'nameMissing',
  'parentMissing',
  'parentAmbiguous',
  'keyTaken',
  'keyUnreadable',
  'colorUnreadable',
  'flagUnreadable',
  'kindUnreadable',
  'memberMissing',
  // It was cut.
  'nameTooLong',
  'textTooLong',
  // Left out.
  'columnLeftOut',
  'elementLeftOut',
  'momentMissing',
] as const;
export const codebookFindingCode = z.enum(codebookFindingCodes);
export type CodebookFindingCode = z.infer<typeof codebookFindingCode>;

/**
 * `line` counts from 1: a line in XML, a row in CSV, in JSON the code's place in the order of the file. 0: found when the
 * file had been read as a whole.
 */
export const codebookFinding = z.object({ line: z.int(), text: z.string(), code: codebookFindingCode });
export type CodebookFinding = z.infer<typeof codebookFinding>;

/**
 * `codebook` is null when it was refused; `findings` then say why. Of the fields in `unsaid` the file says nothing, since its
 * format has no place for them or a table no column: codes that are known already keep theirs, and sets those in `unsaidOfSets`.
 */
export type CodebookRead = {
  codebook: Codebook | null;
  findings: CodebookFinding[];
  unsaid: readonly CodeFileField[];
  unsaidOfSets: readonly CodeSetFileField[];
};

/** Makes the id of a code that comes without one. */
export type ReadOptions = { newId: () => string };

/** What a file may leave out. */
export const plainCode = {
  parentId: null,
  shortLabel: '',
  color: null,
  key: null,
  definition: '',
  whenToUse: '',
  whenNotToUse: '',
  examples: [],
  isCodable: true,
  isRetired: false,
  kind: 'state',
  exclusiveGroup: null,
} as const satisfies Omit<CodebookCode, 'id' | 'name'>;

/** A guid as REFI-QDA has it, with or without braces, in lower case without; null when it is none. */
export function toGuid(text: string | null | undefined): string | null {
  const found =
    /^\s*(?:\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))\s*$/i.exec(
      text ?? '',
    );
  return (found?.[1] ?? found?.[2])?.toLowerCase() ?? null;
}

/** The codes depth first, siblings as they stand. Codes in a cycle are reached from nowhere and are not in it. */
export function inTreeOrder<T extends Pick<CodebookCode, 'id' | 'parentId'>>(codes: readonly T[]): T[] {
  const children = Map.groupBy(codes, (code) => code.parentId);
  const ordered: T[] = [];
  const waiting = [...(children.get(null) ?? [])].reverse();
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    ordered.push(code);
    waiting.push(...(children.get(code.id) ?? []).toReversed());
  }
  return ordered;
}

/** A code where it was found; `color` and `key` as the file has them, checked here. */
export type FoundCode = { line: number; code: CodebookCode };
export type FoundSet = { line: number; set: CodebookSet };

/**
 * Makes a codebook of what a format's reader found: refuses guids that are there twice and codes that are their own
 * ancestors, naming every one; drops and lists what cannot be kept of a code that can.
 */
export function settleCodebook(
  found: readonly FoundCode[],
  sets: readonly FoundSet[],
  origin: string,
  before: readonly CodebookFinding[],
): Pick<CodebookRead, 'codebook' | 'findings'> {
  const findings = [...before];
  const say = (line: number, text: string, code: CodebookFindingCode) =>
    findings.push({ line, text: text.slice(0, 500), code });
  const cut = (line: number, text: string, limit: number, code: CodebookFindingCode): string => {
    if (text.length <= limit) return text;
    say(line, text, code);
    // Not through the middle of a sign that takes two units.
    return `${text
      .slice(0, limit - 1)
      .toWellFormed()
      .replace(/\uFFFD$/u, '')
      .trimEnd()}…`;
  };
  const ids = Map.groupBy(found, ({ code }) => code.id);
  const keys = new Set<string>();

  const codes = found.map(({ line, code }): CodebookCode => {
    const name = tidyName(code.name);
    if (name === null) say(line, code.id, 'nameMissing');
    const shown = cut(line, name ?? code.id, codebookLimits.name, 'nameTooLong');
    const text = (of: string, limit: number = codebookLimits.text) =>
      cut(line, tidyText(of), limit, 'textTooLong');
    if ((ids.get(code.id)?.length ?? 0) > 1) say(line, `${shown} ${code.id}`, 'guidDuplicate');
    const hasParent = code.parentId === null || ids.has(code.parentId);
    if (!hasParent) say(line, `${shown} ${code.parentId}`, 'parentMissing');
    const color = toColor(code.color);
    if (code.color !== null && color === null) say(line, `${shown} ${code.color}`, 'colorUnreadable');
    const wanted = code.key?.toLowerCase() ?? null;
    const isKey = wanted !== null && /^[0-9a-z]$/.test(wanted);
    if (wanted !== null && !isKey) say(line, `${shown} ${code.key}`, 'keyUnreadable');
    const group = tidyName(code.exclusiveGroup);
    const isTaken = isKey && keys.has(wanted);
    if (isTaken) say(line, `${shown} ${wanted}`, 'keyTaken');
    if (isKey) keys.add(wanted);
    return {
      ...code,
      parentId: hasParent ? code.parentId : null,
      name: shown,
      shortLabel: text(code.shortLabel, codebookLimits.shortLabel),
      color,
      key: isKey && !isTaken ? wanted : null,
      definition: text(code.definition),
      whenToUse: text(code.whenToUse),
      whenNotToUse: text(code.whenNotToUse),
      examples: code.examples
        .map((one) => ({ text: text(one.text, codebookLimits.example), momentId: one.momentId }))
        .filter((one) => one.text !== '' || one.momentId !== null),
      exclusiveGroup: group === null ? null : cut(line, group, codebookLimits.group, 'textTooLong'),
    };
  });

  const setIds = Map.groupBy(sets, ({ set }) => set.id);
  const kept = sets.map(({ line, set }): CodebookSet => {
    const given = tidyName(set.name);
    if (given === null) say(line, set.id, 'nameMissing');
    const name = cut(line, given ?? set.id, codebookLimits.name, 'nameTooLong');
    if ((setIds.get(set.id)?.length ?? 0) > 1) say(line, `${name} ${set.id}`, 'guidDuplicate');
    const missing = set.codeIds.filter((id) => !ids.has(id));
    for (const id of missing) say(line, `${name} ${id}`, 'memberMissing');
    const codeIds = [...new Set(set.codeIds)].filter((id) => ids.has(id));
    const description = cut(line, tidyText(set.description), codebookLimits.text, 'textTooLong');
    return { ...set, name, description, codeIds };
  });

  // Two codes of one id may lie in each other, and walking them would never end.
  const isRefused = () => findings.some(({ code }) => refusing.includes(code));
  const ordered = isRefused() ? [] : inTreeOrder(codes);
  const reached = new Set(ordered.map(({ id }) => id));
  for (const { line, code } of isRefused() ? [] : found) {
    if (isInCycle(code.id, codes, reached)) say(line, `${code.name} ${code.id}`, 'cycle');
  }
  findings.sort((a, b) => a.line - b.line);
  return { codebook: isRefused() ? null : { origin, codes: ordered, sets: kept }, findings };
}

const refusing: readonly CodebookFindingCode[] = ['guidDuplicate', 'cycle', 'fieldUnreadable'];

/** Only codes that no root reaches can be in one; of them, those that come back to themselves, and not their children. */
function isInCycle(id: string, codes: readonly CodebookCode[], reached: ReadonlySet<string>): boolean {
  if (reached.has(id)) return false;
  const parents = new Map(codes.map((code) => [code.id, code.parentId]));
  const seen = new Set<string>();
  for (let at = parents.get(id) ?? null; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}

/** `#rgb` and `#RRGGBB` as `#rrggbb`. */
function toColor(text: string | null): string | null {
  const color = text?.trim().toLowerCase() ?? '';
  if (/^#[0-9a-f]{6}$/.test(color)) return color;
  return /^#[0-9a-f]{3}$/.test(color) ? color.replaceAll(/[0-9a-f]/g, '$&$&') : null;
}
