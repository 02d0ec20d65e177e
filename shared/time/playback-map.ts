import { complement, coveredAtLeast, type Span, union } from './spans.ts';

/**
 * One line of a recall interview's playback log. `interviewMs` is the interview's own clock, which runs on while the
 * recording stands still. `sessionMs` is where playback stood when it happened (for `seek`: where it came from, `toMs`
 * where it went). `rate` is the speed from then on.
 */
export type LogLine = { interviewMs: number; sessionMs: number } & (
  | { kind: 'play' | 'rate'; rate: number }
  | { kind: 'seek'; toMs: number }
  | { kind: 'pause' | 'stop' }
);

/**
 * A stretch of the interview in which the session's clock moved evenly, or stood still. Interview time is contiguous
 * from piece to piece; session time jumps at a seek. Neither end is rounded: readers round.
 */
export type Piece = {
  kind: 'playing' | 'standing';
  interviewStartMs: number;
  interviewEndMs: number;
  sessionStartMs: number;
  sessionEndMs: number;
};

/**
 * The map between the two clocks of one recall interview: piecewise, because the session stands still while people
 * talk, and many-to-one, because passages are replayed. Pieces are in order of interview time.
 */
export type PlaybackMap = { pieces: readonly Piece[] };

/**
 * Builds the map from the log. The slope of a playing piece is what was observed between two lines, not the nominal
 * rate: a stall or a rounding of the player's speed is then in the map and not in the result. Only a piece that the log
 * does not end (the app was killed) is extrapolated, to `untilMs` of interview time and not past `durationMs` of the
 * session. Lines must be in order of interview time; one that goes backward is taken at the instant of its predecessor.
 */
export function playbackMap(
  log: readonly LogLine[],
  ends: { untilMs: number; durationMs: number },
): PlaybackMap {
  const pieces: Piece[] = [];
  let isPlaying = false;
  let rate = 1;
  let atInterviewMs = 0;
  let atSessionMs = log[0]?.sessionMs ?? 0;

  const advance = (interviewMs: number, sessionMs: number): void => {
    const interviewEndMs = Math.max(interviewMs, atInterviewMs);
    // Playback never runs backward; a line that says so (a rounding at a loop's end) is taken as standing.
    const sessionEndMs = isPlaying ? Math.max(sessionMs, atSessionMs) : atSessionMs;
    if (interviewEndMs > atInterviewMs) {
      pieces.push({
        kind: isPlaying ? 'playing' : 'standing',
        interviewStartMs: atInterviewMs,
        interviewEndMs,
        sessionStartMs: atSessionMs,
        sessionEndMs,
      });
    }
    atInterviewMs = interviewEndMs;
    atSessionMs = sessionEndMs;
  };

  for (const line of log) {
    advance(line.interviewMs, line.sessionMs);
    switch (line.kind) {
      case 'play':
      case 'rate':
        isPlaying = line.kind === 'play' || isPlaying;
        rate = line.rate;
        break;
      case 'seek':
        atSessionMs = line.toMs;
        continue;
      case 'pause':
      case 'stop':
        isPlaying = false;
        break;
    }
    // Where it stood is what the player said, also when the piece before it, standing, had it elsewhere.
    atSessionMs = line.sessionMs;
  }
  if (isPlaying) {
    const reachMs = atSessionMs + (ends.untilMs - atInterviewMs) * rate;
    const endMs = Math.max(atSessionMs, Math.min(reachMs, ends.durationMs));
    // The recording ends before the interview does: from there on it stands at its end.
    advance(atInterviewMs + (endMs - atSessionMs) / rate, endMs);
    isPlaying = false;
  }
  advance(ends.untilMs, atSessionMs);
  return { pieces };
}

/** Where the session stood at an instant of the interview: ms, not rounded. Null outside the interview. */
export function toSessionMs({ pieces }: PlaybackMap, interviewMs: number): number | null {
  let low = 0;
  let high = pieces.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece === undefined) return null;
    if (interviewMs < piece.interviewStartMs) high = middle - 1;
    else if (interviewMs > piece.interviewEndMs) low = middle + 1;
    else if (interviewMs === piece.interviewEndMs && middle < pieces.length - 1) low = middle + 1;
    else return at(piece, interviewMs);
  }
  return null;
}

function at(piece: Piece, interviewMs: number): number {
  const share = (interviewMs - piece.interviewStartMs) / (piece.interviewEndMs - piece.interviewStartMs);
  return piece.sessionStartMs + share * (piece.sessionEndMs - piece.sessionStartMs);
}

/** When an instant of the session was heard or spoken about: an instant for each time it played, a span for each time it stood there. */
export type Encounter = { kind: Piece['kind'] } & Span;

/**
 * Every encounter with an instant of the session, in order of interview time. Standing counts within `nearMs` of the
 * instant, since people speak about what they have just heard.
 */
export function toInterview({ pieces }: PlaybackMap, sessionMs: number, nearMs = 0): Encounter[] {
  const found: Encounter[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'standing') {
      if (Math.abs(piece.sessionStartMs - sessionMs) <= nearMs)
        found.push({ kind: 'standing', startMs: piece.interviewStartMs, endMs: piece.interviewEndMs });
      continue;
    }
    const travelled = piece.sessionEndMs - piece.sessionStartMs;
    if (sessionMs < piece.sessionStartMs || sessionMs > piece.sessionEndMs || travelled === 0) continue;
    const share = (sessionMs - piece.sessionStartMs) / travelled;
    const atMs = piece.interviewStartMs + share * (piece.interviewEndMs - piece.interviewStartMs);
    found.push({ kind: 'playing', startMs: atMs, endMs: atMs });
  }
  return found;
}

/** What of the session was played, in spans of session time; and how much of the interview went into talking. */
export type Coverage = {
  watched: Span[];
  skipped: Span[];
  /** Played at least twice. */
  replayed: Span[];
  /** Interview time that the recording stood still, in all. */
  standingMs: number;
};

export function coverage({ pieces }: PlaybackMap, durationMs: number): Coverage {
  const played = pieces
    .filter((piece) => piece.kind === 'playing')
    .map((piece) => ({ startMs: piece.sessionStartMs, endMs: piece.sessionEndMs }));
  const standing = pieces.filter((piece) => piece.kind === 'standing');
  return {
    watched: union(played),
    skipped: complement(played, durationMs),
    replayed: coveredAtLeast(played, 2),
    standingMs: standing.reduce((sum, piece) => sum + piece.interviewEndMs - piece.interviewStartMs, 0),
  };
}

/**
 * How long the talk after each stop lasted, in ms of interview time, in the order of the stops: until playback goes on,
 * or the interview ends.
 */
export function talkAfterStops(map: PlaybackMap, stops: readonly { interviewMs: number }[]): number[] {
  return stops.map(({ interviewMs }) => {
    const next = map.pieces.find(
      (piece) => piece.kind === 'playing' && piece.interviewStartMs >= interviewMs,
    );
    const endMs = next?.interviewStartMs ?? map.pieces.at(-1)?.interviewEndMs ?? interviewMs;
    return Math.max(0, endMs - interviewMs);
  });
}
