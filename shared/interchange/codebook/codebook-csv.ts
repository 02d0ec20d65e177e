import { Failure } from '../../contract/failure.ts';
import { codeFileFields } from '../../model/code-rows.ts';
import { type CsvSeparator, fromCsv, toCsv, withoutFormulaGuard } from '../csv.ts';
import {
  type Codebook,
  type CodebookCode,
  type CodebookExample,
  type CodebookFinding,
  type CodebookFindingCode,
  type CodebookRead,
  codebookKind,
  type FoundCode,
  plainCode,
  type ReadOptions,
  settleCodebook,
  toGuid,
} from './codebook.ts';
import { placeByName } from './parents-by-name.ts';

const order = [
  'id',
  'parentId',
  'name',
  'shortLabel',
  'color',
  'key',
  'definition',
  'whenToUse',
  'whenNotToUse',
  'examples',
  'moments',
  'isCodable',
  'isRetired',
  'kind',
  'exclusiveGroup',
] as const;
type Column = (typeof order)[number];

/** Headings as written, and what else people call them. */
const columns: Record<Column, readonly [string, ...string[]]> = {
  id: ['guid', 'id'],
  parentId: ['parent', 'parent guid', 'parent code'],
  name: ['name', 'code', 'code name'],
  shortLabel: ['short label', 'label', 'abbreviation'],
  color: ['colour', 'color'],
  key: ['key', 'shortcut'],
  definition: ['definition', 'description', 'memo'],
  whenToUse: ['when to use', 'inclusion criteria'],
  whenNotToUse: ['when not to use', 'exclusion criteria'],
  examples: ['examples', 'example'],
  moments: ['example moments'],
  isCodable: ['codable'],
  isRetired: ['retired'],
  kind: ['kind', 'type'],
  exclusiveGroup: ['exclusive group'],
};

/**
 * One row a code, in the order of the tree. It holds everything but sets and the origin. A line of `examples` and of
 * `example moments` is one example; line ends within are written \n.
 */
export function writeCodebookCsv({ codes }: Codebook, options: { hasByteOrderMark: boolean }): string {
  const rows = codes.map((code) => {
    const cells: Record<Column, string> = {
      id: code.id,
      parentId: code.parentId ?? '',
      name: code.name,
      shortLabel: code.shortLabel,
      color: code.color ?? '',
      key: code.key ?? '',
      definition: code.definition,
      whenToUse: code.whenToUse,
      whenNotToUse: code.whenNotToUse,
      examples: code.examples.map(({ text }) => escaped(text)).join('\n'),
      moments: code.examples.some(({ momentId }) => momentId !== null)
        ? code.examples.map(({ momentId }) => momentId ?? '').join('\n')
        : '',
      isCodable: code.isCodable ? 'yes' : 'no',
      isRetired: code.isRetired ? 'yes' : 'no',
      kind: code.kind,
      exclusiveGroup: code.exclusiveGroup ?? '',
    };
    return order.map((column) => cells[column]);
  });
  return toCsv([order.map((column) => columns[column][0]), ...rows], options);
}

/**
 * A table of codes. Only the name is needed; a parent is named by guid, name or path (see `placeByName`). Throws
 * Failure FILE_DAMAGED for a quote that does not end, FILE_NOT_RECOGNISED without a column of names.
 */
export function readCodebookCsv(text: string, { newId }: ReadOptions): CodebookRead {
  const rows = rowsOf(text).map((row) => row.map(withoutFormulaGuard));
  const titles = (rows[0] ?? []).map((title) => title.trim().toLowerCase());
  const at = new Map(
    order.map((column) => [column, titles.findIndex((title) => columns[column].includes(title))]),
  );
  if ((at.get('name') ?? -1) === -1) throw new Failure('FILE_NOT_RECOGNISED');
  const findings: CodebookFinding[] = titles.flatMap((title, index) =>
    title === '' || [...at.values()].includes(index) ? [] : [{ line: 1, text: title, code: 'columnLeftOut' }],
  );
  const found = rows.slice(1).flatMap((row, index): FoundCode[] => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const cell = (column: Column) => row[at.get(column) ?? -1] ?? '';
    const say = (code: CodebookFindingCode, said: string) =>
      findings.push({ line: index + 2, text: `${cell('name')} ${said}`, code });
    return [{ line: index + 2, code: codeOf(cell, say, newId) }];
  });
  findings.push(...placeByName(found));
  const unsaid = codeFileFields.filter((field) => at.get(field) === -1);
  return { ...settleCodebook(found, [], '', findings), unsaid, unsaidOfSets: [] };
}

function rowsOf(text: string): string[][] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const count = (separator: CsvSeparator) => first.split(separator).length;
  const separators: readonly CsvSeparator[] = [',', ';', '\t'];
  const separator = separators.toSorted((a, b) => count(b) - count(a))[0];
  try {
    return fromCsv(text, separator);
  } catch (cause) {
    throw new Failure('FILE_DAMAGED', {}, { cause });
  }
}

function codeOf(
  cell: (column: Column) => string,
  say: (code: CodebookFindingCode, said: string) => void,
  newId: () => string,
): CodebookCode {
  const orNull = (column: Column) => cell(column).trim() || null;
  const flag = (column: Column, usual: boolean): boolean => {
    const word = cell(column).trim().toLowerCase();
    if (word === '') return usual;
    if (/^(?:yes|true|1|x)$/.test(word)) return true;
    if (!/^(?:no|false|0)$/.test(word)) say('flagUnreadable', word);
    return usual && !/^(?:no|false|0)$/.test(word);
  };
  const guid = toGuid(cell('id'));
  if (guid === null && cell('id').trim() !== '') say('guidUnreadable', cell('id'));
  const kind = codebookKind.safeParse(cell('kind').trim().toLowerCase() || plainCode.kind);
  if (!kind.success) say('kindUnreadable', cell('kind'));
  return {
    id: guid ?? newId(),
    parentId: orNull('parentId'),
    name: cell('name'),
    shortLabel: cell('shortLabel'),
    color: orNull('color'),
    key: orNull('key'),
    definition: cell('definition'),
    whenToUse: cell('whenToUse'),
    whenNotToUse: cell('whenNotToUse'),
    examples: examplesOf(cell('examples'), cell('moments')),
    isCodable: flag('isCodable', true),
    isRetired: flag('isRetired', false),
    kind: kind.data ?? plainCode.kind,
    exclusiveGroup: orNull('exclusiveGroup'),
  };
}

function examplesOf(texts: string, moments: string): CodebookExample[] {
  const lines = texts.split(/\r?\n/);
  const links = moments.split(/\r?\n/);
  return Array.from({ length: Math.max(lines.length, links.length) }, (_, index) => ({
    text: unescaped(lines[index] ?? ''),
    momentId: links[index]?.trim() || null,
  }));
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(\\|n)/g, (_, sign: string) => (sign === 'n' ? '\n' : '\\'));
}
