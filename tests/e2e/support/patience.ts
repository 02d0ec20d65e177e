import { availableParallelism, loadavg } from 'node:os';

/** The times asked for are those of a machine that is free; how many times as long they may be on one that is not. */
export function patience(): number {
  const load = (loadavg()[0] ?? 0) / availableParallelism();
  return load < 0.75 ? 1 : 1 + 2 * load;
}
