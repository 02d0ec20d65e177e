// npm start: the desktop application where Electron can be had, the same application in a browser window elsewhere.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import {
  browserEnvironment,
  findBrowser,
  hasDisplay,
  openAppWindow,
  openDefaultBrowser,
  rootSwitches,
} from './browser.mjs';
import { fetchElectron, findElectron } from './electron.mjs';
import { say } from './say.mjs';
import { prepare, root } from './setup.mjs';

const usage = `npm start [-- flags]
  --study PATH   open this study      --sample    open the sample study
  --web          in a browser         --desktop   in Electron
  --no-open      open no window       --port N    port of the browser host
  --json         print one line {"url": …} and open no window`;

const endMs = 10_000;
const isWindows = process.platform === 'win32';
const flags = readFlags();
let isEnding = false;

await prepare();
process.exit(await (wantsDesktop() ? startDesktop() : startBrowserHost()));

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        study: { type: 'string' },
        port: { type: 'string' },
        sample: { type: 'boolean', default: false },
        web: { type: 'boolean', default: false },
        desktop: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) throw new Error('');
    return values;
  } catch (error) {
    say(error instanceof Error && error.message !== '' ? `${error.message}\n\n${usage}` : usage);
    process.exit(error instanceof Error && error.message === '' ? 0 : 2);
  }
}

/** The flags that name an address or forbid a window only make sense for the browser host. */
function wantsDesktop() {
  if (flags.desktop) return true;
  return !flags.web && !flags.json && !flags['no-open'] && flags.port === undefined && hasDisplay();
}

function studyArguments() {
  const study = flags.study === undefined ? [] : ['--study', flags.study];
  return flags.sample ? [...study, '--sample'] : study;
}

/** @returns {Promise<number>} exit code */
async function startDesktop() {
  const electron = findElectron() ?? (await fetchElectron({ insist: flags.desktop ?? false }));
  if (electron !== undefined) {
    const startedMs = Date.now();
    const code = await ended(
      spawn(electron, [...rootSwitches, root, ...studyArguments()], {
        stdio: ['ignore', 2, 2],
        env: browserEnvironment(),
      }),
    );
    if (code === 0 || flags.desktop || Date.now() - startedMs > endMs) return code;
    say('Electron does not run on this machine; going on in a browser.');
  }
  return flags.desktop ? 1 : startBrowserHost();
}

/** @returns {Promise<number>} exit code */
async function startBrowserHost() {
  const port = flags.port === undefined ? [] : ['--port', flags.port];
  const follow = new URL('follow.mjs', import.meta.url).href;
  const serve = join(root, 'dist', 'electron', 'serve.js');
  const server = spawn(process.execPath, ['--import', follow, serve, ...studyArguments(), ...port], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: !isWindows,
  });
  /** @type {Awaited<ReturnType<typeof openWindow>>} */
  let window;
  createInterface(server.stdout).once('line', async (line) => {
    if (flags.json) {
      process.stdout.write(`${line}\n`);
      return;
    }
    const { url } = JSON.parse(line);
    window = await openWindow(url);
    // As on the desktop: who closes the window has ended the application.
    window?.closed.then(() => end(server));
  });
  const code = await ended(server);
  await window?.close();
  return code;
}

/**
 * Shows the address in whatever this machine has, and says so.
 *
 * @param {string} url
 * @returns {Promise<{ closed: Promise<void>, close: () => Promise<void> } | undefined>} the window, when it is ours
 */
async function openWindow(url) {
  const mayOpen = !flags['no-open'] && hasDisplay();
  const browser = mayOpen ? findBrowser() : undefined;
  if (browser !== undefined) {
    say('Stillpoint is open in a window of its own. Closing it, or Ctrl-C here, ends it.');
    return openAppWindow(browser, url);
  }
  const opened = mayOpen && (await openDefaultBrowser(url));
  say(
    opened
      ? 'Stillpoint is open in your browser. Ctrl-C here ends it.'
      : `Stillpoint is ready (Ctrl-C ends it): ${url}`,
  );
  return undefined;
}

/**
 * The application is a group of its own (`detached`), so that the Ctrl-C of a terminal reaches it once, through us: a
 * second signal would tell it to drop everything. Windows has neither groups nor polite signals: there Ctrl-C reaches
 * it directly, and kill() is the end.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} [signal] that we were sent
 */
function end(child, signal) {
  if (isEnding) return;
  isEnding = true;
  if (!isWindows || signal !== 'SIGINT') child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), endMs).unref();
}

/**
 * Waits for the application, and passes on the wish to end.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} exit code; 0 when it ended because it was asked to
 */
function ended(child) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // In place of the last one's: an Electron that did not start is followed by the browser host.
    process.removeAllListeners(signal).on(signal, () => end(child, signal));
  }
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(isEnding && signal === 'SIGTERM' ? 0 : (code ?? 1)));
  });
}
