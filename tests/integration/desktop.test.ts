import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { refusal } from '../fixtures/client.ts';
import { setUpRecording } from './server-recording.ts';
import { temporaryHost } from './server-support.ts';

vi.mock('electron', () => import('./desktop-electron.ts'));
const { app, machine } = await import('./desktop-electron.ts');

type Client = ContractRouterClient<import('../../shared/contract/contract.ts').Contract>;
let folder = '';
let client: Client;
let port: MessagePort;
const places = { profile: '', studies: '' };

/** What the page's `awaitPort` does: waits for the message with the port. */
async function hearPort(): Promise<MessagePort> {
  const { messages } = theWindow().webContents;
  await expect.poll(() => messages).toHaveLength(1);
  const [
    {
      data,
      ports: [given],
    } = { data: null, ports: [] },
  ] = messages;
  expect(data).toEqual({ type: 'stillpoint:port' });
  if (given === undefined) throw new Error('The message came without its port.');
  return given;
}

function theWindow() {
  const [window] = machine.windows;
  if (window === undefined) throw new Error('There is no window.');
  return window;
}

beforeAll(async () => {
  const host = await temporaryHost('desktop');
  folder = host.folder;
  places.profile = host.profileFolder;
  places.studies = host.studiesFolder;
  process.env['STILLPOINT_PROFILE'] = host.profileFolder;
  process.env['STILLPOINT_STUDIES'] = host.studiesFolder;
  process.argv = ['electron', '.'];
});
afterAll(() => rm(folder, { recursive: true }));

test('it starts: everything is locked before the window is there, and the page loads through its scheme', async () => {
  await import('../../electron/main.ts');
  expect(machine.schemes).toEqual([
    {
      scheme: 'stillpoint',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
  expect(app.isSandboxed).toBe(true);
  expect(app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
  expect(app.getPath('userData')).toBe(join(places.profile, 'electron'));
  expect(machine.windows).toEqual([]);

  app.ready.resolve();
  await expect.poll(() => [machine.errorBoxes, machine.windows.length]).toEqual([[], 1]);
  const window = theWindow();
  port = await hearPort();
  client = createORPCClient(new RPCLink({ port }));
  await expect.poll(() => window.done).toContain('show');
  expect(window.options).toMatchObject({ width: 1440, height: 900, show: false });
  expect(window.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
  });
  expect([...machine.sessions.keys()]).toEqual(['page', 'recaller']);
  expect(window.webContents.session.hasSpellChecker).toBe(false);
});

test('a call over its message port', async () => {
  expect(await client.app.info()).toMatchObject({ host: 'desktop', studiesFolder: 'studies' });
  expect(await client.study.list()).toEqual([]);
  await expect(client.study.open({ ref: 'nobody' })).rejects.toMatchObject({ code: 'STUDY_NOT_FOUND' });
});

test('the page’s policy, and nothing from elsewhere', async () => {
  const { session } = theWindow().webContents;
  const page = await session.fetch('stillpoint://app/');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await session.fetch('stillpoint://app/../package.json')).status).toBe(404);
  expect((await session.fetch('stillpoint://elsewhere/')).status).toBe(404);
  for (const url of ['https://example.com/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ws://example.com/'])
    await expect(session.fetch(url)).rejects.toThrow('ERR_BLOCKED_BY_CLIENT');
});

test('a recording comes in through the scheme, and a range of its bytes goes out', async () => {
  const { session } = theWindow().webContents;
  const fetch = (path: string, init?: RequestInit) => session.fetch(`stillpoint://app${path}`, init);
  const { recordingId, file } = await setUpRecording(client, fetch);
  const answer = await fetch(`/media/${recordingId}`, { headers: { range: 'bytes=1000-1999' } });
  expect([answer.status, answer.headers.get('content-range')]).toEqual([
    206,
    `bytes 1000-1999/${file.length}`,
  ]);
  expect(Buffer.from(await answer.arrayBuffer()).equals(file.subarray(1000, 2000))).toBe(true);
});

test('the menu sends the page a command', async () => {
  const heard = new Promise((resolve) =>
    theWindow().webContents.heard.once('message', ({ data }) => resolve(data)),
  );
  const items = machine.applicationMenu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  const undo = items.find(({ id }) => id === 'history.undo');
  // The arguments (item, window, event) are Electron's; ours listens to none of them.
  Reflect.apply(undo?.click ?? (() => {}), undefined, []);
  expect(await heard).toEqual({ type: 'stillpoint:command', id: 'history.undo' });
});

test('a page that is not ours gets no port', async () => {
  const { ipcMain } = await import('./desktop-electron.ts');
  const { webContents } = theWindow();
  const postMessage = vi.fn();
  const own = { url: 'stillpoint://app/', parent: null, postMessage };
  for (const event of [
    { sender: webContents, senderFrame: { ...own, url: 'https://evil.example/' } },
    { sender: webContents, senderFrame: { ...own, url: 'stillpoint://application/' } },
    { sender: webContents, senderFrame: { ...own, parent: own } },
    { sender: webContents, senderFrame: null },
    { sender: { id: 99 }, senderFrame: own },
  ])
    ipcMain.emit('stillpoint:ready', event);
  expect(postMessage).not.toHaveBeenCalled();
  // The page's own port still works.
  expect(await client.app.info()).toMatchObject({ host: 'desktop' });
});

test('the recaller’s window: on the other screen, with its own calls and the recording only', async () => {
  machine.workAreas.push({ x: 1920, y: 0, width: 1280, height: 1024 });
  expect(await client.projection.open()).toEqual({ url: null });
  const [main, second] = machine.windows;
  if (second === undefined) throw new Error('There is no second window.');
  expect(second.options).toMatchObject({ x: 1920, y: 0, width: 1280, height: 1024, fullscreenable: true });
  expect(second.options.webPreferences).toMatchObject({ contextIsolation: true, sandbox: true });
  await expect.poll(() => second.done).toEqual(['removeMenu', 'maximize', 'show']);
  expect(second.webContents.mainFrame.url).toBe('stillpoint://app/recaller');
  // Asked for again, it comes forward.
  await client.projection.open();
  expect([machine.windows.length, second.done.at(-1)]).toEqual([2, 'focus']);

  await expect.poll(() => second.webContents.messages).toHaveLength(1);
  const [given] = second.webContents.messages[0]?.ports ?? [];
  if (given === undefined) throw new Error('It came without its port.');
  const recaller: Client = createORPCClient(new RPCLink({ port: given }));
  expect(await recaller.recaller.blank({ isBlank: false })).toBeNull();
  await expect(recaller.study.load()).rejects.toThrow();
  await expect(recaller.app.info()).rejects.toThrow();
  const { recordings } = (await client.study.load()) ?? { recordings: [] };
  const fetch = (path: string, init?: RequestInit) =>
    second.webContents.session.fetch(`stillpoint://app${path}`, init);
  const [{ id }] = [recordings[0] ?? { id: '' }];
  expect((await fetch(`/media/${id}`)).status).toBe(200);
  expect((await fetch(`/peaks/${id}/256`)).status).toBe(404);
  expect((await fetch('/upload?name=a.wav', { method: 'POST', body: 'x' })).status).toBe(422);

  second.webContents.emit('before-input-event', {}, { type: 'keyDown', key: 'F11' });
  expect(second.isFull).toBe(true);
  second.close();
  expect(machine.windows).toEqual([main]);
  // Closed and opened again it is a new one, and the page of the first no longer gets a port.
  await client.projection.open();
  expect(machine.windows).toHaveLength(2);
});

test('the system’s dialogs', async () => {
  const study = join(places.studies, 'Desktop.stillpoint');
  machine.chosenPaths.push(study);
  expect(await client.study.choose()).toMatchObject({ title: 'Desktop' });
  expect(app.recentDocuments).toContain(study);
  expect(await client.study.choose()).toBeNull();
  expect(await client.names.choose()).toBeNull();
  expect(await client.names.create({ passphrase: 'nine quiet stones' })).toBeNull();
  machine.chosenPaths.push(join(study, 'names.age'));
  expect(await refusal(client.names.create({ passphrase: 'nine quiet stones' }))).toMatchObject({
    code: 'KEY_FILE_INSIDE_STUDY',
  });
});

test('a second start brings the first one forward, with the study it was given', async () => {
  const window = theWindow();
  await client.study.close();
  window.isSmall = true;
  window.done.length = 0;
  const studyPath = join(places.studies, 'Desktop.stillpoint');
  app.emit('second-instance', {}, [], '/', { studyPath, sample: false });
  await expect.poll(() => client.study.load()).toMatchObject({ study: { title: 'Desktop' } });
  expect(window.done).toEqual(['restore', 'show', 'focus']);
  // A double click on a study in the file manager of macOS.
  const preventDefault = vi.fn();
  await client.study.close();
  app.emit('open-file', { preventDefault }, studyPath);
  await expect.poll(() => client.study.load()).toMatchObject({ study: { title: 'Desktop' } });
  expect(preventDefault).toHaveBeenCalledOnce();
  app.emit('second-instance', {}, [], '/', 'nonsense');
  expect(machine.windows).toHaveLength(2);
  expect(await client.study.load()).toMatchObject({ study: { title: 'Desktop' } });
});

test('it ends: what the page said last is saved, the study is closed, the place of the window is kept', async () => {
  const { study } = (await client.study.load()) ?? {};
  const exit = machine.exited();
  // Sent while the window closes, as a page does on pagehide: it is on its way, and nobody waits for the answer.
  const sent = new Promise<void>((resolve) => {
    const { postMessage } = port;
    port.postMessage = (message) => {
      postMessage.call(port, message);
      resolve();
    };
  });
  client.study.update({ actor: null, title: 'Said last' }).catch(() => {});
  await sent;
  app.quit();
  expect(await exit).toBe(0);
  expect(machine.errorBoxes).toEqual([]);
  expect(JSON.parse(readFileSync(join(places.profile, 'window.json'), 'utf8'))).toEqual({
    position: { x: 10, y: 20 },
    width: 1200,
    height: 800,
    isMaximized: false,
  });

  // Started again: the study is not locked, its title is what was said last, and the window is where it was.
  machine.reset();
  vi.resetModules();
  process.argv = ['electron', '.', '--study', join(places.studies, 'Desktop.stillpoint')];
  await import('../../electron/main.ts');
  await expect.poll(() => [machine.errorBoxes, machine.windows.length]).toEqual([[], 1]);
  expect(theWindow().options).toMatchObject({ x: 10, y: 20, width: 1200, height: 800 });
  port = await hearPort();
  client = createORPCClient(new RPCLink({ port }));
  expect(await client.study.load()).toMatchObject({ study: { id: study?.id, title: 'Said last' } });
  const secondExit = machine.exited();
  // The recaller's window goes with it, or the app would stay behind.
  await client.projection.open();
  theWindow().close();
  expect(await secondExit).toBe(0);
  expect(machine.windows).toEqual([]);
});

test('one that is not the first leaves without a window, and hands over what it was given', async () => {
  machine.reset();
  vi.resetModules();
  app.isFirst = false;
  process.argv = ['electron', '.', '--sample'];
  const exit = machine.exited();
  await import('../../electron/main.ts');
  expect(await exit).toBe(0);
  expect(app.lockData).toEqual({ studyPath: null, sample: true, port: 0 });
  expect(machine.windows).toEqual([]);
});
