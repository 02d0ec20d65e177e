import { expect, it } from 'vitest';
import { drawLabel, fitText } from './drawLabel.ts';
import type { Pen } from './pen.ts';

it('cuts a text to its room, and leaves it out rather than showing one letter', () => {
  expect(fitText('wanted to change the subject', 168, 200)).toBe('wanted to change the subject');
  expect(fitText('wanted to change the subject', 168, 84)).toBe('wanted to ch…');
  expect(fitText('wanted to change the subject', 168, 20)).toBe('');
});

it('writes nothing where not even the letter fits', () => {
  const written = (roomPx: number): string[] => {
    const texts: string[] = [];
    const pen = {
      fillStyle: '',
      font: '12px sans-serif',
      fillText: (text: string) => void texts.push(text),
      measureText: (text: string) => ({ width: text.length * 8 }),
    } as unknown as Pen;
    drawLabel(pen, 'CK', 'felt understood', 0, 0, roomPx, '#000000', 12);
    return texts;
  };
  expect(written(12)).toEqual([]);
  expect(written(20)).toEqual(['CK']);
});
