import * as z from 'zod';

/**
 * A transcript as files carry it. `tiers` are the file's own layers (ELAN, Praat; one nameless tier elsewhere); `parent`
 * is the index of the tier that a tier depends on, so that a dialog can leave translations and glosses out at first.
 */
export type Transcript = { tiers: TranscriptTier[]; turns: TranscriptTurn[] };
export type TranscriptTier = { name: string; parent: number | null };

/**
 * `tier` is an index into `tiers`. Times are integer ms from the start of the recording, null where the file does not
 * tell; a point has both the same. `speaker` is as the file names them, null where it does not; lines of the text are
 * parted by \n. Turns are in the order of the file.
 */
export type TranscriptTurn = {
  tier: number;
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  text: string;
};

/**
 * Why a line is listed to the person who imports. The list is closed and every code has its sentence in the catalogue,
 * which says what became of the line.
 */
export const unreadCodes = [
  // The turn was imported, with the time it has, or without the one that cannot be right.
  'timeMissing',
  'timeUnreadable',
  'timeBackward',
  'timeOutOfRange',
  'timeOverlap',
  'timeOutOfOrder',
  'textEmpty',
  'referenceMissing',
  // The line was left out.
  'textOutsideCue',
  'noteLeftOut',
  'objectLeftOut',
  'columnLeftOut',
  'tierUnreadable',
  'endsEarly',
] as const;
export const unreadCode = z.enum(unreadCodes);
export type UnreadCode = z.infer<typeof unreadCode>;

/** `line` counts from 1; in a Word document it counts paragraphs and table rows. */
export const unread = z.object({ line: z.int(), text: z.string(), code: unreadCode });
export type Unread = z.infer<typeof unread>;

export type TranscriptRead = { transcript: Transcript; unread: Unread[] };

/** What a writer made, and the turns that the format has no place for. */
export type Written<T> = { content: T; leftOut: TranscriptTurn[] };

/**
 * Turns as they sound, whatever their tier. One without a time stays behind the one before it: it was written there.
 */
export function inTimeOrder(turns: readonly TranscriptTurn[]): TranscriptTurn[] {
  let atMs = 0;
  return turns
    .map((turn) => {
      atMs = turn.startMs ?? turn.endMs ?? atMs;
      return { turn, atMs };
    })
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ turn }) => turn);
}

export type TimedTurn = TranscriptTurn & { startMs: number; endMs: number };

/** How long a last turn lasts when neither it nor the recording tells. */
const lastTurnMs = 2000;

/**
 * Turns in time order for formats in which each needs two times. A missing end is where the next one starts, or else the
 * end of the recording; a turn without a start has no place and is left out.
 */
export function closedTurns(
  turns: readonly TranscriptTurn[],
  durationMs: number | null,
): { timed: TimedTurn[]; leftOut: TranscriptTurn[] } {
  const ordered = inTimeOrder(turns);
  const starts = ordered.flatMap(({ startMs }) => (startMs === null ? [] : [startMs])).sort((a, b) => a - b);
  const timed: TimedTurn[] = [];
  const leftOut: TranscriptTurn[] = [];
  let next = 0;
  for (const turn of ordered) {
    const { startMs } = turn;
    if (startMs === null) {
      leftOut.push(turn);
      continue;
    }
    while (next < starts.length && (starts[next] ?? 0) <= startMs) next += 1;
    const longest = durationMs !== null && durationMs > startMs ? durationMs : startMs + lastTurnMs;
    timed.push({ ...turn, startMs, endMs: turn.endMs ?? starts[next] ?? longest });
  }
  return { timed, leftOut };
}
