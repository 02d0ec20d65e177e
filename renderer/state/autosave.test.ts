import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '../api/attempt.ts';
import { createAutosave } from './autosave.ts';

const saved: Result<null> = { ok: true, value: null };
const full: Result<null> = { ok: false, failure: { code: 'DISK_FULL', data: {} } };

/** A core whose every answer waits to be given. */
function slowCore() {
  const calls: { text: string; step: string; answer: (result: Result<null>) => void }[] = [];
  const save = (text: string, step: string): Promise<Result<null>> => {
    const { promise, resolve } = Promise.withResolvers<Result<null>>();
    calls.push({ text, step, answer: resolve });
    return promise;
  };
  return { calls, save };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('saves once, 300 ms after the last letter, and says saved only when the core has answered', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: '', save });
  note.type('a');
  await vi.advanceTimersByTimeAsync(299);
  note.type('ab');
  await vi.advanceTimersByTimeAsync(299);
  expect(calls).toHaveLength(0);
  expect(note.state.status).toBe('typing');
  await vi.advanceTimersByTimeAsync(1);
  expect(calls.map(({ text }) => text)).toEqual(['ab']);
  expect(note.state.status).toBe('saving');
  calls[0]?.answer(saved);
  await vi.advanceTimersByTimeAsync(0);
  expect(note.state).toEqual({ text: 'ab', status: 'saved', failure: null });
});

test('what is typed while it saves is saved after it, never at once and never lost', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: '', save });
  note.type('a');
  const flushed = note.flush();
  note.type('ab');
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toHaveLength(1);
  calls[0]?.answer(saved);
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.map(({ text }) => text)).toEqual(['a', 'ab']);
  calls[1]?.answer(saved);
  await flushed;
  expect(note.state.status).toBe('saved');
});

test('a failure keeps every letter, says why, and is tried again', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: 'before', save });
  note.type('after');
  const first = note.flush();
  calls[0]?.answer(full);
  await first;
  expect(note.state).toEqual({ text: 'after', status: 'failed', failure: { code: 'DISK_FULL', data: {} } });
  const second = note.flush();
  calls[1]?.answer(saved);
  await second;
  expect(note.state).toEqual({ text: 'after', status: 'saved', failure: null });
});

test('what passes is tried again until it is saved, with its reason in sight all the while; what does not is not', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: '', save, retryMs: 1000 });
  note.type('said');
  void note.flush();
  for (const index of [0, 1]) {
    calls[index]?.answer(full);
    await vi.advanceTimersByTimeAsync(999);
    expect(calls).toHaveLength(index + 1);
    expect(note.state).toMatchObject({ status: 'failed', failure: { code: 'DISK_FULL' } });
    await vi.advanceTimersByTimeAsync(1);
    expect(note.state).toMatchObject({ status: 'saving', failure: { code: 'DISK_FULL' } });
  }
  calls[2]?.answer(saved);
  await vi.advanceTimersByTimeAsync(0);
  expect(note.state).toEqual({ text: 'said', status: 'saved', failure: null });
  note.type('');
  await vi.advanceTimersByTimeAsync(300);
  calls[3]?.answer({ ok: false, failure: { code: 'NOT_FOUND', data: {} } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toHaveLength(4);
  expect(note.state.status).toBe('failed');
});

test('follows an undo, but not over unsaved letters', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: 'one', save });
  note.follow('two');
  expect(note.state.text).toBe('two');
  note.type('two and mine');
  note.follow('three');
  expect(note.state.text).toBe('two and mine');
  const flushed = note.flush();
  calls[0]?.answer(saved);
  await flushed;
  expect(note.state).toEqual({ text: 'two and mine', status: 'saved', failure: null });
});

test('the message that repeats what was just saved brings nothing back', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: '', save });
  note.type('a');
  const flushed = note.flush();
  note.follow('a');
  calls[0]?.answer(saved);
  await flushed;
  note.type('ab');
  note.follow('a');
  expect(note.state).toMatchObject({ text: 'ab', status: 'typing' });
});

test('typing in pauses is one undo step until the field is left', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: '', save });
  for (const text of ['a', 'ab']) {
    note.type(text);
    const flushed = note.flush();
    calls.at(-1)?.answer(saved);
    await flushed;
  }
  note.endStep();
  note.type('abc');
  void note.flush();
  const [first, second, third] = calls.map(({ step }) => step);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('typing back to what is saved costs no call', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: 'same', save });
  note.type('same!');
  note.type('same');
  await vi.advanceTimersByTimeAsync(300);
  expect(calls).toHaveLength(0);
  expect(note.state.status).toBe('saved');
});

test('letters of a study that is not open any more are not saved in another', async () => {
  const { calls, save } = slowCore();
  const note = createAutosave({ savedText: 'of the first', save });
  note.type('of the first, unsaved');
  note.abandon('of the second');
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toHaveLength(0);
  expect(note.state).toEqual({ text: 'of the second', status: 'saved', failure: null });
});
