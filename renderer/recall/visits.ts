/** What of a place decides whether playback has been there. */
export type Visitable = {
  readonly id: string;
  readonly aroundMs: number | null;
  readonly endMs: number | null;
  readonly visited: string | null;
};

/**
 * The places not visited yet that playback passes through on its way from one instant to another without a jump. A clip
 * is visited when its end is reached, anything else when the instant it is about is.
 */
export function passedThrough<P extends Visitable>(
  places: readonly P[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): P[] {
  return places.filter(({ visited, aroundMs, endMs }) => {
    const atMs = endMs ?? aroundMs;
    return visited === null && atMs !== null && fromMs <= atMs && atMs <= toMs;
  });
}

/** The next place to visit: the first not visited after `currentId` in the order of the queue, then from its beginning. */
export function nextPlace<P extends Visitable>(
  places: readonly P[],
  currentId: string | null,
  direction: 1 | -1 = 1,
): P | undefined {
  const queue = direction === 1 ? places : places.toReversed();
  const at = queue.findIndex(({ id }) => id === currentId);
  const around = [...queue.slice(at + 1), ...queue.slice(0, at + 1)];
  return around.find(({ visited, aroundMs }) => visited === null && aroundMs !== null);
}
