import { expect, test } from 'vitest';
import type { SessionId } from '../../../shared/model/ids.ts';
import { afterTurns, afterWaiting, createDesk, focusOn, takeTurn } from './desk.ts';

const sessionId = 'session' as SessionId;

test('what means the selected moment is done at once, or after the mark that is under way, in order', async () => {
  const desk = createDesk(sessionId);
  const done: string[] = [];
  afterTurns(desk, () => done.push('at once'));
  const answer = Promise.withResolvers<void>();
  takeTurn(desk, () => answer.promise.then(() => void done.push('mark')));
  afterTurns(desk, () => done.push('code'));
  takeTurn(desk, () => void done.push('second mark'));
  expect(done).toEqual(['at once']);
  answer.resolve();
  await desk.turn;
  expect(done).toEqual(['at once', 'mark', 'code', 'second mark']);
  expect(desk.turn).toBeNull();
});

test('what means where playback stands is done at once, but not before a command that waits', async () => {
  const desk = createDesk(sessionId);
  const done: string[] = [];
  const answer = Promise.withResolvers<void>();
  takeTurn(desk, () => answer.promise.then(() => void done.push('mark')));
  afterWaiting(desk, () => done.push('step'));
  afterTurns(desk, () => done.push('previous moment'));
  afterWaiting(desk, () => done.push('step from there'));
  expect(done).toEqual(['step']);
  answer.resolve();
  await desk.turn;
  expect(done).toEqual(['step', 'mark', 'previous moment', 'step from there']);
  afterWaiting(desk, () => done.push('step again'));
  expect(done.at(-1)).toBe('step again');
});

test('one that fails holds up none after it', async () => {
  const desk = createDesk(sessionId);
  const done: string[] = [];
  takeTurn(desk, () => Promise.reject(new Error('the disk is gone')));
  afterTurns(desk, () => done.push('code'));
  await expect(desk.turn).rejects.toThrow('the disk is gone');
  expect(done).toEqual(['code']);
  expect(desk.turn).toBeNull();
});

test('the note gets the focus once the mark under way is made, and not that of the moment before', async () => {
  const desk = createDesk(sessionId);
  const focused: string[] = [];
  desk.focus.set('note', () => focused.push('note'));
  const answer = Promise.withResolvers<void>();
  takeTurn(desk, () => answer.promise);
  focusOn(desk, 'note');
  expect(focused).toEqual([]);
  expect(desk.awaitedFocus).toBe('note');
  answer.resolve();
  await desk.turn;
  expect(focused).toEqual(['note']);
  expect(desk.awaitedFocus).toBeNull();
});
