import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, powerMonitor, protocol, session } from 'electron';
import * as z from 'zod';
import { commandMessageType } from '../../shared/commands/menu.ts';
import type { StartArguments } from '../arguments.ts';
import { readPage } from '../core/bytes/page.ts';
import type { Core } from '../core/core.ts';
import type { Host } from '../core/host.ts';
import type { Places } from '../places.ts';
import { type Connection, connect } from './connection.ts';
import { openDialogs } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { createRecallerWindow, type RecallerWindow, recallerBytes } from './recaller-window.ts';
import { declareScheme, serveScheme } from './scheme.ts';
import { guardCommandLine, guardContents, guardSession } from './security.ts';
import { bringToFront, openWindow } from './window.ts';
import { utilityWorker } from './worker.ts';

export type DesktopOptions = {
  places: Places;
  start: Pick<StartArguments, 'studyPath' | 'sample'>;
  createCore: (host: Host) => Promise<Core>;
};

/** What a second start hands to the first one. */
const wish = z.object({ studyPath: z.string().nullable(), sample: z.boolean() });
type Wish = z.infer<typeof wish>;

/** The desktop application. Call it in the first turn of the main process: much of it must be in place before `ready`. */
export function startDesktop({ places, start, createCore }: DesktopOptions): void {
  const { env } = process;
  const profileFolder = resolve(env['STILLPOINT_PROFILE'] || join(app.getPath('appData'), 'stillpoint'));
  const hasDevTools = !app.isPackaged;
  let wished: Wish = start;
  let running: { core: Core; window: BrowserWindow; connection: Connection } | null = null;
  let recaller: RecallerWindow | null = null;
  let isEnding = false;
  let blockedCount = 0;

  app.setName('Stillpoint');
  // The lock below goes by this folder, so that tests and a second profile are apps of their own.
  const userData = join(profileFolder, 'electron');
  mkdirSync(userData, { recursive: true });
  app.setPath('userData', userData);
  if (!app.requestSingleInstanceLock(start)) {
    app.quit();
    return;
  }
  guardCommandLine(app);
  declareScheme(protocol);
  app.enableSandbox();
  app.on('session-created', (created) =>
    guardSession(created, {
      hasDevTools,
      onBlocked: () => {
        blockedCount += 1;
      },
    }),
  );
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('second-instance', (_event, _words, _folder, told) => open(wish.safeParse(told).data));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open({ studyPath: path, sample: false });
  });
  // One study, one window: without it there is nothing left to do, on macOS too.
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (running === null) return;
    event.preventDefault();
    // Asked again while the study is being closed: it still is.
    if (!isEnding) end(running).catch(giveUp);
    isEnding = true;
  });
  app.whenReady().then(run).catch(giveUp);

  async function run(): Promise<void> {
    // In memory only: what Chromium caches of a recording or a note must not be found beside the study later.
    const pageSession = session.fromPartition('page');
    const page = await readPage(places.page);
    const core = await createCore({
      kind: 'desktop',
      version: places.version,
      profileFolder,
      studiesFolder: env['STILLPOINT_STUDIES'] || join(app.getPath('documents'), 'Stillpoint'),
      sampleFolder: places.sample,
      spawnWorker: utilityWorker(places.worker),
      protection: () => ({ listening: null, refused: null, blocked: blockedCount }),
      dialogs: openDialogs(() => running?.window ?? null),
      openRecallerWindow: async () => {
        if (running !== null) recaller?.open(running.window);
        return null;
      },
    });
    const { systemLocks } = core;
    powerMonitor.on('suspend', systemLocks);
    powerMonitor.on('lock-screen', systemLocks);
    await openStudy(core, wished);
    serveScheme(pageSession, core.bytes, page);
    const recallerSession = session.fromPartition('recaller');
    serveScheme(recallerSession, recallerBytes(core.bytes), page);
    const { preload } = places;
    recaller = createRecallerWindow({ session: recallerSession, preload, hasDevTools, core });
    const window = openWindow({ session: pageSession, preload, profileFolder, hasDevTools });
    // Alone it would show a recording that nobody plays, and keep the app running behind it.
    window.once('closed', () => recaller?.close());
    const choose = (id: string) => window.webContents.send(commandMessageType, id);
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, choose)));
    running = { core, window, connection: connect(window.webContents, core) };
  }

  /** A second start, or a study opened from the file manager: the window that is there comes forward with it. */
  function open(next: Wish | undefined): void {
    if (isEnding) return;
    if (running === null) {
      wished = next ?? wished;
      return;
    }
    bringToFront(running.window);
    if (next !== undefined) openStudy(running.core, next).catch(giveUp);
  }

  /** The windows are gone; what they sent last must be saved before the study is closed. */
  async function end({ core, connection }: NonNullable<typeof running>): Promise<void> {
    await connection.ended();
    await core.dispose();
    app.exit(0);
  }

  function giveUp(thrown: unknown): void {
    dialog.showErrorBox('Stillpoint cannot go on', thrown instanceof Error ? thrown.message : String(thrown));
    app.exit(1);
  }
}

async function openStudy(core: Core, next: Wish): Promise<void> {
  if (next.studyPath !== null) app.addRecentDocument(next.studyPath);
  await core.openAtStart(next);
}
