import type { CallFailure, Result } from '../api/attempt.ts';

export type SliceQueueOptions = {
  /** Sends a slice that begins after `offset` bytes of the part; answers how many bytes the core has now. */
  readonly send: (slice: Blob, offset: number) => Promise<Result<{ readonly byteCount: number }>>;
  /** Resolves when it is worth trying again, in the number of times that it was in vain. */
  readonly wait: (failures: number) => Promise<void>;
  /** Why the slices are not laid down now; null when they are again. */
  readonly onFailure: (failure: CallFailure | null) => void;
  /** Nothing more of this part will be taken: what comes after it must go into another. */
  readonly onRefused: (failure: CallFailure) => void;
};

export type SliceQueue = {
  push(slice: Blob): void;
  /** Resolves when everything pushed so far is on disk, or the part was refused for good. */
  idle(): Promise<void>;
  /** Bytes that the core has said it has. */
  readonly laidBytes: number;
  /** Bytes that are only in memory. */
  readonly heldBytes: number;
};

/**
 * Refusals that another try does not change: the study was closed, the part is no part, or (CONFLICT) what had been laid
 * down of it is no longer there, because another window has made a recording of it.
 */
const final: ReadonlySet<string> = new Set([
  'STUDY_NOT_OPEN',
  'INPUT_INVALID',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'CONFLICT',
]);

/**
 * Sends the slices of one part in order, one at a time, each with the number of bytes before it, and keeps it in memory
 * until the core has said that it is on disk. A slice whose answer was lost is sent again; the core knows it by its
 * offset and lays down no byte twice.
 */
export function createSliceQueue(options: SliceQueueOptions): SliceQueue {
  const held: Blob[] = [];
  let laidBytes = 0;
  let isRefused = false;
  let underWay: Promise<void> | null = null;

  async function drain(): Promise<void> {
    let failures = 0;
    for (let slice = held[0]; slice !== undefined && !isRefused; slice = held[0]) {
      const result = await options.send(slice, laidBytes);
      if (result.ok) {
        laidBytes += slice.size;
        held.shift();
        if (failures > 0) options.onFailure(null);
        failures = 0;
        continue;
      }
      if (failures === 0) options.onFailure(result.failure);
      failures += 1;
      isRefused = final.has(result.failure.code);
      if (isRefused) options.onRefused(result.failure);
      else await options.wait(failures);
    }
    underWay = null;
  }

  return {
    push(slice) {
      if (slice.size === 0 || isRefused) return;
      held.push(slice);
      underWay ??= drain();
    },
    idle: () => underWay ?? Promise.resolve(),
    get laidBytes() {
      return laidBytes;
    },
    get heldBytes() {
      return held.reduce((sum, { size }) => sum + size, 0);
    },
  };
}
