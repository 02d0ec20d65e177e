import { ORPCError } from '@orpc/client';
import { expect, test, vi } from 'vitest';
import { attempt, failureOfBody, listenForLoss } from './attempt.ts';

const refused = (thrown: unknown) => attempt(Promise.reject(thrown));

test('a failure of the closed list arrives with its facts', async () => {
  const thrown = new ORPCError('STUDY_NEWER', { defined: true, status: 500, data: { version: 7 } });
  expect(await refused(thrown)).toEqual({
    ok: false,
    failure: { code: 'STUDY_NEWER', data: { version: 7 } },
  });
});

test('an input that the schema refuses, and a crash of the core, have sentences of their own', async () => {
  expect(await refused(new ORPCError('BAD_REQUEST'))).toMatchObject({ failure: { code: 'INPUT_INVALID' } });
  expect(await refused(new ORPCError('INTERNAL_SERVER_ERROR'))).toMatchObject({
    failure: { code: 'INTERNAL' },
  });
});

test('whatever is no answer of the core is a lost core, and is told', async () => {
  const listener = vi.fn();
  const stop = listenForLoss(listener);
  expect(await refused(new TypeError('Failed to fetch'))).toMatchObject({ failure: { code: 'LOST' } });
  // The guard of another start of the browser host: not our core any more.
  expect(await refused(new ORPCError('FORBIDDEN'))).toMatchObject({ failure: { code: 'LOST' } });
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
  await refused(new TypeError('Failed to fetch'));
  expect(listener).toHaveBeenCalledTimes(2);
});

test('an abort is the page’s own doing and no loss', async () => {
  const listener = vi.fn();
  const stop = listenForLoss(listener);
  expect(await refused(new DOMException('stop', 'AbortError'))).toMatchObject({
    failure: { code: 'CANCELLED' },
  });
  expect(listener).not.toHaveBeenCalled();
  stop();
});

test('the body of a refused upload', () => {
  expect(failureOfBody({ code: 'DISK_FULL', data: {} })).toEqual({ code: 'DISK_FULL', data: {} });
  expect(failureOfBody({ code: 'NAME_INVALID', data: { title: 'a/b' } })).toEqual({
    code: 'NAME_INVALID',
    data: { title: 'a/b' },
  });
  expect(failureOfBody({ code: 'toString' })).toEqual({ code: 'INTERNAL', data: {} });
  expect(failureOfBody('<html>')).toEqual({ code: 'LOST', data: {} });
});
