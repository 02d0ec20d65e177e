import { BrowserWindow, type Session, screen } from 'electron';
import { Failure } from '../../shared/contract/failure.ts';
import { routes } from '../../shared/contract/routes.ts';
import { type Core, recallerRouter } from '../core/core.ts';
import type { ByteSource } from '../core/host.ts';
import { type Connection, connect } from './connection.ts';
import { pageUrl } from './origin.ts';
import { pagePreferences } from './security.ts';
import { bringToFront } from './window.ts';

type Rectangle = { x: number; y: number; width: number; height: number };

/**
 * The screen that the recaller looks at: the first on which the middle of the inquirer's window does not lie. Null when
 * there is only one.
 */
export function otherScreen(screens: readonly Rectangle[], window: Rectangle): Rectangle | null {
  const x = window.x + window.width / 2;
  const y = window.y + window.height / 2;
  const isElsewhere = (one: Rectangle): boolean =>
    x < one.x || x >= one.x + one.width || y < one.y || y >= one.y + one.height;
  return (screens.length > 1 ? screens.find(isElsewhere) : undefined) ?? null;
}

/**
 * What the recaller's window may load: the page and the recording. Its session is its own, because on the page's one
 * every address of bytes is answered: waveforms, uploads, the sound of other interviews' parts.
 */
export function recallerBytes({ media }: ByteSource): ByteSource {
  const refuse = async (): Promise<never> => {
    throw new Failure('NOT_ALLOWED');
  };
  return { media, peaks: async () => null, exported: async () => null, upload: refuse, appendPart: refuse };
}

export type RecallerWindow = {
  /** Opens the window, or brings the one that is open to the front. */
  open(main: BrowserWindow): void;
  close(): void;
};

export type RecallerWindowOptions = {
  session: Session;
  preload: string;
  hasDevTools: boolean;
  core: Pick<Core, 'context'>;
};

/** The second window. It has no menu and is given a port to the recaller's own calls, behind which there is nothing else. */
export function createRecallerWindow(options: RecallerWindowOptions): RecallerWindow {
  const { session, preload, hasDevTools, core } = options;
  let current: { window: BrowserWindow; connection: Connection } | null = null;

  function make(main: BrowserWindow): void {
    const screens = screen.getAllDisplays().map((display) => display.workArea);
    const place = otherScreen(screens, main.getNormalBounds());
    const window = new BrowserWindow({
      ...(place ?? { width: 1280, height: 720 }),
      minWidth: 640,
      minHeight: 400,
      show: false,
      title: 'Stillpoint',
      // Dark whatever the system says: it lights a room in which two people talk.
      backgroundColor: '#1a1b1e',
      fullscreenable: true,
      webPreferences: { ...pagePreferences, session, preload, devTools: hasDevTools },
    });
    // The application's menu opens studies and exports them: nothing for the recaller's hand.
    window.removeMenu();
    window.webContents.on('before-input-event', (_event, { type, key }) => {
      if (type === 'keyDown' && key === 'F11') window.setFullScreen(!window.isFullScreen());
    });
    const connection = connect(window.webContents, { router: recallerRouter, context: core.context });
    window.once('ready-to-show', () => {
      if (place !== null) window.maximize();
      window.show();
    });
    window.once('closed', () => {
      connection.dispose();
      current = null;
    });
    current = { window, connection };
    void window.loadURL(new URL(routes.recaller, pageUrl).href);
  }

  return {
    open(main) {
      if (current === null) make(main);
      else bringToFront(current.window);
    },
    close: () => current?.window.close(),
  };
}
