/** A stretch of one clock: integer milliseconds, the end not included; empty when both are the same. */
export type Span = { startMs: number; endMs: number };

export function lengthMs(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.endMs - span.startMs, 0);
}

/** The same instants as spans in order that neither overlap nor touch; empty spans fall away. */
export function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter((one) => one.endMs > one.startMs).sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last !== undefined && span.startMs <= last.endMs) last.endMs = Math.max(last.endMs, span.endMs);
    else merged.push({ ...span });
  }
  return merged;
}

/** What of 0 to `durationMs` is in none of the spans. */
export function complement(spans: readonly Span[], durationMs: number): Span[] {
  const gaps: Span[] = [];
  let fromMs = 0;
  for (const span of union(spans)) {
    if (span.startMs > fromMs) gaps.push({ startMs: fromMs, endMs: Math.min(span.startMs, durationMs) });
    fromMs = Math.max(fromMs, span.endMs);
  }
  if (fromMs < durationMs) gaps.push({ startMs: fromMs, endMs: durationMs });
  return gaps.filter((gap) => gap.endMs > gap.startMs);
}

/** What at least `times` of the spans cover, for instance what was watched twice. */
export function coveredAtLeast(spans: readonly Span[], times: number): Span[] {
  const edges = spans
    .filter((span) => span.endMs > span.startMs)
    .flatMap((span) => [
      { atMs: span.startMs, by: 1 },
      { atMs: span.endMs, by: -1 },
    ])
    .sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  const covered: Span[] = [];
  let depth = 0;
  let sinceMs = 0;
  for (const { atMs, by } of edges) {
    if (depth >= times && depth + by < times) covered.push({ startMs: sinceMs, endMs: atMs });
    if (depth < times && depth + by >= times) sinceMs = atMs;
    depth += by;
  }
  return union(covered);
}
