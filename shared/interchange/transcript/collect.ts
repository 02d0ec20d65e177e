import { instantMs } from '../../model/fields.ts';
import { tidyName, tidyText } from '../tidy.ts';
import type { TranscriptRead, TranscriptTier, TranscriptTurn, Unread, UnreadCode } from './transcript.ts';

/** `shownAs` is the line as the file has it, for the list; `sharesTime` marks turns that lie within another by design. */
type Found = Omit<TranscriptTurn, 'tier'> & { tier?: number; shownAs?: string; sharesTime?: boolean };

export type Collector = ReturnType<typeof collectTranscript>;

/**
 * What every importer puts its turns into: it keeps each turn that has anything to keep, looks at its times against the
 * turns before, and writes down what is odd. Nothing here knows a format.
 */
export function collectTranscript(tiers: TranscriptTier[] = [{ name: '', parent: null }]) {
  const turns: TranscriptTurn[] = [];
  const unread: Unread[] = [];
  const before = new Map<string, { startMs: number; untilMs: number }>();

  function leaveOut(line: number, text: string, code: UnreadCode): void {
    unread.push({ line, text: tidyText(text).slice(0, 500), code });
  }

  function checkOrder(turn: TranscriptTurn, line: number, shownAs: string): void {
    if (turn.startMs === null) return;
    const { startMs } = turn;
    // People talk at the same time; only one and the same cannot.
    const voice = JSON.stringify([turn.tier, turn.speaker]);
    const last = before.get(voice);
    const isBack = last !== undefined && startMs < last.startMs;
    if (isBack) leaveOut(line, shownAs, 'timeOutOfOrder');
    else if (last !== undefined && startMs < last.untilMs) leaveOut(line, shownAs, 'timeOverlap');
    const untilMs = Math.max(turn.endMs ?? startMs, last === undefined || isBack ? 0 : last.untilMs);
    before.set(voice, { startMs, untilMs });
  }

  return {
    tiers,
    turns,
    leaveOut,
    /** Keeps a turn; times that are no instant of a recording become null and are listed. */
    turn(line: number, found: Found): void {
      const { tier = 0, startMs, endMs } = found;
      const turn = { tier, startMs, endMs, speaker: tidyName(found.speaker), text: tidyText(found.text) };
      const shown = found.shownAs ?? turn.text;
      const outside = (ms: number | null) => ms !== null && !instantMs.safeParse(ms).success;
      if (outside(turn.startMs) || outside(turn.endMs)) {
        leaveOut(line, shown, 'timeOutOfRange');
        if (outside(turn.startMs)) turn.startMs = null;
        if (outside(turn.endMs)) turn.endMs = null;
      }
      if (turn.startMs !== null && turn.endMs !== null && turn.endMs < turn.startMs) {
        leaveOut(line, shown, 'timeBackward');
        turn.endMs = null;
      }
      if (found.sharesTime !== true) checkOrder(turn, line, shown);
      turns.push(turn);
    },
    /** The lines in the order of the file, whenever they were noticed. */
    done(): TranscriptRead {
      return { transcript: { tiers, turns }, unread: unread.toSorted((a, b) => a.line - b.line) };
    },
  };
}
