import type { Collector } from './collect.ts';
import { leadingName, speakerTest } from './speakers.ts';
import {
  behindBrokenStamp,
  cutAtStamps,
  leadingStamp,
  nameAndStamp,
  nameThenStamp,
  type Stamp,
} from './stamps.ts';

/** A line of a text file, or a paragraph of a document. `isAfterGap`: something empty stands before it. */
export type Paragraph = { line: number; text: string; isAfterGap: boolean };

type Head = { stamp: Stamp | null; speaker: string | null; rest: string };
type Draft = {
  line: number;
  shownAs: string;
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  text: string;
};

/**
 * Free text into turns. What a turn begins with is told by its head (a stamp, a speaker, both in either order); what has
 * no head goes on with the turn before. Without any heads, blank lines part the turns, or else every line is one. A stamp
 * within a turn cuts it, since it is where one can jump to; a stamp at the end of turns (f4, MAXQDA) ends each, and the
 * next begins there.
 */
export function readParagraphs(paragraphs: readonly Paragraph[], collector: Collector): void {
  const style = styleOf(paragraphs);
  const drafts: Draft[] = [];
  let isInTurn = false;
  for (const paragraph of paragraphs) {
    const { line, text } = paragraph;
    const broken = behindBrokenStamp(text);
    if (broken !== null) collector.leaveOut(line, text, 'timeUnreadable');
    const head = readHead(broken ?? text, style.isBareTaken, style.isSpeaker);
    const pieces = cutAtStamps(head.rest);
    const isHeaded = broken !== null || head.stamp !== null || head.speaker !== null || pieces.length > 1;
    const goesOn = style.hasHeads ? isInTurn : style.hasGaps && !paragraph.isAfterGap;
    const last = drafts.at(-1);
    if (!isHeaded && goesOn && last !== undefined) {
      last.text += last.text === '' ? head.rest : `\n${head.rest}`;
      continue;
    }
    isInTurn = isHeaded;
    drafts.push(...draftsOf(paragraph, head, pieces, style.isEndStamped ? (last?.endMs ?? null) : null));
    if (style.isEndStamped && last === undefined && drafts[0] !== undefined && drafts[0].endMs !== null) {
      drafts[0].startMs ??= 0;
    }
  }
  for (const { line, ...draft } of drafts) {
    if (draft.text.trim() === '') collector.leaveOut(line, draft.shownAs, 'textEmpty');
    collector.turn(line, draft);
  }
}

/** What is decided by all paragraphs together: one line alone does not tell whether `10:30` is a stamp or is said. */
function styleOf(paragraphs: readonly Paragraph[]) {
  const bare = paragraphs.filter(({ text }) => leadingStamp(text, true) !== null).length;
  const isBareTaken = bare >= 2 || (bare > 0 && bare === paragraphs.length);
  const names: string[] = [];
  for (const { text } of paragraphs) {
    readHead(text, isBareTaken, (name) => {
      names.push(name);
      return false;
    });
  }
  const isSpeaker = speakerTest(names);
  let leading = 0;
  let trailing = 0;
  let hasHeads = false;
  for (const { text } of paragraphs) {
    const head = readHead(text, isBareTaken, isSpeaker);
    const pieces = cutAtStamps(head.rest);
    if (head.stamp !== null) leading += 1;
    else if (pieces.length > 1 && pieces.at(-1)?.text.trim() === '') trailing += 1;
    hasHeads ||= head.stamp !== null || head.speaker !== null || pieces.length > 1;
  }
  const hasGaps = paragraphs.some(({ isAfterGap }, index) => isAfterGap && index > 0);
  return { isBareTaken, isSpeaker, hasHeads, hasGaps, isEndStamped: trailing > leading };
}

function readHead(text: string, isBareTaken: boolean, isSpeaker: (name: string) => boolean): Head {
  const first = leadingStamp(text, isBareTaken);
  if (first === null) {
    const [firstLine = ''] = text.split('\n', 1);
    const alone = nameAndStamp(firstLine);
    if (alone !== null && isSpeaker(alone.name)) {
      return { stamp: alone.stamp, speaker: alone.name, rest: text.slice(firstLine.length + 1) };
    }
    const stamped = nameThenStamp(text);
    if (stamped !== null && isSpeaker(stamped.name)) return { ...stamped, speaker: stamped.name };
  }
  const rest = first?.rest ?? text;
  const named = leadingName(rest);
  if (named === null || !isSpeaker(named.name)) return { stamp: first?.stamp ?? null, speaker: null, rest };
  const second = first === null ? leadingStamp(named.rest, false) : null;
  return {
    stamp: first?.stamp ?? second?.stamp ?? null,
    speaker: named.name,
    rest: second?.rest ?? named.rest,
  };
}

function draftsOf(
  { line, text }: Paragraph,
  { stamp, speaker }: Head,
  pieces: readonly { stamp: Stamp | null; text: string }[],
  beforeMs: number | null,
): Draft[] {
  const drafts = pieces.map((piece, index): Draft => {
    const from = index === 0 ? stamp : piece.stamp;
    const until = pieces[index + 1]?.stamp?.startMs ?? null;
    const startMs = from?.startMs ?? (index === 0 && until !== null ? beforeMs : null);
    return { line, shownAs: text, startMs, endMs: from?.endMs ?? until, speaker, text: piece.text };
  });
  const spoken = drafts.filter((draft) => draft.text.trim() !== '');
  return spoken.length > 0 ? spoken : drafts.slice(-1);
}
