// The one place that knows where browsers live: the start script opens windows with what it finds here and the
// tests drive the same one.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Keep Chromium from talking to anyone but the page it shows: nothing may leave a machine with recordings on it. */
export const quietSwitches = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What is left asks for its maker's hosts at every start (updates, accounts): with no name to be found it stays here.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

// Chromium refuses to start as root with its sandbox on: containers and test machines, where root is all there is.
export const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * An installed Chromium, Chrome or Edge. `STILLPOINT_BROWSER` names another one; empty means "behave as if none
 * were installed".
 *
 * @returns {string | undefined} path of its executable
 */
export function findBrowser() {
  const named = process.env['STILLPOINT_BROWSER'];
  if (named !== undefined) return named === '' ? undefined : named;
  return candidates().find((path) => isExecutable(path) && answers(path));
}

function candidates() {
  if (process.platform === 'darwin') {
    return macApps.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
      (name) => process.env[name] ?? '',
    );
    return windowsPrograms.flatMap((program) => folders.map((folder) => join(folder, program)));
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ubuntu's chromium-browser is a script that only says "install the snap": it is found and does not run.
 *
 * @param {string} path
 */
function answers(path) {
  if (process.platform !== 'linux') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/**
 * The environment to start a browser (or Electron) in. Chromium reads the names of files in the locale's encoding:
 * without one (a service, a container, `ssh` from elsewhere) it cannot take a file named "Übung.mp3" at all, and
 * says nothing. C.UTF-8 is on every Linux; the language of the interface stays what it was.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function browserEnvironment(env = process.env) {
  const spoken = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  if (process.platform !== 'linux' || /utf-?8/i.test(spoken)) return env;
  const { LC_ALL: all, ...others } = env;
  // LC_ALL goes before LC_CTYPE: what it said of everything else is said by LANG, which comes last.
  return { ...others, ...(all ? { LANG: all } : {}), LC_CTYPE: 'C.UTF-8' };
}

/** Is there a screen to open a window on? */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * Opens a window without tabs or address bar. Its profile is new and is removed with it: no history or cache of a
 * recording stays behind, and the process ends when the person closes the window (in the everyday profile it
 * would only hand the address to the browser that already runs).
 *
 * @param {string} executable
 * @param {string} url
 */
export function openAppWindow(executable, url) {
  const profile = mkdtempSync(join(tmpdir(), 'stillpoint-window-'));
  const child = spawn(
    executable,
    [
      `--app=${url}`,
      `--user-data-dir=${profile}`,
      '--no-default-browser-check',
      ...quietSwitches,
      ...rootSwitches,
    ],
    { stdio: 'ignore', env: browserEnvironment() },
  );
  const closed = new Promise((resolve) => child.once('error', resolve).once('exit', resolve)).then(() =>
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 }),
  );
  const close = () => {
    child.kill();
    return closed;
  };
  return { closed, close };
}

/**
 * @param {string} url
 * @returns {Promise<boolean>} whether the system took the address
 */
export function openDefaultBrowser(url) {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', url]]
        : ['xdg-open', [url]];
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
