// THIRD_PARTY_NOTICES.txt: what is inside the application that others wrote, and under which terms. Generated with
// every build from what was really bundled, because a list kept by hand is wrong after the next update.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Shipped as files beside the bundles; the second pattern is the binary of the system this is built on. */
const shippedAsFiles = [
  'better-sqlite3',
  'node-av',
  'sodium-native',
  // By which sodium-native finds its binary.
  ...['require-addon', 'bare-addon-resolve', 'bare-module-resolve', 'bare-semver', 'which-runtime'],
];
const nativePackage = `@seydx/node-av-${process.platform}-${process.arch}`;

const ffmpegNote = `FFmpeg
The file node-av.node contains FFmpeg with parts under the GNU General Public License version 3 enabled, and with it
x264, x265, LAME, Opus, Vorbis, Theora, libvpx, dav1d, SVT-AV1, FDK AAC, OpenSSL and other libraries, each under its
own terms. FFmpeg is therefore under the GPL version 3 here, and so is Stillpoint as a whole: see LICENSE. Sources and
build scripts, with every library and its licence: https://github.com/seydx/jellyfin-ffmpeg (FFmpeg, as built),
https://github.com/seydx/node-av (the binding). https://ffmpeg.org/legal.html

SQLite
The file of better-sqlite3 contains SQLite (public domain, https://sqlite.org) and SQLite3 Multiple Ciphers
(MIT License, Copyright (c) 2019-2026 Ulrich Telle, https://github.com/utelle/SQLite3MultipleCiphers).

libsodium
The file of sodium-native contains libsodium (ISC License, Copyright (c) 2013-2026 Frank Denis, https://libsodium.org).
`;

/**
 * @param moduleId path of a bundled module
 * @returns its package's folder; undefined for our own modules and a bundler's virtual ones
 */
export function packageOf(moduleId: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId.replaceAll('\\', '/'))?.[1];
}

/** Writes the notices for these package folders and for what is shipped as files. Throws when one names no licence. */
export async function writeNotices(root: string, folders: Iterable<string>, file: string): Promise<void> {
  const natives = (await readdir(join(root, 'node_modules', '@seydx')))
    .map((name) => `@seydx/${name}`)
    .filter((name) => name.startsWith(nativePackage));
  const shipped = [...shippedAsFiles, ...natives].map((name) => join(root, 'node_modules', name));
  const notices = await Promise.all([...new Set([...folders, ...shipped])].map(noticeOf));
  const intro = 'Stillpoint contains the work of others. Their notices:\n\n';
  const unique = [...new Set(notices)].sort((a, b) => a.localeCompare(b, 'en'));
  await writeFile(file, intro + [ffmpegNote, ...unique].join(`\n${'-'.repeat(80)}\n\n`));
}

async function noticeOf(folder: string): Promise<string> {
  const about: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const name = field(about, 'name');
  const license = field(about, 'license');
  if (name === undefined || license === undefined) throw new Error(`No licence is named in ${folder}`);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return `${name} ${field(about, 'version') ?? ''} (${license})\n\n${texts.join('\n').trim()}\n`;
}

function field(about: unknown, key: 'name' | 'version' | 'license'): string | undefined {
  if (typeof about !== 'object' || about === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(about, key)?.value;
  return typeof value === 'string' ? value : undefined;
}
