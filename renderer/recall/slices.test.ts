import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSliceQueue } from './slices.ts';

type Mishap = 'none' | 'refused' | 'answerLost';

/** The core's side: bytes of a part, laid down by offset as `InterviewParts` does. */
function createDisk(mishaps: Mishap[]) {
  let bytes = '';
  const send = async (slice: Blob, offset: number) => {
    const mishap = mishaps.shift() ?? 'none';
    if (mishap === 'refused') return { ok: false, failure: { code: 'DISK_FULL', data: {} } } as const;
    if (offset > bytes.length) return { ok: false, failure: { code: 'CONFLICT', data: {} } } as const;
    bytes += (await slice.text()).slice(bytes.length - offset);
    if (mishap === 'answerLost') return { ok: false, failure: { code: 'LOST', data: {} } } as const;
    return { ok: true, value: { byteCount: bytes.length } } as const;
  };
  return { send, read: () => bytes };
}

test('whatever goes wrong on the way, every byte is laid down once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 5 }), { maxLength: 12 }),
      fc.array(fc.constantFrom<Mishap>('none', 'refused', 'answerLost'), { maxLength: 20 }),
      async (slices, mishaps) => {
        const disk = createDisk([...mishaps]);
        const queue = createSliceQueue({
          send: disk.send,
          wait: () => Promise.resolve(),
          onFailure: () => {},
          onRefused: () => {},
        });
        for (const slice of slices) queue.push(new Blob([slice]));
        await queue.idle();
        const whole = slices.join('');
        expect([disk.read(), queue.laidBytes, queue.heldBytes]).toEqual([whole, whole.length, 0]);
      },
    ),
  );
});

test('what is not on the disk is held, and a failure is told once and taken back', async () => {
  const disk = createDisk(['none', 'refused', 'refused']);
  const told: (string | null)[] = [];
  const held: number[] = [];
  const queue = createSliceQueue({
    send: disk.send,
    wait: async () => void held.push(queue.heldBytes),
    onFailure: (failure) => told.push(failure?.code ?? null),
    onRefused: () => {},
  });
  queue.push(new Blob(['one']));
  queue.push(new Blob(['two']));
  await queue.idle();
  expect({ told, held, disk: disk.read() }).toEqual({
    told: ['DISK_FULL', null],
    held: [3, 3],
    disk: 'onetwo',
  });
});

test('a part that is refused for good ends, and says so; nobody waits for it', async () => {
  for (const code of ['STUDY_NOT_OPEN', 'CONFLICT'] as const) {
    const refused: string[] = [];
    const queue = createSliceQueue({
      send: async () => ({ ok: false, failure: { code, data: {} } }),
      wait: () => Promise.reject(new Error('waited')),
      onFailure: () => {},
      onRefused: (failure) => refused.push(failure.code),
    });
    queue.push(new Blob(['one']));
    await queue.idle();
    queue.push(new Blob(['two']));
    expect([refused, queue.laidBytes]).toEqual([[code], 0]);
  }
});
