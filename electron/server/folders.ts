import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type Folders = { profile: string; studies: string };

type Surroundings = {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** Contents of a text file, or null when it cannot be read. */
  readText(path: string): string | null;
};

/** The folders of this user; STILLPOINT_PROFILE and STILLPOINT_STUDIES put others in their place. */
export function findFolders(surroundings: Surroundings = thisMachine()): Folders {
  const { env } = surroundings;
  return {
    profile: env['STILLPOINT_PROFILE'] || join(configFolder(surroundings), 'stillpoint'),
    studies: env['STILLPOINT_STUDIES'] || join(documentsFolder(surroundings), 'Stillpoint'),
  };
}

/** The same as Electron's `appData`, so that both hosts have one list of recent studies. */
function configFolder({ platform, env, home }: Surroundings): string {
  if (platform === 'win32') return env['APPDATA'] || join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return env['XDG_CONFIG_HOME'] || join(home, '.config');
}

/** The same as Electron's `documents`: on Linux it has a name in the user's language, kept by xdg-user-dirs. */
function documentsFolder(surroundings: Surroundings): string {
  const { platform, home, readText } = surroundings;
  const fallback = join(home, 'Documents');
  if (platform === 'win32' || platform === 'darwin') return fallback;
  const names = readText(join(configFolder(surroundings), 'user-dirs.dirs'));
  const [, named] = names?.match(/^XDG_DOCUMENTS_DIR="(.+)"$/m) ?? [];
  return named?.replace('$HOME', home) ?? fallback;
}

function thisMachine(): Surroundings {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    readText(path) {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
  };
}
