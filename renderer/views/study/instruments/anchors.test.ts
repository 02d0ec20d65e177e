import { expect, test } from 'vitest';
import { anchorsText, readAnchors } from './anchors.ts';

test('anchors as they are typed, and the line that is none', () => {
  const anchors = [
    { value: 1, label: 'hindering' },
    { value: 4.5, label: 'in between, as it were' },
    { value: -2, label: 'below' },
  ];
  expect(readAnchors(anchorsText(anchors))).toEqual({ anchors });
  expect(readAnchors('1: low\n\n 5 = high \n')).toEqual({
    anchors: [
      { value: 1, label: 'low' },
      { value: 5, label: 'high' },
    ],
  });
  expect(readAnchors('4,5 half')).toEqual({ anchors: [{ value: 4.5, label: 'half' }] });
  expect(readAnchors('1 low\nhigh 5')).toEqual({ badLine: 2 });
  expect(readAnchors('')).toEqual({ anchors: [] });
});
