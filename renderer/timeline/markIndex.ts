import type { Mark } from './types.ts';

/** Marks stacked deeper than this share the last lanes: more would leave no room for the names. */
const lanesAtMost = 6;

/** One row of marks that do not overlap (beyond `lanesAtMost` they may), sorted by start, ready for binary search. */
export type MarkLane = {
  readonly marks: readonly Mark[];
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** The greatest end up to each index: it only rises, which finds long spans that began before the window. */
  readonly latestEnds: Float64Array;
};

export type MarkIndex = { readonly lanes: readonly MarkLane[] };

const known = new WeakMap<readonly Mark[], MarkIndex>();

/** The index of this very array, built once: arrays of marks are never changed in place. */
export function indexOf(marks: readonly Mark[]): MarkIndex {
  let index = known.get(marks);
  if (index === undefined) {
    index = buildIndex(marks);
    known.set(marks, index);
  }
  return index;
}

function buildIndex(marks: readonly Mark[]): MarkIndex {
  const sorted = marks.toSorted((one, other) => one.startMs - other.startMs || other.endMs - one.endMs);
  const lanes: Mark[][] = [];
  const laneEnds: number[] = [];
  for (const mark of sorted) {
    const lane =
      mark.lane === undefined ? freeLane(laneEnds, mark.startMs) : Math.min(mark.lane, lanesAtMost - 1);
    while (lanes.length <= lane) {
      lanes.push([]);
      laneEnds.push(Number.NEGATIVE_INFINITY);
    }
    lanes[lane]?.push(mark);
    // A point still takes its millisecond, so that two at one instant are both seen.
    laneEnds[lane] = Math.max(laneEnds[lane] ?? 0, mark.endMs, mark.startMs + 1);
  }
  return { lanes: lanes.map(buildLane) };
}

function freeLane(laneEnds: readonly number[], startMs: number): number {
  const free = laneEnds.findIndex((endMs) => endMs <= startMs);
  if (free !== -1) return free;
  if (laneEnds.length < lanesAtMost) return laneEnds.length;
  return laneEnds.indexOf(Math.min(...laneEnds));
}

/** With plain loops: `from` and `entries` cost 3 ms for 10,000 marks, at every one that is made. */
function buildLane(marks: readonly Mark[]): MarkLane {
  const starts = new Float64Array(marks.length);
  const ends = new Float64Array(marks.length);
  const latestEnds = new Float64Array(marks.length);
  let latest = Number.NEGATIVE_INFINITY;
  let index = 0;
  for (const { startMs, endMs } of marks) {
    latest = Math.max(latest, endMs);
    starts[index] = startMs;
    ends[index] = endMs;
    latestEnds[index] = latest;
    index += 1;
  }
  return { marks, starts, ends, latestEnds };
}

/** Index of the first mark that may reach `fromMs`; every mark before it ends earlier. */
export function firstReaching(lane: MarkLane, fromMs: number): number {
  return lowerBound(lane.latestEnds, fromMs);
}

/** Index after the last mark that starts at or before `untilMs`. */
export function endStarting(lane: MarkLane, untilMs: number): number {
  // Instants are whole milliseconds, so "after untilMs" is "from the next one on".
  return lowerBound(lane.starts, Math.floor(untilMs) + 1);
}

/** Index of the first value that is not less than `wanted`, in a rising array. */
function lowerBound(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
