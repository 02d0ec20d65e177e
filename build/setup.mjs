// Makes a checkout ready to run: packages installed, Node 24 under our feet, application built. It is what
// `npm start` and `npm test` meet first on a fresh machine, so it uses nothing that is not in Node 18.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { say } from './say.mjs';

/** The checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const isWindows = process.platform === 'win32';
const nodeFile = isWindows ? 'node.exe' : 'node';
const ownNode = join(root, 'node_modules', 'node', 'bin', nodeFile);
const follow = new URL('follow.mjs', import.meta.url).href;
const stamp = join(root, 'dist', '.stamp');

/**
 * Installs, moves to Node 24 and builds, each only when needed. When it returns, all three hold; under an older
 * Node it does not return: the script that called it is run again under ours, and this process ends as that one does.
 */
export async function prepare() {
  if (process.env['npm_lifecycle_event'] !== undefined) await import(follow);
  if (!arePackagesInstalled()) installPackages();
  if (!existsSync(ownNode)) installNode();
  if (process.version !== `v${installedVersion('node')}`) await runAgainUnderOwnNode();
  buildIfStale();
}

/**
 * @param {string} name of an installed package
 * @returns {string}
 */
export function installedVersion(name) {
  return readJson(join(root, 'node_modules', name, 'package.json')).version;
}

/**
 * npm writes node_modules/.package-lock.json last, when all is in place: comparing it with the lockfile also sees an
 * install that was broken off, and one made by hand.
 */
function arePackagesInstalled() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = readJson(installedFile).packages;
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? mayBeMissing(wanted) : found.integrity === wanted.integrity;
  });
}

/** @param {{ optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} wanted an entry of the lockfile */
function mayBeMissing({ optional = false, os, cpu, libc }) {
  const isForHere = os?.includes(process.platform) && cpu?.includes(process.arch) && !libc?.includes('musl');
  return optional && !isForHere;
}

function installPackages() {
  const node = nodeForNpm();
  say('Installing packages from the npm registry (a minute or two, only when they changed) …');
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], node);
}

function installNode() {
  npm(['rebuild', 'node', '--ignore-scripts=false'], nodeForNpm());
}

/**
 * npm leaves out optional packages that do not name the Node it runs under, and compilers and addons come as such
 * packages: under Node 18 it would report success and nothing would work. So it runs under Node 24 from the beginning,
 * and not under the one in node_modules, which it is about to remove.
 */
function nodeForNpm() {
  const isOurs = process.execPath.startsWith(join(root, 'node_modules'));
  if (!isOurs && Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const { version } = readJson(join(root, 'package-lock.json')).packages['node_modules/node'];
  const system = isWindows ? 'win' : process.platform;
  const name = `${system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${system}-${process.arch}`;
  const folder = join(root, '.cache', `node-${version}`);
  const path = join(folder, 'node_modules', name, 'bin', nodeFile);
  if (!existsSync(path)) {
    say('Fetching Node 24 from the npm registry …');
    mkdirSync(folder, { recursive: true });
    npm(
      ['install', '--prefix', folder, '--no-save', '--ignore-scripts', `${name}@${version}`],
      process.execPath,
    );
  }
  return path;
}

/**
 * @param {string[]} args
 * @param {string} node that runs it
 */
function npm(args, node) {
  const { npm_execpath: cli, PATH: path = '', ...rest } = process.env;
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
    env: { ...rest, PATH: `${dirname(node)}${delimiter}${path}` },
  };
  // npm tells its scripts where it is. Without that it is on the PATH, on Windows for a shell only.
  const quiet = [...args, '--loglevel=error'];
  const { status } =
    cli !== undefined && existsSync(cli)
      ? spawnSync(node, [cli, ...quiet], options)
      : spawnSync('npm', quiet, { ...options, shell: isWindows });
  if (status === 0) return;
  say(`"npm ${args[0]}" failed; what it said is above. Is the npm registry reachable?`);
  process.exit(1);
}

/** @returns {Promise<never>} */
function runAgainUnderOwnNode() {
  const [, script = '', ...args] = process.argv;
  const child = spawn(ownNode, ['--import', follow, script, ...args], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

function buildIfStale() {
  const wanted = sourceState();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Building the application …');
  rmSync(stamp, { force: true });
  const { status } = spawnSync(process.execPath, [join(root, 'build', 'bundle.ts')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
  writeFileSync(stamp, wanted);
}

/** Names, sizes and times of all that goes into a build: 2 ms, where reading every file would cost 50. */
function sourceState() {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ path) => {
    const about = statSync(path);
    if (about.isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(`${path} ${about.size} ${about.mtimeMs}\n`);
    }
  };
  for (const name of [
    'shared',
    'electron',
    'renderer',
    'build/bundle.ts',
    'build/notices.ts',
    'package-lock.json',
  ]) {
    visit(join(root, name));
  }
  return hash.digest('hex');
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

// `node build/setup.mjs [script …]`: prepare, then be that script.
if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await prepare();
  const [node = '', , script, ...args] = process.argv;
  if (script !== undefined) {
    process.argv = [node, resolve(script), ...args];
    await import(pathToFileURL(resolve(script)).href);
  }
}
