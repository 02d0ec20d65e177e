import { formatTime } from '../../time/timecode.ts';
import { tidyText } from '../tidy.ts';
import { collectTranscript } from './collect.ts';
import { type Paragraph, readParagraphs } from './paragraphs.ts';
import { readTable } from './table.ts';
import {
  inTimeOrder,
  type Transcript,
  type TranscriptRead,
  type TranscriptTurn,
  type Written,
} from './transcript.ts';

/** Plain text in the styles people and programs write; see `readParagraphs` and `readTable`. */
export function readPlainText(text: string): TranscriptRead {
  const collector = collectTranscript();
  const lines = text.split(/\r\n?|\n/).map((content, index) => ({ line: index + 1, content }));
  const filled = lines.filter(({ content }) => content.trim() !== '');
  const rows = filled.map(({ line, content }) => ({ line, cells: content.split('\t') }));
  const isTable =
    rows.length > 1 && rows.every(({ cells }) => cells.length > 1 && cells.length === rows[0]?.cells.length);
  if (!isTable || !readTable(rows, collector)) readParagraphs(paragraphsOf(text), collector);
  return collector.done();
}

/**
 * A line that is indented where the first is not goes on with the line before, whatever it looks like: so are the further
 * lines of a turn written by `writePlainText`.
 */
function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let isAfterGap = false;
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const last = paragraphs.at(-1);
    if (line.startsWith(indent) && last !== undefined && !paragraphs[0]?.text.startsWith(indent)) {
      last.text += `\n${line.slice(indent.length)}`;
    } else if (line.trim() === '') {
      isAfterGap = true;
    } else {
      paragraphs.push({ line: index + 1, text: line, isAfterGap });
      isAfterGap = false;
    }
  }
  return paragraphs;
}

const indent = '    ';

export type TextOptions = { hasTimes: boolean };

/**
 * One turn a paragraph, `[0:00:01.000 - 0:00:02.500] Name: text`, in time order. Names and, when asked, times come back on
 * import. An end without a start has no place here, nor has a turn that has neither name nor time: it goes on with the
 * turn before.
 */
export function writePlainText({ turns }: Transcript, options: TextOptions): Written<string> {
  const paragraphs = inTimeOrder(turns).map((turn) => {
    const { head, text } = turnAsText(turn, options);
    return `${head}${text}`.replaceAll('\n', `\n${indent}`);
  });
  return { content: paragraphs.map((paragraph) => `${paragraph}\n`).join('\n'), leftOut: [] };
}

/** A turn as a paragraph reads: what comes before the text, and the text. */
export function turnAsText(turn: TranscriptTurn, { hasTimes }: TextOptions): { head: string; text: string } {
  const { startMs, endMs, speaker } = turn;
  const until = endMs === null ? '' : ` - ${formatTime(endMs)}`;
  const stamp = hasTimes && startMs !== null ? `[${formatTime(startMs)}${until}] ` : '';
  return { head: `${stamp}${speaker === null ? '' : `${speaker}: `}`, text: tidyText(turn.text) };
}
