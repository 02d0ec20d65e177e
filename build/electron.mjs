// The one place that knows whether Electron's binary is there, and how to get it: it is not in the npm package but
// a separate download of 110 MB from GitHub, which locked-down machines refuse or, worse, never answer.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from './say.mjs';
import { installedVersion, root } from './setup.mjs';

const packageFolder = join(root, 'node_modules', 'electron');
const refusal = join(root, '.cache', 'electron-refused');
const silenceMs = 10_000;
const dayMs = 86_400_000;

/**
 * @returns {string | undefined} path of the executable, when it is there
 */
export function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path = join(override ?? join(packageFolder, 'dist'), executableName());
  if (!existsSync(path)) return undefined;
  return override !== undefined || isDownloadCurrent() ? path : undefined;
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function isDownloadCurrent() {
  const file = join(packageFolder, 'dist', 'version');
  return (
    existsSync(file) && readFileSync(file, 'utf8').trim().replace(/^v/, '') === installedVersion('electron')
  );
}

/**
 * Downloads the binary, saying how far it is. A refusal is remembered for a day, so that a machine without a way
 * out does not wait at every start; `insist` asks again.
 *
 * @param {{ insist?: boolean }} [options]
 * @returns {Promise<string | undefined>} path of the executable; undefined when it could not be had (said in one line)
 */
export async function fetchElectron({ insist = false } = {}) {
  if (!insist && wasRefusedLately()) return undefined;
  try {
    await download();
  } catch (error) {
    mkdirSync(dirname(refusal), { recursive: true });
    writeFileSync(refusal, '');
    const reason = error instanceof Error ? causeOf(error) : String(error);
    say(
      `Electron cannot be downloaded here (${reason}); going on without it. "npm start -- --desktop" asks again.`,
    );
    return undefined;
  }
  // It finds the archive in the cache now, checks it against the sums in the package, and unpacks it.
  const { status } = spawnSync(process.execPath, [join(packageFolder, 'install.js')], {
    stdio: ['ignore', 2, 2],
  });
  return status === 0 ? findElectron() : undefined;
}

function wasRefusedLately() {
  return existsSync(refusal) && Date.now() - statSync(refusal).mtimeMs < dayMs;
}

async function download() {
  const { downloadArtifact } = await import('@electron/get');
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error('no bytes for 10 seconds'));
  let silence = setTimeout(giveUp, silenceMs);
  let said = -1;
  say('Downloading Electron (110 MB, once) …');
  try {
    await downloadArtifact({
      version: installedVersion('electron'),
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: JSON.parse(readFileSync(join(packageFolder, 'checksums.json'), 'utf8')),
      downloadOptions: {
        quiet: true,
        signal: abort.signal,
        getProgressCallback: (/** @type {{ percent: number }} */ { percent }) => {
          clearTimeout(silence);
          silence = setTimeout(giveUp, silenceMs);
          const tenth = Math.floor(percent * 10);
          if (tenth > said) say(`Downloading Electron: ${tenth * 10} %`);
          said = Math.max(said, tenth);
        },
      },
    });
  } finally {
    clearTimeout(silence);
  }
}

/**
 * fetch() says "fetch failed" and keeps the reason (no such host, refused) in its cause.
 *
 * @param {Error} error
 */
function causeOf(error) {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
