import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseStartArguments } from './arguments.ts';

const folder = join('/', 'work');

test.each([
  [[], { studyPath: null, sample: false, port: 0 }],
  [['--study', 'a.stillpoint'], { studyPath: join(folder, 'a.stillpoint'), sample: false, port: 0 }],
  [['--study=/b'], { studyPath: join('/', 'b'), sample: false, port: 0 }],
  [['/b/My study.stillpoint'], { studyPath: '/b/My study.stillpoint', sample: false, port: 0 }],
  [['--sample', '--port', '8080'], { studyPath: null, sample: true, port: 8080 }],
  [['--allow-file-access', '--no-sandbox', '/x'], { studyPath: null, sample: false, port: 0 }],
])('%j', (words, expected) => {
  expect(parseStartArguments(words, folder)).toEqual(expected);
});

test.each(['-1', '65536', '80.5', 'http'])('--port %s', (port) => {
  expect(() => parseStartArguments([`--port=${port}`], folder)).toThrow(RangeError);
});
