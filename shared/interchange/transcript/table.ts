import type { Collector } from './collect.ts';
import { leadingName, speakerTest } from './speakers.ts';
import { leadingStamp, type Stamp } from './stamps.ts';

/** A row of a table in a document, or of a text file whose lines all have the same number of tabs. */
export type TableRow = { line: number; cells: string[] };

const heading =
  /^(?:time|timespan|start|begin|end|content|text|transcript|speaker|name|role|zeit|zeitspanne|inhalt|sprecher(?:in)?|contenu|locuteur|contenido|hablante)\b/i;
const contentHeading = /^(?:content|text|transcript|inhalt|contenu|contenido)\b/i;
const speakerHeading = /^(?:speaker|name|role|participant|person|sprecher|locuteur|hablante)/i;

/**
 * A transcript laid out as a table: NVivo's Timespan, Content and Speaker in any order and language, told by what is in
 * the columns, or ELAN's tab-delimited text, which has every time several times over. False when it is no transcript, and nothing was taken from it.
 */
export function readTable(rows: readonly TableRow[], collector: Collector): boolean {
  const hasHeading = rows[0]?.cells.some((cell) => heading.test(cell.trim())) ?? false;
  const columns = columnsOf(rows, hasHeading);
  if (columns === null) return false;
  const { start, end, speaker, content } = columns;
  const isHeader = (row: TableRow | undefined) =>
    hasHeading || (start !== undefined && spanOf(row?.cells[start]) === null);
  const body = isHeader(rows[0]) ? rows.slice(1) : rows;
  if (body.length < rows.length) {
    for (const column of columns.leftOver) {
      collector.leaveOut(rows[0]?.line ?? 1, rows[0]?.cells[column] ?? '', 'columnLeftOut');
    }
  }
  const named = body.map(({ cells }) => leadingName(cells[content] ?? ''));
  const isSpeaker = speakerTest(named.flatMap((found) => found?.name ?? []));
  for (const [index, { line, cells }] of body.entries()) {
    const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
    const shownAs = cells.join('\t');
    const span = spanOf(cell(start));
    const inText = speaker === undefined ? named[index] : null;
    const said =
      inText != null && isSpeaker(inText.name) ? inText : { name: cell(speaker), rest: cell(content) };
    if (start !== undefined && span === null) {
      collector.leaveOut(line, shownAs, cell(start) === '' ? 'timeMissing' : 'timeUnreadable');
    }
    if (said.rest === '') collector.leaveOut(line, shownAs, 'textEmpty');
    const endMs = span?.endMs ?? spanOf(cell(end))?.startMs ?? null;
    collector.turn(line, {
      startMs: span?.startMs ?? null,
      endMs,
      speaker: said.name,
      text: said.rest,
      shownAs,
    });
  }
  return true;
}

type Columns = {
  start: number | undefined;
  end: number | undefined;
  speaker: number | undefined;
  content: number;
  leftOver: number[];
};

function columnsOf(rows: readonly TableRow[], hasHeading: boolean): Columns | null {
  const body = hasHeading ? rows.slice(1) : rows;
  const all = Array.from(
    { length: rows.reduce((most, { cells }) => Math.max(most, cells.length), 0) },
    (_, column) => ({
      column,
      title: hasHeading ? (rows[0]?.cells[column] ?? '').trim() : '',
      cells: body.map(({ cells }) => (cells[column] ?? '').trim()).filter((cell) => cell !== ''),
    }),
  );
  const isTime = ({ cells }: { cells: string[] }) =>
    cells.filter((cell) => spanOf(cell) !== null).length * 2 > cells.length;
  const times = all.filter(isTime);
  const [start, end] = times;
  const isNumber = ({ cells }: { cells: string[] }) => cells.every((cell) => /^\d+(?:[.,]\d+)?$/.test(cell));
  const spoken = all.filter((one) => !times.includes(one) && !isNumber(one));
  const length = ({ cells }: { cells: string[] }) => cells.join('').length;
  const content =
    spoken.find(({ title }) => contentHeading.test(title)) ??
    spoken.toSorted((a, b) => length(b) - length(a))[0];
  if (content === undefined) return null;
  const others = spoken.filter((one) => one !== content);
  const isNames = ({ cells }: { cells: string[] }) =>
    cells.every((cell) => cell.length <= 40 && !cell.includes('\n')) && new Set(cells).size < cells.length;
  const speaker = others.find(({ title }) => speakerHeading.test(title)) ?? others.find(isNames);
  if (start === undefined && speaker === undefined) return null;
  return {
    start: start?.column,
    end: end?.column,
    speaker: speaker?.column,
    content: content.column,
    leftOver: others.filter((one) => one !== speaker).map(({ column }) => column),
  };
}

/** A cell that holds a time or a span of times and nothing else. */
function spanOf(cell: string | undefined): Stamp | null {
  const found = leadingStamp(cell ?? '', true);
  return found?.rest.trim() === '' ? found.stamp : null;
}
