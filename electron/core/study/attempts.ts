import { setTimeout } from 'node:timers/promises';
import { Failure } from '../../../shared/contract/failure.ts';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';
import type { Noted } from './noted.ts';

const longestWaitMs = 30_000;

/** Wrong passphrases one after another, and when the last of them was, in ms since 1970. */
export type WrongOnes = { count: number; lastAt: number };

/** What a passphrase opens: by what the profile knows it, and as what a wrong one is noted. */
export type Locked = { ref: string; wrong: 'study.unlockFailed' | 'keyFile.unlockFailed' };

/**
 * Slows down whoever tries passphrases through the app: after each wrong one the next is looked at a second later, then
 * two, four, up to half a minute, one at a time, also when the app was started again in between. Who has the files can
 * try elsewhere as fast as scrypt allows; this is for an app that was left alone. One for the whole app.
 */
export class Attempts {
  private readonly wrong = new Map<string, WrongOnes>();
  private readonly turns = new Map<string, ReturnType<typeof oneAfterAnother>>();
  private readonly noted: Pick<Noted, 'note' | 'wrongOnes'>;
  private readonly wait: (waitMs: number) => Promise<unknown>;

  /** `noted` remembers those from before the app was started. `wait` takes no time in tests only. */
  constructor(
    noted: Pick<Noted, 'note' | 'wrongOnes'>,
    wait: (waitMs: number) => Promise<unknown> = setTimeout,
  ) {
    this.noted = noted;
    this.wait = wait;
  }

  /**
   * Looks at a passphrase when its turn has come and the wait is over: up to half a minute, and as long for each that was
   * asked before, so never within a turn that locking a study has to wait for. Wrong is what throws PASSPHRASE_WRONG.
   */
  attempt<T>({ ref, wrong: name }: Locked, look: () => Promise<T>): Promise<T> {
    const inTurn = this.turns.get(ref) ?? oneAfterAnother();
    this.turns.set(ref, inTurn);
    return inTurn(async () => {
      const { count, lastAt } = this.wrong.get(ref) ?? (await this.noted.wrongOnes(ref, name));
      const waitMs = count === 0 ? 0 : Math.min(longestWaitMs, 1000 * 2 ** (count - 1));
      // A clock that was set back makes nobody wait for longer.
      if (waitMs > 0) await this.wait(Math.min(waitMs, Math.max(0, lastAt + waitMs - Date.now())));
      try {
        const found = await look();
        this.wrong.set(ref, { count: 0, lastAt: 0 });
        return found;
      } catch (thrown) {
        const isWrong = thrown instanceof Failure && thrown.code === 'PASSPHRASE_WRONG';
        this.wrong.set(ref, isWrong ? { count: count + 1, lastAt: Date.now() } : { count, lastAt });
        // On a full disk too it is the passphrase that was wrong.
        if (isWrong) await this.noted.note(ref, name).catch(() => null);
        throw thrown;
      }
    });
  }
}
