import { join } from 'node:path';
import { BrowserWindow, nativeTheme, type Session, screen } from 'electron';
import { pageUrl } from './origin.ts';
import { pagePreferences } from './security.ts';
import { loadWindowPlace, saveWindowPlace } from './window-place.ts';

export type WindowOptions = {
  session: Session;
  preload: string;
  profileFolder: string;
  hasDevTools: boolean;
};

/** The window, where it was last time; shown when the page has drawn itself. */
export function openWindow({ session, preload, profileFolder, hasDevTools }: WindowOptions): BrowserWindow {
  const placeFile = join(profileFolder, 'window.json');
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const { isMaximized, position, width, height } = loadWindowPlace(placeFile, screens);
  const window = new BrowserWindow({
    ...position,
    width,
    height,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Stillpoint',
    // The page's own surface colours, so that no white flashes up in a darkened room.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: { ...pagePreferences, session, preload, devTools: hasDevTools },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    saveWindowPlace(placeFile, { position: { x, y }, width, height, isMaximized: window.isMaximized() });
  });
  void window.loadURL(pageUrl);
  return window;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
