import { expect, test } from 'vitest';
import { loudness } from './microphone.ts';

test('loudness: silence is nothing, full scale is all, and half of the way is 30 dB down', () => {
  const level = (amplitude: number) => loudness(new Float32Array(100).fill(amplitude));
  expect([level(0), level(1), level(10 ** (-30 / 20))]).toEqual([0, 1, expect.closeTo(0.5, 5)]);
});
