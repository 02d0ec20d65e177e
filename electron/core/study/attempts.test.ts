import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { Attempts, type WrongOnes } from './attempts.ts';

const wrong = new Failure('PASSPHRASE_WRONG');

/** Attempts that remember these from before, what they had noted, and how long each was made to wait. */
function watched(before: WrongOnes = { count: 0, lastAt: 0 }) {
  const waits: number[] = [];
  const noted: string[] = [];
  const attempts = new Attempts(
    { wrongOnes: async () => before, note: async (ref, name) => void noted.push(`${name} of ${ref}`) },
    async (waitMs) => void waits.push(waitMs),
  );
  let looking = 0;
  /** One passphrase, right or wrong, or a disk that fails. */
  const look = (thrown: Error | null) =>
    attempts.attempt({ ref: 'a study', wrong: 'study.unlockFailed' }, async () => {
      looking += 1;
      expect(looking).toBe(1);
      await Promise.resolve();
      looking -= 1;
      if (thrown !== null) throw thrown;
    });
  return { waits, noted, look };
}

test('many at once are looked at one after another, and wait for longer and longer', async () => {
  const { waits, noted, look } = watched();
  await Promise.allSettled(Array.from({ length: 8 }, () => look(wrong)));
  expect(noted).toEqual(Array.from({ length: 8 }, () => 'study.unlockFailed of a study'));
  expect(waits.map((waitMs) => Math.round(waitMs / 1000))).toEqual([1, 2, 4, 8, 16, 30, 30]);
  await look(null);
  await look(null);
  expect(waits).toHaveLength(8);
});

test('those from before the app was started count; time that has passed since does too, and a clock that was set back does not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(12), fc.integer({ min: -100_000, max: 100_000 }), async (count, agoMs) => {
      const { waits, look } = watched({ count, lastAt: Date.now() - agoMs });
      await look(null);
      const longest = count === 0 ? 0 : Math.min(30_000, 1000 * 2 ** (count - 1));
      const [waitMs = 0] = waits;
      expect(waitMs).toBeLessThanOrEqual(longest);
      expect(waitMs).toBeGreaterThanOrEqual(Math.max(0, Math.min(longest, longest - agoMs) - 1000));
    }),
  );
});

test('a disk that fails says nothing about the passphrase', async () => {
  const { waits, noted, look } = watched();
  const failing = new Error('the disk');
  await expect(look(failing)).rejects.toBe(failing);
  await expect(look(failing)).rejects.toBe(failing);
  expect([waits, noted]).toEqual([[], []]);
});
