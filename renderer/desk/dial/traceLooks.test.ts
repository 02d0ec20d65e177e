import { expect, test } from 'vitest';
import { traceLooks } from './traceLooks.ts';

test('traces of one person are told apart by number and line, those of different people by their letters', () => {
  const traces = ['c', 't', 'c', 'c', 'c', 'c'].map((personId, index) => ({ id: `${index}`, personId }));
  const looks = traceLooks(traces, (personId) => ({ letters: personId.toUpperCase() }));
  expect(traces.map(({ id }) => looks.get(id)?.letter)).toEqual([
    'C · 1',
    'T',
    'C · 2',
    'C · 3',
    'C · 4',
    'C · 5',
  ]);
  const lines = ['0', '2', '3', '4'].map((id) => looks.get(id)?.dash.join(' '));
  expect(new Set(lines).size).toBe(4);
});
