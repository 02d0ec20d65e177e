import { expect, test } from 'vitest';
import { axisValue, createSampler, type DialSample, sampleEveryMs } from './sampler.ts';

/** A recording that plays `seconds` long, one tick after another. */
function begin(append: (samples: DialSample[]) => Promise<boolean>) {
  const player = { isPlaying: false, ms: 0, nowMs: () => player.ms };
  const told: (number | null | 'failing')[] = [];
  const sampler = createSampler({
    low: -10,
    high: 10,
    player,
    append,
    onSaved: ({ upToMs, isFailing }) => told.push(isFailing ? 'failing' : upToMs),
  });
  const play = async (ms: number): Promise<void> => {
    player.isPlaying = true;
    for (let passed = 0; passed < ms; passed += sampleEveryMs) {
      sampler.tick();
      player.ms += sampleEveryMs;
      await Promise.resolve();
    }
  };
  const pause = (): void => {
    player.isPlaying = false;
    sampler.tick();
  };
  return { sampler, player, play, pause, told };
}

test('at least ten samples a second, sent each second, and the rest at the pause', async () => {
  const chunks: DialSample[][] = [];
  const { sampler, play, pause } = begin(async (samples) => {
    chunks.push(samples);
    return true;
  });
  sampler.set(3);
  await play(2000);
  sampler.set(99);
  await play(500);
  expect(chunks.length).toBe(2);
  pause();
  await sampler.flush();
  const samples = chunks.flat();
  expect(samples.length).toBe(50);
  expect(samples.map(([ms]) => ms)).toEqual(Array.from({ length: 50 }, (_, index) => index * sampleEveryMs));
  // Kept within the scale.
  expect([samples[39]?.[1], samples[40]?.[1]]).toEqual([3, 10]);
});

test('nothing is taken while it stands, or while its clock does', async () => {
  const chunks: DialSample[][] = [];
  const { sampler, player, pause } = begin(async (samples) => {
    chunks.push(samples);
    return true;
  });
  pause();
  sampler.tick();
  player.isPlaying = true;
  sampler.tick();
  sampler.tick();
  await sampler.flush();
  expect(chunks).toEqual([[[0, 0]]]);
});

test('what could not be sent is sent first the next time, once and in order', async () => {
  const chunks: DialSample[][] = [];
  let isAway = true;
  const { sampler, play, pause, told } = begin(async (samples) => {
    if (isAway) return false;
    chunks.push(samples);
    return true;
  });
  await play(3000);
  expect(told).toContain('failing');
  isAway = false;
  pause();
  expect(await sampler.flush()).toBe(true);
  expect(chunks.flat().map(([ms]) => ms)).toEqual(
    Array.from({ length: 60 }, (_, index) => index * sampleEveryMs),
  );
  expect(told.at(-1)).toBe(2950);
});

test('one chunk at a time: a slow answer is waited for', async () => {
  const open: (() => void)[] = [];
  let most = 0;
  let now = 0;
  const { sampler, play, pause } = begin(async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise<void>((resolve) => open.push(resolve));
    now -= 1;
    return true;
  });
  await play(4000);
  pause();
  const done = sampler.flush();
  while (open.length > 0) {
    open.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await done).toBe(true);
  expect(most).toBe(1);
});

test('a stick: away is the highest, and one that rests leaves the value alone', () => {
  const scale = { low: 0, high: 8 };
  expect([axisValue(-1, 0, scale), axisValue(1, 0, scale), axisValue(0, 0.5, scale)]).toEqual([8, 0, 4]);
  expect([axisValue(0.01, 0, scale), axisValue(0.5, null, scale)]).toEqual([null, null]);
});
