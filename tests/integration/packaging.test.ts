import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createPackage, extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTheClear } from '../../electron/core/seal/place.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const target = `${process.platform}-${process.arch}`;

let folder: string;
let resources: string;
let executable: string;
let packed: string[];

/**
 * What electron-builder asks of an Electron folder, and no more: an executable with a fuse wire (version 1, nine fuses
 * as Electron 45 sets them), the default app, a locale. It proves what goes into the package; that the package runs
 * under the real Electron is for the workflow's machines to prove.
 */
async function makeStandIn(electron: string): Promise<void> {
  await mkdir(join(electron, 'resources'), { recursive: true });
  await mkdir(join(electron, 'locales'));
  await mkdir(join(folder, 'default-app'));
  await writeFile(join(folder, 'default-app', 'package.json'), '{"main":"main.js"}');
  await writeFile(join(folder, 'default-app', 'main.js'), '');
  await createPackage(join(folder, 'default-app'), join(electron, 'resources', 'default_app.asar'));
  const wire = Buffer.from([1, 9, ...Buffer.from('101001101')]);
  await writeFile(
    join(electron, 'electron'),
    Buffer.concat([Buffer.from(`#!/bin/sh\n${fuseSentinel}`), wire]),
  );
  await chmod(join(electron, 'electron'), 0o755);
  await writeFile(join(electron, 'locales', 'en-US.pak'), '');
  await writeFile(join(electron, 'locales', 'de.pak'), '');
}

describe.runIf(process.platform === 'linux')('the packaged application', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stillpoint-package-'));
    const electron = join(folder, 'electron');
    await makeStandIn(electron);
    // As `npm run dist` calls it, but for the target and the two folders.
    const config = ['--config', 'build/electron-builder.config.mjs', `-c.electronDist=${electron}`];
    const output = `-c.directories.output=${join(folder, 'out')}`;
    const command = join(root, 'node_modules', 'electron-builder', 'cli.js');
    const args = [command, '--linux', 'dir', ...config, output, '--publish', 'never'];
    await promisify(execFile)(process.execPath, args, { cwd: root });
    const app = join(folder, 'out', 'linux-unpacked');
    resources = join(app, 'resources');
    executable = join(app, 'stillpoint');
    packed = listPackage(join(resources, 'app.asar'), { isPack: false })
      .map((file) => file.replaceAll('\\', '/').slice(1))
      .filter((file) => !('files' in statFile(join(resources, 'app.asar'), file)));
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('holds the program, the page and three addons, and nothing else', () => {
    const own = packed.filter((file) => !file.startsWith('node_modules/')).sort();
    const hashed = own.map((file) => file.replace(/-[\w-]{8}\.(js|css|woff2)$/, '-HASH.$1'));
    const allowed =
      /^(package\.json|dist\/electron\/[\w-]+-HASH\.js|dist\/renderer\/assets\/[\w-]+-HASH\.\w+)$/;
    expect(hashed.filter((file) => !allowed.test(file))).toEqual([
      'dist/electron/database.js',
      'dist/electron/main.js',
      'dist/electron/preload.cjs',
      'dist/electron/worker.js',
      'dist/renderer/index.html',
    ]);
    const packages = packed.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
    const resolver = [
      'require-addon',
      'bare-addon-resolve',
      'bare-module-resolve',
      'bare-semver',
      'which-runtime',
    ];
    expect(new Set(packages)).toEqual(
      new Set([`@seydx/node-av-${target}`, 'better-sqlite3', 'node-av', 'sodium-native', ...resolver]),
    );
    expect(
      packed.filter((file) => /\.(ts|tsx|map|md|c|cpp|gyp|stamp)$|\/(test|tests|src|deps)\//.test(file)),
    ).toEqual([]);
  });

  test('keeps the addons outside the archive, for this system only', () => {
    const addons = [
      `@seydx/node-av-${target}/node-av.node`,
      `better-sqlite3/prebuilds/${target}.node`,
      `sodium-native/prebuilds/${target}/sodium-native.node`,
    ];
    expect(packed.filter((file) => file.endsWith('.node')).sort()).toEqual(
      addons.map((file) => `node_modules/${file}`),
    );
    const unpacked = addons.map((file) => join(resources, 'app.asar.unpacked', 'node_modules', file));
    expect(unpacked.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('carries the sample study and the licences beside the archive', async () => {
    const files = ['sample/sample.json', 'LICENSE.txt', 'THIRD_PARTY_NOTICES.txt', '../locales/en-US.pak'];
    expect(files.filter((file) => !existsSync(join(resources, file)))).toEqual([]);
    expect(existsSync(join(resources, '..', 'locales', 'de.pak'))).toBe(false);
    const sample: { recordings: { file: string }[] } = JSON.parse(
      await readFile(join(resources, 'sample', 'sample.json'), 'utf8'),
    );
    const missing = sample.recordings.filter(({ file }) => !existsSync(join(resources, 'sample', file)));
    expect(missing).toEqual([]);
    const notices = await readFile(join(resources, 'THIRD_PARTY_NOTICES.txt'), 'utf8');
    for (const name of ['FFmpeg', 'better-sqlite3', 'node-av', 'libsodium', 'react-dom', '@orpc/server']) {
      expect(notices).toContain(name);
    }
  });

  test('is fused shut', async () => {
    const wire = await getCurrentFuseWire(executable);
    const isOn = (fuse: FuseV1Options) => wire[fuse] === '1'.charCodeAt(0);
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      fileProtocol: false,
    });
  });

  test('has all that its processes load: they run from the package alone', async () => {
    const app = join(folder, 'extracted');
    extractAll(join(resources, 'app.asar'), app);
    const script = `import Database from 'better-sqlite3';
      import { crypto_aead_chacha20poly1305_ietf_encrypt as encrypt } from 'sodium-native';
      const sealed = new Uint8Array(17);
      encrypt(sealed, new Uint8Array(1), null, null, new Uint8Array(12), new Uint8Array(32));
      process.stdout.write(new Database(':memory:').prepare('select sqlite_version()').pluck().get());
      process.stdout.write(' ' + Buffer.from(sealed).toString('hex'));`;
    await writeFile(join(app, 'probe.mjs'), script);
    const { stdout } = await promisify(execFile)(process.execPath, [join(app, 'probe.mjs')]);
    // The keystream of RFC 8439 begins so for a key and a nonce of zeros.
    expect(stdout).toMatch(/^3\.\S+ 9f[0-9a-f]{32}$/);

    const worker = fork(join(app, 'dist', 'electron', 'worker.js'), [], { execArgv: [] });
    worker.send({ id: 1, call: 'probe', source: inTheClear(join(resources, 'sample', 'session.m4a')) });
    const [reply] = await once(worker, 'message');
    worker.kill();
    expect(reply).toMatchObject({ id: 1, kind: 'done' });
  });

  test('imports no package that is left outside', async () => {
    const own = packed.filter((file) => /^dist\/electron\/.*\.c?js$/.test(file));
    const texts = own.map((file) => extractFile(join(resources, 'app.asar'), file).toString());
    const wanted = texts
      .flatMap((text) => [
        ...text.matchAll(/^(?:import|export) [^;]*?from "([^"]+)"|\b(?:require|import)\("([^"]+)"\)/gm),
      ])
      .map(([, from, called]) => from ?? called ?? '')
      .filter((name) => !/^(\.|node:)/.test(name))
      .map((name) => name.split('/')[0])
      // Part of Node, whether a library writes `node:` before it or not.
      .filter((name) => name !== undefined && !builtinModules.includes(name));
    expect([...new Set(wanted)].sort()).toEqual(['better-sqlite3', 'electron', 'node-av', 'sodium-native']);
  });
});
