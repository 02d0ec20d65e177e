import { setTimeout } from 'node:timers/promises';

const longestWaitMs = 30_000;

/**
 * Slows down whoever tries passphrases through the app: after each wrong one the next is looked at a second later, then
 * two, four, up to half a minute. Who has the files can try elsewhere as fast as scrypt allows; this is for an app that
 * was left alone.
 */
export class Attempts {
  private readonly wrong = new Map<string, number>();

  /** Waits as long as it takes: not at all before anything was wrong. */
  async wait(study: string): Promise<void> {
    const count = this.wrong.get(study) ?? 0;
    if (count > 0) await setTimeout(Math.min(longestWaitMs, 1000 * 2 ** (count - 1)));
  }

  failed(study: string): void {
    this.wrong.set(study, (this.wrong.get(study) ?? 0) + 1);
  }

  succeeded(study: string): void {
    this.wrong.delete(study);
  }
}
