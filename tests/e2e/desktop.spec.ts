import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findElectron } from '../../build/electron.mjs';

/**
 * What only Electron itself can show: its window, its scheme, its permissions, its worker process. What the page does
 * is tested through the browser host, where the same page and core run.
 */
const executablePath = findElectron();
test.skip(
  executablePath === undefined,
  'Electron’s binary is not on this machine (npm start -- --desktop fetches it)',
);
test.describe.configure({ mode: 'serial' });

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
let app: ElectronApplication;
let page: Page;

async function launch(...words: string[]): Promise<void> {
  app = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    // Chromium's own sandbox needs rights that root in a container does not have; the page's stays on.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...words],
    env: {
      ...definedEnvironment(),
      STILLPOINT_PROFILE: join(folder, 'profile'),
      STILLPOINT_STUDIES: join(folder, 'studies'),
    },
  });
  page = await app.firstWindow();
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-desktop-'));
  await launch('--sample');
});
test.afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

test('the page runs from its own scheme, without Node and without ports', async () => {
  await expect(page).toHaveURL('stillpoint://app/');
  await expect(page).toHaveTitle(/Stillpoint/);
  const found = await page.evaluate(() => ({
    names: ['require', 'process', 'Buffer', 'module', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
    isSecure: globalThis.isSecureContext,
  }));
  expect(found).toEqual({ names: [], isSecure: true });
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Not in Electron's types, and the only way to see what the window was really made with.
    const ask: unknown = contents === undefined ? null : Reflect.get(contents, 'getLastWebPreferences');
    return typeof ask === 'function' ? Reflect.apply(ask, contents, []) : {};
  });
  expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false });
});

test('calls, bytes and ranges', async () => {
  // The sample study is there only when the port works: the page asked the core for it.
  await expect(page.getByRole('main')).toContainText(/sample/i);
  const answer = await page.evaluate(async () => {
    const missing = await fetch('/media/nothing', { headers: { range: 'bytes=0-1' } });
    const climbed = await fetch('/media/..%2f..%2fstudy.db');
    const upload = await fetch('/upload?name=tone.wav', { method: 'POST', body: new Blob(['not a tone']) });
    return { missing: missing.status, climbed: climbed.status, staged: await upload.json() };
  });
  expect(answer).toMatchObject({
    missing: 404,
    climbed: 404,
    staged: { fileName: 'tone.wav', byteCount: 10 },
  });
});

test('the sample plays, and seeks', async () => {
  await page
    .getByRole('link', { name: /session/i })
    .or(page.getByRole('button', { name: /session/i }))
    .first()
    .click();
  const media = page.locator('video, audio').first();
  await expect
    .poll(() => media.evaluate((element: HTMLMediaElement) => element.readyState))
    .toBeGreaterThan(1);
  const seeked = await media.evaluate(async (element: HTMLMediaElement) => {
    const arrived = new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }));
    element.currentTime = 60;
    await arrived;
    return element.currentTime;
  });
  expect(seeked).toBeCloseTo(60, 2);
});

test('no request leaves the machine', async () => {
  const outcomes = await page.evaluate(async () => {
    const urls = ['https://example.com/', 'http://127.0.0.1:80/', 'file:///etc/hostname'];
    const tries = urls.map((url) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => 'answered',
        () => 'refused',
      ),
    );
    return await Promise.all(tries);
  });
  expect(outcomes).toEqual(['refused', 'refused', 'refused']);
  // Past the page's policy: the filter of the session itself.
  const filtered = await app.evaluate(async ({ session }) => {
    try {
      await session.fromPartition('page').fetch('https://example.com/');
      return 'answered';
    } catch (thrown) {
      return String(thrown);
    }
  });
  expect(filtered).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('it stays where it is and opens nothing', async () => {
  await page.evaluate(() => {
    window.open('https://example.com/');
    location.href = 'https://example.com/';
  });
  await expect(page).toHaveURL('stillpoint://app/');
  expect(app.windows()).toHaveLength(1);
});

test('a microphone may be asked for; a camera, a place and a screen may not', async () => {
  const states = await page.evaluate(async () => {
    const names: PermissionName[] = ['microphone', 'camera', 'geolocation', 'notifications'];
    const asked = names.map(async (name) => [name, (await navigator.permissions.query({ name })).state]);
    return Object.fromEntries(await Promise.all(asked));
  });
  expect(states).toMatchObject({ camera: 'denied', geolocation: 'denied', notifications: 'denied' });
  expect(states['microphone']).not.toBe('denied');
});

test('the menu’s commands reach the page', async () => {
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.addEventListener('message', ({ data }) => {
          if (data?.type === 'stillpoint:command') resolve(data.id);
        });
      }),
  );
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('palette.open')?.click());
  expect(await heard).toBe('palette.open');
});

test('the place of the window, and the study, are there again the next time', async () => {
  const bounds = { x: 60, y: 50, width: 1100, height: 760 };
  await app.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    bounds,
  );
  await app.close();
  await launch('--sample');
  await expect(page.getByRole('main')).toContainText(/sample/i);
  const restored = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );
  // Where a window ends up is the window manager's word; its size is ours.
  expect(restored).toMatchObject({ width: bounds.width, height: bounds.height });
});

test('a second start hands over and leaves', async () => {
  const second = await _electron
    .launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root],
      env: { ...definedEnvironment(), STILLPOINT_PROFILE: join(folder, 'profile') },
    })
    .catch(() => null);
  // It may be gone before Playwright has attached to it; either way there is one window, and it is the first one's.
  if (second !== null) await second.waitForEvent('close').catch(() => null);
  expect(app.windows()).toHaveLength(1);
});
