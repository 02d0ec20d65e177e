import { expect, test, vi } from 'vitest';
import type { CallFailure, Result } from '../api/attempt.ts';
import { createLedger, type PlaybackLine } from './ledger.ts';

const line = (interviewMs: number): PlaybackLine => ({
  kind: 'play',
  interviewMs,
  sessionMs: 0,
  toMs: null,
  rate: 1,
  initiator: 'inquirer',
  at: 0,
});
const refused = (code: CallFailure['code']): Result<never> => ({ ok: false, failure: { code, data: {} } });

/** A core that refuses as often as it is told to, and notes what it takes. */
function setUp(refusals: CallFailure['code'][] = []) {
  const taken: (number | string)[] = [];
  const told: (string | null)[] = [];
  const ledger = createLedger<string, { name: string }>({
    append: async (lines) => {
      const code = refusals.shift();
      if (code !== undefined) return refused(code);
      taken.push(...lines.map(({ interviewMs }) => interviewMs));
      return { ok: true, value: null };
    },
    make: async (name) => {
      const code = refusals.shift();
      if (code !== undefined) return refused(code);
      taken.push(name);
      return { ok: true, value: { name } };
    },
    wait: () => Promise.resolve(),
    onFailure: (failure) => told.push(failure?.code ?? null),
  });
  return { ledger, taken, told };
}

test('a stop never overtakes the lines before it, nor they it', async () => {
  const { ledger, taken } = setUp();
  ledger.line(line(1));
  ledger.line(line(2));
  const stop = ledger.stop('stop');
  ledger.line(line(3));
  expect(await stop).toEqual({ ok: true, value: { name: 'stop' } });
  await ledger.idle();
  expect(taken).toEqual([1, 2, 'stop', 3]);
});

test('while the core is away nothing is lost, and the order stays; it is said once, and when it is over', async () => {
  const { ledger, taken, told } = setUp(['LOST', 'LOST', 'DISK_FULL']);
  ledger.line(line(1));
  await ledger.stop('stop');
  ledger.line(line(2));
  await ledger.idle();
  expect(taken).toEqual([1, 'stop', 2]);
  expect(told).toEqual(['LOST', null]);
});

test('what is refused for good does not hold up what comes after it', async () => {
  const { ledger, taken } = setUp(['NOT_ALLOWED']);
  const stop = ledger.stop('stop');
  ledger.line(line(1));
  expect(await stop).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
  await ledger.idle();
  expect(taken).toEqual([1]);
});

test('a stop that cannot be written now is told so, once, and also one that only comes after what cannot', async () => {
  let tryAgain: (() => void)[] = [];
  const refusals: (CallFailure['code'] | null)[] = ['DISK_FULL', null, 'DISK_FULL', null, 'DRIVE_FAILED'];
  const answer = async <T>(value: T): Promise<Result<T>> => {
    const code = refusals.shift() ?? null;
    return code === null ? { ok: true, value } : refused(code);
  };
  const ledger = createLedger<string, string>({
    append: () => answer(null),
    make: answer,
    wait: () => new Promise((resolve) => tryAgain.push(resolve)),
    onFailure: () => undefined,
  });
  const goOn = async (): Promise<void> => {
    await vi.waitFor(() => expect(tryAgain).toHaveLength(1));
    const [resolve] = tryAgain;
    tryAgain = [];
    resolve?.();
  };
  const heldUp: string[] = [];
  ledger.line(line(1));
  const first = ledger.stop('first', ({ code }) => heldUp.push(`first ${code}`));
  await vi.waitFor(() => expect(heldUp).toEqual(['first DISK_FULL']));
  const second = ledger.stop('second', ({ code }) => heldUp.push(`second ${code}`));
  expect(heldUp).toEqual(['first DISK_FULL', 'second DISK_FULL']);
  // The line; the first stop, which fails by itself; the second, likewise.
  await goOn();
  await goOn();
  expect(await first).toEqual({ ok: true, value: 'first' });
  await goOn();
  expect(await second).toEqual({ ok: true, value: 'second' });
  const third = ledger.stop('third', ({ code }) => heldUp.push(`third ${code}`));
  expect(await third).toEqual({ ok: true, value: 'third' });
  expect(heldUp).toEqual(['first DISK_FULL', 'second DISK_FULL']);
});
