import { expect, test } from 'vitest';
import { answerOf, isOnScale, pointsOf } from './scale.ts';

const nine = { low: 1, high: 9, step: 0.5 };
const ten = { low: 0, high: 10, step: 1 };

/** Presses one key after the other, as the field does. */
function type(scale: typeof nine, ...keys: string[]): number | null {
  let value: number | null = null;
  let before: number | null = null;
  for (const key of keys) {
    const next = answerOf(scale, value, key, before);
    before = /^[0-9]$/.test(key) ? (next ?? null) : null;
    if (next !== undefined) value = next;
  }
  return value;
}

test('points without the dust of binary fractions, and no more than can stand in a row', () => {
  expect(pointsOf({ low: 0, high: 1, step: 0.1 })).toEqual([
    0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
  ]);
  expect(pointsOf(nine)).toHaveLength(17);
  expect(pointsOf({ low: 0, high: 100, step: 1 })).toHaveLength(22);
  expect([1, 6.5, 9].every((value) => isOnScale(nine, value))).toBe(true);
  expect([0.5, 6.25, 9.5].some((value) => isOnScale(nine, value))).toBe(false);
});

test('digits, halves, two digits, arrows and taking back', () => {
  expect(type(nine, '7')).toBe(7);
  expect(type(nine, '7', '.')).toBe(7.5);
  expect(type(nine, '9', ',')).toBe(9);
  expect(type(nine, '7', '5')).toBe(5);
  expect(type(nine, '0')).toBeNull();
  expect(type(nine, '4', '0')).toBe(4);
  expect(type(ten, '1', '0')).toBe(10);
  expect(type(ten, '1', '.', '0')).toBe(0);
  expect(type(nine, 'ArrowRight', 'ArrowRight')).toBe(1.5);
  expect(type(nine, 'ArrowLeft', 'ArrowRight')).toBe(9);
  expect(type(nine, '3', 'Backspace')).toBeNull();
  expect(type(nine, 'x')).toBeNull();
});
