import { expect, it } from 'vitest';
import { fitText } from './drawLabel.ts';

it('cuts a text to its room, and leaves it out rather than showing one letter', () => {
  expect(fitText('wanted to change the subject', 168, 200)).toBe('wanted to change the subject');
  expect(fitText('wanted to change the subject', 168, 84)).toBe('wanted to ch…');
  expect(fitText('wanted to change the subject', 168, 20)).toBe('');
});
