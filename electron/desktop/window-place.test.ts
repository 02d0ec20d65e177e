import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadWindowPlace, saveWindowPlace } from './window-place.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: -200, width: 2560, height: 1400 },
];
const size = { width: 1200, height: 800, isMaximized: false };
const first = { width: 1440, height: 900, isMaximized: false };
let folder = '';
let file = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-window-'));
  file = join(folder, 'window.json');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['inside', { x: 10, y: 20 }, true],
  ['on the second screen', { x: 2000, y: -150 }, true],
  ['half over the edge', { x: -600, y: 20 }, true],
  ['on a screen that was unplugged', { x: 5000, y: 20 }, false],
  ['almost out', { x: -1150, y: 20 }, false],
  ['with its title bar above the screen', { x: 10, y: -300 }, false],
  ['with its title bar below the screen', { x: 10, y: 1030 }, false],
])('a window that was %s', (_, position, isKept) => {
  saveWindowPlace(file, { position, ...size });
  expect(loadWindowPlace(file, screens)).toEqual(isKept ? { position, ...size } : size);
});

test('maximised stays maximised', () => {
  saveWindowPlace(file, { ...size, isMaximized: true });
  expect(loadWindowPlace(file, screens)).toEqual({ ...size, isMaximized: true });
});

test.each(['', '{', 'null', '[]', '{"width":"wide"}', '{"width":-5,"height":1e9,"isMaximized":false}'])(
  'a file that holds %j',
  (text) => {
    writeFileSync(file, text);
    expect(loadWindowPlace(file, screens)).toEqual(first);
  },
);

test('no file, and no folder to keep one in', () => {
  const nowhere = join(folder, 'gone', 'window.json');
  saveWindowPlace(nowhere, first);
  expect(loadWindowPlace(nowhere, screens)).toEqual(first);
});
