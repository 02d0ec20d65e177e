import { expect, test, vi } from 'vitest';
import { inTheClear } from '../seal/place.ts';
import { createMediaWorker } from './client.ts';
import type { WorkerChannel } from './types.ts';

/** A worker process that does nothing by itself: only what crosses the channel is at question here. */
function standIn() {
  const posted: { id: number; call: string }[] = [];
  let tell: (message: unknown) => void = () => {};
  let exit: () => void = () => {};
  const kill = vi.fn(() => exit());
  const spawn = vi.fn(
    (): WorkerChannel => ({
      post: (message) => posted.push(message as (typeof posted)[number]),
      onMessage: (listener) => {
        tell = listener;
      },
      onExit: (listener) => {
        exit = listener;
      },
      kill,
    }),
  );
  return { posted, spawn, kill, tell: (message: unknown) => tell(message), exit: () => exit() };
}

const aProbe = { container: 'wav', durationMs: 1000, tracks: [] };

const [a, b] = [inTheClear('/a'), inTheClear('/b')];

test('answers reach the call they belong to, whatever the order, and nothing is started before the first call', async () => {
  const process = standIn();
  const worker = createMediaWorker(process.spawn);
  expect(process.spawn).not.toHaveBeenCalled();
  const first = worker.probe(a);
  const second = worker.probe(b);
  expect(process.spawn).toHaveBeenCalledTimes(1);
  const [idOfFirst, idOfSecond] = process.posted.map(({ id }) => id);
  process.tell('nonsense');
  process.tell({ id: 999, kind: 'done', value: aProbe });
  process.tell({ id: idOfSecond, kind: 'done', value: { ...aProbe, container: 'b' } });
  process.tell({ id: idOfFirst, kind: 'failed', code: 'MEDIA_EMPTY', data: {} });
  await expect(second).resolves.toEqual({ ...aProbe, container: 'b' });
  await expect(first).rejects.toMatchObject({ code: 'MEDIA_EMPTY' });
});

test('an answer of the wrong shape is a failure, not a value', async () => {
  const process = standIn();
  const call = createMediaWorker(process.spawn).probe(a);
  process.tell({ id: process.posted[0]?.id, kind: 'done', value: { container: 7 } });
  await expect(call).rejects.toMatchObject({ code: 'INTERNAL' });
});

test('a crash fails every call under way, and the next call starts a new worker', async () => {
  const process = standIn();
  const worker = createMediaWorker(process.spawn);
  const calls = [worker.probe(a), worker.certify(b, { audioTrack: null })];
  process.exit();
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
  const again = worker.probe(a);
  process.tell({ id: process.posted.at(-1)?.id, kind: 'done', value: aProbe });
  await expect(again).resolves.toEqual(aProbe);
  expect(process.spawn).toHaveBeenCalledTimes(2);
});

test('a worker that does not let go of a cancelled call is killed', async () => {
  vi.useFakeTimers();
  try {
    const process = standIn();
    const stopping = new AbortController();
    const call = createMediaWorker(process.spawn).computePeaks(
      { played: a, folder: b },
      { signal: stopping.signal },
    );
    const refused = expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
    stopping.abort();
    expect(process.posted.at(-1)).toEqual({ id: process.posted[0]?.id, call: 'cancel' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(process.kill).toHaveBeenCalled();
    await refused;
  } finally {
    vi.useRealTimers();
  }
});

test('after disposing, calls are refused and none is left waiting', async () => {
  const process = standIn();
  const worker = createMediaWorker(process.spawn);
  const waiting = worker.probe(a);
  worker.dispose();
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(worker.probe(a)).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(process.kill).toHaveBeenCalled();
});
