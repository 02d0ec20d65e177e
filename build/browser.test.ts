import { expect, test } from 'vitest';
import { browserEnvironment } from './browser.mjs';

const isLinux = process.platform === 'linux';

test.runIf(isLinux).each([
  [{}, { LC_CTYPE: 'C.UTF-8' }],
  [{ LANG: 'C' }, { LANG: 'C', LC_CTYPE: 'C.UTF-8' }],
  [
    { LANG: 'de_DE.ISO-8859-1', PATH: '/bin' },
    { LANG: 'de_DE.ISO-8859-1', LC_CTYPE: 'C.UTF-8', PATH: '/bin' },
  ],
  [
    { LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8' },
    { LANG: 'POSIX', LC_CTYPE: 'C.UTF-8' },
  ],
  [
    { LC_ALL: '', LC_CTYPE: 'C', LANG: 'de_DE.UTF-8' },
    { LANG: 'de_DE.UTF-8', LC_CTYPE: 'C.UTF-8' },
  ],
])('a browser that could not read file names (%j) is given UTF-8', (env, given) => {
  expect(browserEnvironment(env)).toEqual(given);
});

test.each([
  [{ LANG: 'de_DE.UTF-8' }],
  [{ LANG: 'en_US.utf8', LC_ALL: '' }],
  [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }],
])('where they are read (%j) nothing changes', (env) => {
  expect(browserEnvironment(env)).toBe(env);
});
