import { type CallFailure, isPassing, type Result } from '../api/attempt.ts';

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
  | {
      readonly stop: Stop;
      readonly answer: (result: Result<Made>) => void;
      readonly onHeldUp: (failure: CallFailure) => void;
    };

export type Ledger<Stop, Made> = {
  line(line: PlaybackLine): void;
  /**
   * Answers when the core has it, after everything that came before it. `onHeldUp` is told, at most once, that this will
   * not be soon: it, or what comes before it, cannot be written now.
   */
  stop(stop: Stop, onHeldUp?: (failure: CallFailure) => void): Promise<Result<Made>>;
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

/**
 * Writes the playback log strictly in the order in which things happened: the core tells a second press on Stop from a
 * new stop by whether a `play` came between, so a stop must never overtake a line. Nothing is let go of while the core
 * is away.
 */
export function createLedger<Stop, Made>(options: LedgerOptions<Stop, Made>): Ledger<Stop, Made> {
  const entries: Entry<Stop, Made>[] = [];
  let underWay: Promise<void> | null = null;
  /** Why the first of them cannot be written, while it is tried again. */
  let failing: CallFailure | null = null;

  function holdUp(failure: CallFailure): void {
    failing = failure;
    options.onFailure(failure);
    for (const entry of entries) if ('stop' in entry) entry.onHeldUp(failure);
  }

  async function persist<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
    for (let hasFailed = false; ; hasFailed = true) {
      const result = await call();
      if (result.ok || !isPassing(result.failure)) {
        failing = null;
        if (!result.ok) options.onFailure(result.failure);
        else if (hasFailed) options.onFailure(null);
        return result;
      }
      if (!hasFailed) holdUp(result.failure);
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
    stop: (stop, onHeldUp = () => undefined) =>
      new Promise((answer) => {
        let isTold = false;
        const tellOnce = (failure: CallFailure): void => {
          if (!isTold) onHeldUp(failure);
          isTold = true;
        };
        add({ stop, answer, onHeldUp: tellOnce });
        if (failing !== null) tellOnce(failing);
      }),
    idle: () => underWay ?? Promise.resolve(),
  };
}
