import type { Span } from '../../../timeline/types.ts';

/** The span with its start at the playhead. Past its end it becomes a point there, rather than being turned around. */
export function withIn(span: Span, atMs: number): Span {
  return { startMs: atMs, endMs: Math.max(atMs, span.endMs) };
}

export function withOut(span: Span, atMs: number): Span {
  return { startMs: Math.min(atMs, span.startMs), endMs: atMs };
}

/** Moved as a whole, inside the recording and without losing length at its edges. */
export function moved(span: Span, byMs: number, durationMs: number): Span {
  const length = span.endMs - span.startMs;
  const startMs = Math.min(Math.max(0, span.startMs + byMs), Math.max(0, durationMs - length));
  return { startMs, endMs: startMs + length };
}

/** Longer or shorter at its end, down to a point. */
export function stretched(span: Span, byMs: number, durationMs: number): Span {
  return { startMs: span.startMs, endMs: Math.min(Math.max(span.startMs, span.endMs + byMs), durationMs) };
}

/** What is played for a moment: its length, or of a point enough to recognise it by. */
export function playedSpan(span: Span, durationMs: number): Span {
  const leastMs = 3000;
  if (span.endMs - span.startMs >= 100) return span;
  return { startMs: span.startMs, endMs: Math.min(span.startMs + leastMs, Math.max(durationMs, span.endMs)) };
}

/** Why a typed span cannot be, as a word of the catalogue (`session.inspector.*`); null when it can. */
export function spanProblem({ startMs, endMs }: Span, durationMs: number): 'badOrder' | 'beyond' | null {
  if (Math.max(startMs, endMs) > durationMs) return 'beyond';
  return endMs < startMs ? 'badOrder' : null;
}
