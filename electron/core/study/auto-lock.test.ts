import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AutoLock } from './auto-lock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(minutes: number) {
  const state = { isBusy: false, sleptMs: 0, locked: 0 };
  const autoLock = new AutoLock({
    idleMinutes: () => minutes,
    isBusy: () => state.isBusy,
    lock: () => {
      state.locked += 1;
      autoLock.stop();
    },
    now: () => Date.now() + state.sleptMs,
  });
  return { state, autoLock };
}

const minute = 60_000;

test('it locks when nobody was there for as long as the study says, and not before', () => {
  const { state, autoLock } = watched(10);
  vi.advanceTimersByTime(9 * minute);
  autoLock.stay();
  vi.advanceTimersByTime(10 * minute);
  expect(state.locked).toBe(0);
  vi.advanceTimersByTime(10_000);
  expect(state.locked).toBe(1);
});

test('it locks when the machine has slept, and at once when the system says that it will', () => {
  const slept = watched(10);
  vi.advanceTimersByTime(minute / 2);
  slept.state.sleptMs = 5 * minute;
  vi.advanceTimersByTime(5000);
  expect(slept.state.locked).toBe(1);
  const told = watched(0);
  told.autoLock.systemLocks();
  expect(told.state.locked).toBe(1);
});

test('an interview that is recording is never locked, however long and however the machine slept', () => {
  const { state, autoLock } = watched(10);
  state.isBusy = true;
  vi.advanceTimersByTime(120 * minute);
  state.sleptMs = 30 * minute;
  vi.advanceTimersByTime(5000);
  autoLock.systemLocks();
  expect(state.locked).toBe(0);
  // Afterwards its time begins anew, for whoever ended it.
  autoLock.stay();
  state.isBusy = false;
  vi.advanceTimersByTime(9 * minute);
  expect(state.locked).toBe(0);
  vi.advanceTimersByTime(2 * minute);
  expect(state.locked).toBe(1);
});

test.each([
  ['slept', (state: { sleptMs: number }) => void Object.assign(state, { sleptMs: 5 * minute })],
  ['was locked', (_state: unknown, autoLock: AutoLock) => autoLock.systemLocks()],
] as const)(
  'a machine that %s while an import ran: locked at its end, unless somebody came back',
  (_how, happens) => {
    for (const isBack of [false, true]) {
      const { state, autoLock } = watched(10);
      state.isBusy = true;
      vi.advanceTimersByTime(minute);
      happens(state, autoLock);
      vi.advanceTimersByTime(minute);
      expect(state.locked).toBe(0);
      if (isBack) autoLock.stay();
      state.isBusy = false;
      vi.advanceTimersByTime(5000);
      expect(state.locked).toBe(isBack ? 0 : 1);
      autoLock.stop();
    }
  },
);

test('with 0 minutes it never locks by itself', () => {
  const { state } = watched(0);
  vi.advanceTimersByTime(24 * 60 * minute);
  expect(state.locked).toBe(0);
});
