import { setTimeout } from 'node:timers/promises';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';

const longestWaitMs = 30_000;

/** Wrong passphrases one after another, and when the last of them was, in ms since 1970. */
export type WrongOnes = { count: number; lastAt: number };

/**
 * Slows down whoever tries passphrases through the app: after each wrong one the next is looked at a second later, then
 * two, four, up to half a minute, one at a time, also when the app was started again in between. Who has the files can
 * try elsewhere as fast as scrypt allows; this is for an app that was left alone.
 */
export class Attempts {
  private readonly wrong = new Map<string, WrongOnes>();
  private readonly turns = new Map<string, ReturnType<typeof oneAfterAnother>>();
  private readonly before: (study: string) => Promise<WrongOnes>;
  private readonly wait: (waitMs: number) => Promise<unknown>;

  /** `before`: those that are remembered from before the app was started. `wait` takes no time in tests only. */
  constructor(
    before: (study: string) => Promise<WrongOnes>,
    wait: (waitMs: number) => Promise<unknown> = setTimeout,
  ) {
    this.before = before;
    this.wait = wait;
  }

  /** Looks at a passphrase when its turn has come and the wait is over. `isWrong` tells of what was thrown whether it counts. */
  attempt<T>(study: string, look: () => Promise<T>, isWrong: (thrown: unknown) => boolean): Promise<T> {
    const inTurn = this.turns.get(study) ?? oneAfterAnother();
    this.turns.set(study, inTurn);
    return inTurn(async () => {
      const { count, lastAt } = this.wrong.get(study) ?? (await this.before(study));
      const waitMs = count === 0 ? 0 : Math.min(longestWaitMs, 1000 * 2 ** (count - 1));
      // A clock that was set back makes nobody wait for longer.
      if (waitMs > 0) await this.wait(Math.min(waitMs, Math.max(0, lastAt + waitMs - Date.now())));
      try {
        const found = await look();
        this.wrong.set(study, { count: 0, lastAt: 0 });
        return found;
      } catch (thrown) {
        this.wrong.set(study, isWrong(thrown) ? { count: count + 1, lastAt: Date.now() } : { count, lastAt });
        throw thrown;
      }
    });
  }
}
