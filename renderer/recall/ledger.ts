import type { CallFailure, Result } from '../api/attempt.ts';

export type PlaybackLine = {
  readonly kind: 'play' | 'pause' | 'seek' | 'rate';
  readonly interviewMs: number;
  readonly sessionMs: number;
  readonly toMs: number | null;
  readonly rate: number | null;
  readonly initiator: 'recaller' | 'inquirer' | 'rule';
  /** Wall clock, ms. */
  readonly at: number;
};

type Entry<Stop, Made> =
  | { readonly line: PlaybackLine }
  | { readonly stop: Stop; readonly answer: (result: Result<Made>) => void };

export type Ledger<Stop, Made> = {
  line(line: PlaybackLine): void;
  /** Answers when the core has it, after everything that came before it. */
  stop(stop: Stop): Promise<Result<Made>>;
  /** Resolves when all that was given so far is written, or cannot be. */
  idle(): Promise<void>;
};

export type LedgerOptions<Stop, Made> = {
  readonly append: (lines: PlaybackLine[]) => Promise<Result<unknown>>;
  readonly make: (stop: Stop) => Promise<Result<Made>>;
  /** Resolves when it is worth trying again. */
  readonly wait: () => Promise<void>;
  /** Told once for each failure that goes on, and with null when it is over. */
  readonly onFailure: (failure: CallFailure | null) => void;
};

const mostLines = 100;
/** What passes: the core is away, the disk is full. Anything else would be refused for ever. */
const passing: ReadonlySet<string> = new Set([
  'LOST',
  'DISK_FULL',
  'DRIVE_FAILED',
  'NO_PERMISSION',
  'INTERNAL',
]);

/**
 * Writes the playback log strictly in the order in which things happened: the core tells a second press on Stop from a
 * new stop by whether a `play` came between, so a stop must never overtake a line. Nothing is let go of while the core
 * is away.
 */
export function createLedger<Stop, Made>(options: LedgerOptions<Stop, Made>): Ledger<Stop, Made> {
  const entries: Entry<Stop, Made>[] = [];
  let underWay: Promise<void> | null = null;

  async function persist<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
    for (let hasFailed = false; ; hasFailed = true) {
      const result = await call();
      const isPassing = !result.ok && passing.has(result.failure.code);
      if (!isPassing) {
        if (!result.ok) options.onFailure(result.failure);
        else if (hasFailed) options.onFailure(null);
        return result;
      }
      if (!hasFailed) options.onFailure(result.failure);
      await options.wait();
    }
  }

  async function drain(): Promise<void> {
    for (let first = entries[0]; first !== undefined; first = entries[0]) {
      if ('stop' in first) {
        const { stop, answer } = first;
        answer(await persist(() => options.make(stop)));
        entries.shift();
        continue;
      }
      const end = entries.findIndex((entry) => 'stop' in entry);
      const lines = entries
        .slice(0, Math.min(mostLines, end === -1 ? entries.length : end))
        .flatMap((entry) => ('line' in entry ? [entry.line] : []));
      await persist(() => options.append(lines));
      entries.splice(0, lines.length);
    }
    underWay = null;
  }

  function add(entry: Entry<Stop, Made>): void {
    entries.push(entry);
    underWay ??= drain();
  }

  return {
    line: (line) => add({ line }),
    stop: (stop) => new Promise((answer) => add({ stop, answer })),
    idle: () => underWay ?? Promise.resolve(),
  };
}
