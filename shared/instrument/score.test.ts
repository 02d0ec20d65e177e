import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrumentItemId } from '../model/ids.ts';
import { scoredValue, scoresOf } from './score.ts';

const idOf = (place: number) =>
  instrumentItemId.parse(`0190a000-0000-7000-8000-${place.toString(16).padStart(12, '0')}`);
const item = (place: number, fields: { isReverse?: boolean; subscale?: string | null } = {}) => ({
  id: idOf(place),
  kind: 'scale' as const,
  low: 1,
  high: 7,
  isReverse: false,
  subscale: null,
  ...fields,
});

const answers = fc.array(
  fc.record({
    value: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
    isReverse: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);
const form = (given: readonly { value: number | undefined; isReverse: boolean }[]) => ({
  items: given.map(({ isReverse }, place) => item(place, { isReverse })),
  values: new Map(given.flatMap(({ value }, place) => (value === undefined ? [] : [[idOf(place), value]]))),
});
const total = { subscales: [], hasTotal: true };

test('nothing missing: the sum is the plain sum and the mean the plain mean, of reversed values', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const whole = given.map((one) => ({ ...one, value: one.value ?? 4 }));
      const { items, values } = form(whole);
      const sum = whole.reduce((so, { value, isReverse }) => so + (isReverse ? 8 - value : value), 0);
      const [scored] = scoresOf({ ...total, scoring: 'sum', leastAnswered: 1 }, items, values);
      const [mean] = scoresOf({ ...total, scoring: 'mean', leastAnswered: 1 }, items, values);
      expect(scored?.value).toBeCloseTo(sum, 9);
      expect(mean?.value).toBeCloseTo(sum / whole.length, 9);
    }),
  );
});

test('whatever is missing, a score stays within its range, and is given exactly when enough is answered', () => {
  fc.assert(
    fc.property(answers, fc.constantFrom(0, 0.5, 2 / 3, 0.8, 1), (given, leastAnswered) => {
      const { items, values } = form(given);
      const [score] = scoresOf({ ...total, scoring: 'sum', leastAnswered }, items, values);
      const answered = given.filter(({ value }) => value !== undefined).length;
      expect(score).toMatchObject({ subscale: null, answered, items: given.length });
      const isEnough = answered > 0 && answered / given.length >= leastAnswered - 1e-9;
      expect(score?.value !== null).toBe(isEnough);
      if (score?.value == null) return;
      expect(score.value).toBeGreaterThanOrEqual(given.length - 1e-9);
      expect(score.value).toBeLessThanOrEqual(given.length * 7 + 1e-9);
    }),
  );
});

test('reversing twice is no change, and a form turned round has its score turned round', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const { items, values } = form(given);
      const turned = items.map((one) => ({ ...one, isReverse: !one.isReverse }));
      const mean = { ...total, scoring: 'mean', leastAnswered: 0 } as const;
      const [score] = scoresOf(mean, items, values);
      const [other] = scoresOf(mean, turned, values);
      if (score?.value == null || other?.value == null) return;
      expect(score.value + other.value).toBeCloseTo(8, 9);
      expect(scoredValue(item(0, { isReverse: true }), scoredValue(item(0, { isReverse: true }), 3))).toBe(3);
    }),
  );
});

test('subscales in the instrument’s order, texts and other items left out, the half rule as published', () => {
  const items = [
    item(0, { subscale: 'Goal' }),
    item(1, { subscale: 'Goal', isReverse: true }),
    item(2, { subscale: 'Bond' }),
    item(3, { subscale: 'Bond' }),
    { ...item(4), kind: 'text' as const },
  ];
  const values = new Map([
    [idOf(0), 6],
    [idOf(1), 2],
    [idOf(2), 3],
    [idOf(4), 1],
  ]);
  const instrument = {
    subscales: ['Bond', 'Goal'],
    hasTotal: true,
    scoring: 'mean',
    leastAnswered: 0.5,
  } as const;
  expect(scoresOf(instrument, items, values)).toEqual([
    { subscale: 'Bond', value: 3, answered: 1, items: 2 },
    { subscale: 'Goal', value: 6, answered: 2, items: 2 },
    { subscale: null, value: 5, answered: 3, items: 4 },
  ]);
  expect(scoresOf({ ...instrument, leastAnswered: 1 }, items, values).map(({ value }) => value)).toEqual([
    null,
    6,
    null,
  ]);
  expect(scoresOf({ ...instrument, scoring: 'none' }, items, values)).toEqual([]);
});
