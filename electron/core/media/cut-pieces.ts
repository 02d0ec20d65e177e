/** From `start` to before `end`, in ticks of one clock. */
export type Ticks = { readonly start: number; readonly end: number };
/** How the picture is shown: blank is stronger than blur, where both are asked for. */
export type Look = 'plain' | 'blur' | 'blank';
export type LookSpan = Ticks & { readonly look: 'blur' | 'blank' };
export type Piece = Ticks & { readonly look: Look };

/**
 * What of one picture, shown for the time of `shown`, comes into the cut, and how: its time parted at the edges of the
 * cut and of every redaction, so that both are exact however long a picture stands. Still on the clock of `shown`.
 */
export function piecesOf(shown: Ticks, cut: Ticks, looks: readonly LookSpan[]): Piece[] {
  const start = Math.max(shown.start, cut.start);
  const end = Math.min(shown.end, cut.end);
  if (end <= start) return [];
  const touching = looks.filter((span) => span.start < end && span.end > start);
  const edges = new Set([start, end]);
  for (const span of touching) {
    edges.add(Math.max(start, span.start));
    edges.add(Math.min(end, span.end));
  }
  const ordered = [...edges].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (const [index, from] of ordered.entries()) {
    const to = ordered[index + 1];
    if (to === undefined) break;
    const look = lookAt(from, touching);
    const last = pieces.at(-1);
    if (last?.look === look) pieces[pieces.length - 1] = { ...last, end: to };
    else pieces.push({ start: from, end: to, look });
  }
  return pieces;
}

function lookAt(at: number, looks: readonly LookSpan[]): Look {
  const here = looks.filter((span) => span.start <= at && at < span.end);
  if (here.some(({ look }) => look === 'blank')) return 'blank';
  return here.length > 0 ? 'blur' : 'plain';
}
