import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type * as Electron from 'electron';

/**
 * Stands in for Electron under Node, so that the desktop's composition root runs whole where there is no Electron: as
 * much of each class as the desktop uses, every member under Electron's own type. What Chromium would do (ask the
 * session's filter, load the page through the scheme, run the preload script in front of it) is done here for real.
 */

type Frame = { url: string; parent: Frame | null; postMessage: Electron.WebFrameMain['postMessage'] };
type PageMessage = { data: unknown; ports: readonly MessagePort[] };

class StandInApp extends EventEmitter implements Pick<Electron.App, UsedOfApp> {
  readonly isPackaged = false;
  readonly paths = new Map<string, string>();
  readonly switches = new Map<string, string>();
  readonly recentDocuments: string[] = [];
  readonly ready = Promise.withResolvers<void>();
  isFirst = true;
  isSandboxed = false;
  isQuitting = false;
  lockData: unknown = null;
  name = '';
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => void this.switches.set(name, value),
    removeSwitch: (name: string) => void this.switches.delete(name),
  } satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'removeSwitch'>;

  setName(name: string): void {
    this.name = name;
  }
  getPath(name: string): string {
    return this.paths.get(name) ?? '';
  }
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path ${name}: ${path} does not exist`);
    this.paths.set(name, path);
  }
  requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
    this.lockData = data;
    return this.isFirst;
  }
  enableSandbox(): void {
    this.isSandboxed = true;
  }
  addRecentDocument(path: string): void {
    this.recentDocuments.push(path);
  }
  whenReady(): Promise<void> {
    return this.ready.promise;
  }
  /** Electron's order: windows, then `will-quit`, which may hold the end back, then the end. */
  quit(): void {
    this.isQuitting = true;
    for (const window of [...windows]) window.close();
    let isHeldBack = false;
    this.emit('will-quit', {
      preventDefault: () => {
        isHeldBack = true;
      },
    });
    this.isQuitting = false;
    if (!isHeldBack) this.exit(0);
  }
  exit(code = 0): void {
    this.emit('stand-in-exit', code);
  }
}
type UsedOfApp =
  | ('setName' | 'getPath' | 'setPath' | 'requestSingleInstanceLock' | 'enableSandbox' | 'addRecentDocument')
  | ('whenReady' | 'quit' | 'exit' | 'isPackaged' | 'name');

type UsedOfSession =
  | ('setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler')
  | 'setSpellCheckerEnabled';

type Filter = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;

class StandInSession implements Pick<Electron.Session, UsedOfSession> {
  readonly handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
  hasSpellChecker = true;
  filter: Filter | null = null;
  readonly webRequest = {
    onBeforeRequest: (listener: Filter | null) => {
      this.filter = listener;
    },
  };
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
      this.handlers.set(scheme, handler);
    },
  } satisfies Pick<Electron.Protocol, 'handle'>;

  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.hasSpellChecker = isEnabled;
  }

  /** As the page's own fetch: refused by the filter, or answered by the scheme's handler. */
  async fetch(url: string, init?: RequestInit): Promise<Response> {
    const details = { url } satisfies Partial<Electron.OnBeforeRequestListenerDetails>;
    const isCancelled = await new Promise((resolve) => {
      // The filter looks at the address alone; the other eleven fields would be made up.
      this.filter?.(details as Electron.OnBeforeRequestListenerDetails, ({ cancel }) => resolve(cancel));
    });
    const handler = this.handlers.get(new URL(url).protocol.slice(0, -1));
    if (isCancelled || handler === undefined) throw new TypeError(`net::ERR_BLOCKED_BY_CLIENT ${url}`);
    return handler(new Request(url, init));
  }
}

type UsedOfContents = 'id' | 'send' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy';

let nextContentsId = 1;

/** The page: its preload script is run as it is in the repository, and its messages end in `heard`. */
class StandInContents extends EventEmitter implements Pick<Electron.WebContents, UsedOfContents> {
  readonly id = nextContentsId++;
  readonly session: StandInSession;
  readonly renderer = new EventEmitter();
  /** What the page has heard so far, and a signal for each. */
  readonly messages: PageMessage[] = [];
  readonly heard = new EventEmitter<{ message: [PageMessage] }>();
  readonly ports: MessagePort[] = [];
  readonly mainFrame: Frame = {
    url: '',
    parent: null,
    postMessage: (channel, message, transfer = []) => {
      const ports = transfer.map((port) => standInPort(port).port);
      this.ports.push(...ports);
      this.renderer.emit(channel, { ports }, message);
    },
  };
  private readonly preload: string;

  constructor(session: StandInSession, preload: string) {
    super();
    this.session = session;
    this.preload = preload;
  }
  send(channel: string, ...words: unknown[]): void {
    this.renderer.emit(channel, {}, ...words);
  }
  setWindowOpenHandler(): void {}
  setWebRTCIPHandlingPolicy(): void {}

  async load(url: string): Promise<void> {
    const response = await this.session.fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    this.mainFrame.url = url;
    this.runPreload();
  }
  private runPreload(): void {
    const source = fileURLToPath(new URL('../../electron/preload.cts', import.meta.url));
    const code = stripTypeScriptTypes(readFileSync(source, 'utf8'));
    const ipcRenderer = {
      on: (channel: string, listener: (...words: unknown[]) => void) => this.renderer.on(channel, listener),
      send: (channel: string) => ipcMain.emit(channel, { sender: this, senderFrame: this.mainFrame }),
    };
    const window = {
      addEventListener: (_type: 'DOMContentLoaded', listener: () => void) => setImmediate(listener),
      postMessage: (data: unknown, origin: string, ports: readonly MessagePort[] = []) => {
        if (origin !== 'stillpoint://app') return;
        this.messages.push({ data, ports });
        this.heard.emit('message', { data, ports });
      },
    };
    const run = compileFunction(code, ['require', 'window', 'location'], { filename: this.preload });
    run((name: string) => (name === 'electron' ? { ipcRenderer } : undefined), window, {
      origin: 'stillpoint://app',
    });
  }
}

type UsedOfWindow =
  | ('loadURL' | 'show' | 'focus' | 'restore' | 'maximize' | 'close' | 'isMinimized' | 'isMaximized')
  | ('getNormalBounds' | 'removeMenu' | 'isFullScreen' | 'setFullScreen');

const windows: StandInWindow[] = [];

class StandInWindow extends EventEmitter implements Pick<Electron.BrowserWindow, UsedOfWindow> {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents: StandInContents;
  readonly done: string[] = [];
  isSmall = false;
  isFull = false;
  bounds = { x: 10, y: 20, width: 1200, height: 800 };

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    const { session: pageSession, preload } = options.webPreferences ?? {};
    const own = [...sessions.values()].find((candidate) => Object.is(candidate, pageSession));
    if (own === undefined || preload === undefined) throw new Error('A window without session or preload.');
    this.webContents = new StandInContents(own, preload);
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }
  show(): void {
    this.done.push('show');
  }
  focus(): void {
    this.done.push('focus');
  }
  restore(): void {
    this.isSmall = false;
    this.done.push('restore');
  }
  maximize(): void {
    this.done.push('maximize');
  }
  isMinimized(): boolean {
    return this.isSmall;
  }
  isMaximized(): boolean {
    return false;
  }
  removeMenu(): void {
    this.done.push('removeMenu');
  }
  isFullScreen(): boolean {
    return this.isFull;
  }
  setFullScreen(isFull: boolean): void {
    this.isFull = isFull;
  }
  getNormalBounds(): Electron.Rectangle {
    return this.bounds;
  }
  close(): void {
    this.emit('close', {});
    windows.splice(windows.indexOf(this), 1);
    for (const port of this.webContents.ports) port.close();
    this.emit('closed');
    if (windows.length === 0 && !app.isQuitting) app.emit('window-all-closed');
  }
}

class StandInPort
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
  }
  /** Messages wait until then, as Electron's do. */
  start(): void {
    this.port.on('message', (data) => this.emit('message', { data, ports: [] }));
    this.port.on('close', () => this.emit('close'));
  }
  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }
  close(): void {
    this.port.close();
  }
}

const madePorts: StandInPort[] = [];

function standInPort(port: unknown): StandInPort {
  const found = madePorts.find((candidate) => Object.is(candidate, port));
  if (found === undefined) throw new Error('Not a port of MessageChannelMain.');
  return found;
}

class StandInChannel {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
    madePorts.push(this.port1, this.port2);
  }
}

/** A real process, which the media worker runs in; Node's own channel in the place of Electron's. */
class StandInUtilityProcess
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, 'postMessage' | 'kill'>
{
  readonly child: ChildProcess;

  constructor(entry: string) {
    super();
    this.child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('exit', (code) => this.emit('exit', code));
  }
  postMessage(message: object): void {
    this.child.send(message);
  }
  kill(): boolean {
    return this.child.kill('SIGKILL');
  }
}

export const app = new StandInApp();
export const ipcMain = new EventEmitter();
/** Tells of sleep and of the system's own lock: `powerMonitor.emit('suspend')`. */
export const powerMonitor = new EventEmitter();
const sessions = new Map<string, StandInSession>();
const applicationMenu: Electron.MenuItemConstructorOptions[] = [];
const chosenPaths: string[] = [];
const errorBoxes: string[] = [];
const schemes: Electron.CustomScheme[] = [];

/** What a member takes is Electron's; what it answers is the stand-in's, checked where that is declared. */
type Taking<T extends (...words: never[]) => unknown> = (...words: Parameters<T>) => unknown;

export const session = {
  fromPartition(name): StandInSession {
    const made = sessions.get(name) ?? new StandInSession();
    if (!sessions.has(name)) {
      sessions.set(name, made);
      app.emit('session-created', made);
    }
    return made;
  },
} satisfies { fromPartition: Taking<typeof Electron.session.fromPartition> };
export const protocol = {
  registerSchemesAsPrivileged: (declared) => void schemes.push(...declared),
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>;
export const nativeTheme = { shouldUseDarkColors: true } satisfies Pick<
  Electron.NativeTheme,
  'shouldUseDarkColors'
>;
const workAreas: Electron.Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1080 }];
export const screen = {
  getAllDisplays: () => workAreas.map((workArea) => ({ workArea })),
} satisfies { getAllDisplays(): Pick<Electron.Display, 'workArea'>[] };
export const dialog = {
  showErrorBox: (title, content) => void errorBoxes.push(`${title}: ${content}`),
  showOpenDialog: async () => ({ canceled: chosenPaths.length === 0, filePaths: chosenPaths.splice(0) }),
  showSaveDialog: async () => ({
    canceled: chosenPaths.length === 0,
    filePath: chosenPaths.splice(0)[0] ?? '',
  }),
} satisfies Pick<Electron.Dialog, 'showErrorBox' | 'showOpenDialog' | 'showSaveDialog'>;
export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: Electron.MenuItemConstructorOptions[]) =>
    void applicationMenu.splice(0, applicationMenu.length, ...template),
} satisfies {
  buildFromTemplate(...words: Parameters<typeof Electron.Menu.buildFromTemplate>): unknown;
  setApplicationMenu: unknown;
};
export const utilityProcess = {
  fork: (entry) => new StandInUtilityProcess(entry),
} satisfies { fork: Taking<typeof Electron.utilityProcess.fork> };
export { StandInChannel as MessageChannelMain, StandInWindow as BrowserWindow };

/** What a test does from outside and sees from outside. */
export const machine = {
  windows,
  sessions,
  applicationMenu,
  chosenPaths,
  errorBoxes,
  schemes,
  workAreas,
  async exited(): Promise<number> {
    const [code] = await once(app, 'stand-in-exit');
    return Number(code);
  },
  reset(): void {
    app.removeAllListeners();
    ipcMain.removeAllListeners();
    powerMonitor.removeAllListeners();
    windows.length = 0;
    sessions.clear();
  },
};
