/** [session ms, value] in the order of making. */
export type DialSample = [number, number];

export type SamplerOptions = {
  readonly low: number;
  readonly high: number;
  /** Where playback stands, and whether it plays. */
  readonly player: { readonly isPlaying: boolean; nowMs(): number };
  /** Writes a chunk; false: it could not be, and is given again. */
  readonly append: (samples: DialSample[]) => Promise<boolean>;
  /** What has been written by now, as the session instant of its last sample; or that writing fails. */
  readonly onSaved: (state: { readonly upToMs: number | null; readonly isFailing: boolean }) => void;
};

export type Sampler = {
  readonly value: number;
  /** Kept between `low` and `high`. */
  set(value: number): void;
  /** Takes a sample while it plays; call it at least ten times a second. */
  tick(): void;
  /** Sends what has been taken; resolves when it is written, or could not be. */
  flush(): Promise<boolean>;
};

/** So often as it is called by the page: twice what the method asks for. */
export const sampleEveryMs = 50;
const samplesAChunk = 1000 / sampleEveryMs;
/** The contract's limit. */
const mostInChunk = 1000;

/**
 * Takes the value of the dial while it plays and sends it a second at a time, strictly in order. What could not be sent
 * stays and goes first the next time; a pause sends at once, so that closing loses nothing.
 */
export function createSampler({ low, high, player, append, onSaved }: SamplerOptions): Sampler {
  let value = (low + high) / 2;
  let taken: DialSample[] = [];
  let wasPlaying = false;
  let underWay: Promise<boolean> | null = null;
  let savedMs: number | null = null;

  async function send(): Promise<boolean> {
    while (taken.length > 0) {
      const chunk = taken.slice(0, mostInChunk);
      if (!(await append(chunk))) {
        onSaved({ upToMs: savedMs, isFailing: true });
        return false;
      }
      taken = taken.slice(chunk.length);
      savedMs = chunk.at(-1)?.[0] ?? savedMs;
      onSaved({ upToMs: savedMs, isFailing: false });
    }
    return true;
  }
  function flush(): Promise<boolean> {
    // One at a time: a chunk that overtook another would be a replay to whoever reads them.
    underWay ??= send().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return {
    get value() {
      return value;
    },
    set(next) {
      value = Math.min(high, Math.max(low, next));
    },
    tick() {
      const { isPlaying } = player;
      if (isPlaying) {
        const atMs = Math.max(0, player.nowMs());
        // A stall: the clock stands, and so does the dial.
        if (taken.at(-1)?.[0] !== atMs) taken.push([atMs, value]);
      }
      const isDue = taken.length >= samplesAChunk && taken.length % samplesAChunk === 0;
      if (isDue || (wasPlaying && !isPlaying)) void flush();
      wasPlaying = isPlaying;
    },
    flush,
  };
}

/** A stick as the dial: pushed away (−1) is the highest. Null while it has not been moved since it was last looked at. */
export function axisValue(
  axis: number,
  before: number | null,
  { low, high }: { readonly low: number; readonly high: number },
): number | null {
  if (before === null || Math.abs(axis - before) < 0.02) return null;
  return low + ((1 - Math.min(1, Math.max(-1, axis))) / 2) * (high - low);
}
