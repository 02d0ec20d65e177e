import { expect, it } from 'vitest';
import { gainFor } from './gain.ts';

it('lets talk fill the lane in spite of one slammed door, and leaves silence and loud recordings as they are', () => {
  const talk = Float32Array.from({ length: 2000 }, (_, at) => (at % 2 === 0 ? -0.3 : 0.32));
  talk[100] = -1;
  expect(gainFor(talk)).toBeCloseTo(3);
  expect(gainFor(new Float32Array(100))).toBe(1);
  expect(gainFor(new Float32Array(100).fill(Number.NaN))).toBe(1);
  expect(gainFor(new Float32Array(100).fill(0.01))).toBe(6);
  expect(gainFor(new Float32Array(100).fill(1))).toBe(1);
});
