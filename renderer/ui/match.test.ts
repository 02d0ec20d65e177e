import { expect, test } from 'vitest';
import { scoreOf } from './match.ts';

test('the beginning of the name before the beginning of a word, before the middle, before scattered letters', () => {
  const names = [
    'Play or pause',
    'Display',
    'Mark a point',
    'Replay the moment',
    'Set the end here',
    'Next play',
  ];
  const ranked = names
    .map((name) => ({ name, score: scoreOf('play', name) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  expect(ranked.map(({ name }) => name)).toEqual([
    'Play or pause',
    'Next play',
    'Display',
    'Replay the moment',
  ]);
});

test('words by their beginnings, letters in order, accents and case left out', () => {
  expect(scoreOf('las und', 'Undo the last step')).toBe(60);
  expect(scoreOf('zin', 'Zoom in')).toBeGreaterThan(0);
  expect(scoreOf('EMOTION', 'Émotion')).toBe(100);
  expect(scoreOf('xyz', 'Zoom in')).toBeNull();
  expect(scoreOf('', 'Zoom in')).toBe(0);
});
