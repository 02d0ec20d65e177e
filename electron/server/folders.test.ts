import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFolders } from './folders.ts';

const home = join('/', 'home', 'kim');
const nothing = () => null;

test('Linux, where Documents has a name in the user’s language', () => {
  const names =
    '# written by xdg-user-dirs\nXDG_DESKTOP_DIR="$HOME/Schreibtisch"\nXDG_DOCUMENTS_DIR="$HOME/Dokumente"\n';
  const readText = (path: string) => (path === join(home, '.config', 'user-dirs.dirs') ? names : null);
  expect(findFolders({ platform: 'linux', env: {}, home, readText })).toEqual({
    profile: join(home, '.config', 'stillpoint'),
    studies: `${home}/Dokumente/Stillpoint`,
  });
  expect(findFolders({ platform: 'linux', env: { XDG_CONFIG_HOME: '/c' }, home, readText: nothing })).toEqual(
    {
      profile: join('/c', 'stillpoint'),
      studies: join(home, 'Documents', 'Stillpoint'),
    },
  );
});

test('macOS and Windows', () => {
  expect(findFolders({ platform: 'darwin', env: {}, home, readText: nothing })).toEqual({
    profile: join(home, 'Library', 'Application Support', 'stillpoint'),
    studies: join(home, 'Documents', 'Stillpoint'),
  });
  expect(findFolders({ platform: 'win32', env: { APPDATA: '/roaming' }, home, readText: nothing })).toEqual({
    profile: join('/roaming', 'stillpoint'),
    studies: join(home, 'Documents', 'Stillpoint'),
  });
});

test('both can be put elsewhere', () => {
  const env = { STILLPOINT_PROFILE: '/p', STILLPOINT_STUDIES: '/s', XDG_CONFIG_HOME: '/c' };
  expect(findFolders({ platform: 'linux', env, home, readText: nothing })).toEqual({
    profile: '/p',
    studies: '/s',
  });
});
