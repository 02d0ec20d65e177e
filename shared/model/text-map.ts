/** Characters [from, to) of a text became [newFrom, newTo) of the text after it. In UTF-16 code units. */
export type TextChange = { from: number; to: number; newFrom: number; newTo: number };

/** Above this many pairs of words a change is taken as one: comparing them all would hold up the typing. */
const mostPairs = 1_000_000;

/** Words, runs of space, and single other characters; never half of a surrogate pair. */
function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|./gsu) ?? [];
}

const lengthOf = (tokens: readonly string[]): number => tokens.reduce((sum, token) => sum + token.length, 0);

function commonStart(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

function commonEnd(one: readonly string[], other: readonly string[], from: number): number {
  const most = Math.min(one.length, other.length) - from;
  let count = 0;
  while (count < most && one[one.length - 1 - count] === other[other.length - 1 - count]) count += 1;
  return count;
}

/** A word counts for more than all the spaces and signs that could be kept in its place. */
const weightOf = (token: string): number => (/^[\p{L}\p{N}]/u.test(token) ? 1000 : 1);

/** The weightiest common subsequence of every pair of tails, row after row. */
function tailWeights(one: readonly string[], other: readonly string[]): Uint32Array {
  const width = other.length + 1;
  const weights = new Uint32Array((one.length + 1) * width);
  for (let row = one.length - 1; row >= 0; row -= 1) {
    const weight = weightOf(one[row] ?? '');
    for (let column = other.length - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      weights[at] =
        one[row] === other[column]
          ? (weights[at + width + 1] ?? 0) + weight
          : Math.max(weights[at + width] ?? 0, weights[at + 1] ?? 0);
    }
  }
  return weights;
}

/** Shrinks a change to the characters that differ, so that a letter mended in a word does not touch the rest of it. */
function narrowed(change: TextChange, before: string, after: string): TextChange {
  const old = [...before.slice(change.from, change.to)];
  const now = [...after.slice(change.newFrom, change.newTo)];
  const start = commonStart(old, now);
  const end = commonEnd(old, now, start);
  const startLength = lengthOf(old.slice(0, start));
  const endLength = lengthOf(old.slice(old.length - end));
  return {
    from: change.from + startLength,
    to: change.to - endLength,
    newFrom: change.newFrom + startLength,
    newTo: change.newTo - endLength,
  };
}

/**
 * What was changed between two states of a text, word by word (the longest common subsequence of words), in order and apart. Where
 * the same words stand several times, which of them went cannot be known from the texts alone.
 */
export function changesBetween(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const start = commonStart(old, now);
  const end = commonEnd(old, now, start);
  const one = old.slice(start, old.length - end);
  const other = now.slice(start, now.length - end);
  const origin = lengthOf(old.slice(0, start));
  if (one.length * other.length > mostPairs) {
    const whole = {
      from: origin,
      to: origin + lengthOf(one),
      newFrom: origin,
      newTo: origin + lengthOf(other),
    };
    return [narrowed(whole, before, after)];
  }
  return walk(one, other, origin).map((change) => narrowed(change, before, after));
}

function walk(one: readonly string[], other: readonly string[], origin: number): TextChange[] {
  const weights = tailWeights(one, other);
  const width = other.length + 1;
  const changes: TextChange[] = [];
  let open: TextChange | null = null;
  let [row, column, at, newAt] = [0, 0, origin, origin];
  while (row < one.length || column < other.length) {
    const [was, is] = [one[row], other[column]];
    if (was !== undefined && was === is) {
      open = null;
      at += was.length;
      newAt += was.length;
      row += 1;
      column += 1;
      continue;
    }
    if (open === null) {
      open = { from: at, to: at, newFrom: newAt, newTo: newAt };
      changes.push(open);
    }
    const place = row * width + column;
    if (
      is === undefined ||
      (was !== undefined && (weights[place + width] ?? 0) >= (weights[place + 1] ?? 0))
    ) {
      at += was?.length ?? 0;
      row += 1;
    } else {
      newAt += is.length;
      column += 1;
    }
    open.to = at;
    open.newTo = newAt;
  }
  return changes;
}

export type Passage = { from: number; to: number };

/**
 * Where a passage lies after the changes. Text put in at its edges stays outside it; where an edge lies in text that was
 * replaced, the replacement is inside. Text that was deleted leaves a passage of no length.
 */
export function mapPassage(changes: readonly TextChange[], { from, to }: Passage): Passage {
  const isEmpty = from === to;
  let [newFrom, newTo] = [from, to];
  for (const change of changes) {
    const shift = change.newTo - change.to;
    if (change.to <= from && !(isEmpty && change.from === from)) newFrom = from + shift;
    else if (change.from <= from) newFrom = change.newFrom;
    if (change.from >= to) break;
    newTo = change.to >= to ? change.newTo : to + shift;
    if (change.to > to) break;
  }
  return isEmpty ? { from: newFrom, to: newFrom } : { from: newFrom, to: Math.max(newFrom, newTo) };
}
