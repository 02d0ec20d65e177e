import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({}));
const { otherScreen } = await import('./recaller-window.ts');

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const beamer = { x: 1440, y: -180, width: 1920, height: 1080 };

test.each([
  ['one screen', [laptop], { x: 10, y: 10, width: 1000, height: 700 }, null],
  ['the window on the first', [laptop, beamer], { x: 10, y: 10, width: 1000, height: 700 }, beamer],
  ['the window on the second', [laptop, beamer], { x: 1500, y: 0, width: 1000, height: 700 }, laptop],
  [
    'the window over both, most of it on the second',
    [laptop, beamer],
    { x: 1200, y: 0, width: 1000, height: 700 },
    laptop,
  ],
  ['the window on neither', [laptop, beamer], { x: 9000, y: 0, width: 1000, height: 700 }, laptop],
])('%s', (_, screens, window, expected) => {
  expect(otherScreen(screens, window)).toEqual(expected);
});
