import { app, type BrowserWindow, dialog } from 'electron';
import type { Host } from '../core/host.ts';

/** Chromium says what plays, but what imports is decided by trying: so a filter that helps, and one that shows everything. */
const mediaFilters = [
  {
    name: 'Recordings',
    extensions: [
      ...['wav', 'flac', 'mp3', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'amr', 'wma', 'mka'],
      ...['mp4', 'm4v', 'mov', 'webm', 'mkv', 'avi', 'ts', 'mts', 'm2ts', '3gp', 'wmv', 'mpg', 'mpeg'],
    ],
  },
  { name: 'All files', extensions: ['*'] },
];

/** The system's own dialogs, over `window()`; without one they stand alone. */
export function openDialogs(window: () => BrowserWindow | null): NonNullable<Host['dialogs']> {
  const show = async (options: Electron.OpenDialogOptions): Promise<string[]> => {
    const parent = window();
    const { canceled, filePaths } = await (parent === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    return canceled ? [] : filePaths;
  };
  const place = async (options: Electron.SaveDialogOptions): Promise<string | null> => {
    const parent = window();
    const { canceled, filePath } = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    return canceled || filePath === '' ? null : filePath;
  };
  const keyFilters = [
    { name: 'Key file', extensions: ['age'] },
    { name: 'All files', extensions: ['*'] },
  ];
  return {
    async chooseStudy() {
      const [path] = await show({ title: 'Open study', properties: ['openDirectory'] });
      if (path !== undefined) app.addRecentDocument(path);
      return path ?? null;
    },
    saveFile: (fileName) => place({ title: 'Save', defaultPath: fileName }),
    chooseMedia: () =>
      show({
        title: 'Import recordings',
        properties: ['openFile', 'multiSelections'],
        filters: mediaFilters,
      }),
    async chooseKeyFile() {
      const [path] = await show({ title: 'Open key file', properties: ['openFile'], filters: keyFilters });
      return path ?? null;
    },
    placeKeyFile: (fileName) =>
      place({ title: 'Place of the key file', defaultPath: fileName, filters: keyFilters }),
  };
}
