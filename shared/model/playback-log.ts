import type { LogLineRow } from './rows.ts';

type Line = Pick<LogLineRow, 'kind' | 'interviewMs' | 'sessionMs' | 'toMs'>;

/** Where the session was left, in ms, by the last line of a log in the order of interview time; 0 for one without lines. */
export function leftAtMs(lines: readonly Line[]): number {
  const last = lines.at(-1);
  if (last === undefined) return 0;
  return last.kind === 'seek' ? (last.toMs ?? last.sessionMs) : last.sessionMs;
}

/**
 * The pause that a log lacks when it says that it still plays, as after a crash: at its last line, for it is known to have
 * played until then and no longer. A map would have it play on until the interview was closed, an hour later perhaps.
 * Null when nothing plays.
 */
export function missingPause(lines: readonly Line[]): { interviewMs: number; sessionMs: number } | null {
  const last = lines.at(-1);
  const change = lines.findLast(({ kind }) => kind === 'play' || kind === 'pause' || kind === 'stop');
  if (last === undefined || change?.kind !== 'play') return null;
  return { interviewMs: last.interviewMs, sessionMs: leftAtMs(lines) };
}
