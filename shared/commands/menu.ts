/**
 * The commands that the desktop's native menu shows. The menu is made in a process that has neither the page nor its
 * catalogue, so what it needs to know stands here, inert. A test holds that every id is a command of the page and that
 * every key shown is its key; the words are the shorter ones of a menu.
 */

export const menuNames = ['file', 'edit', 'playback', 'mark', 'view', 'help'] as const;
export type MenuName = (typeof menuNames)[number];

/** Titles of the menus; `&` marks the letter that opens one with Alt on Windows and Linux. */
export const menuTitles: Readonly<Record<MenuName, string>> = {
  file: '&File',
  edit: '&Edit',
  playback: '&Playback',
  mark: '&Mark',
  view: '&View',
  help: '&Help',
};

export type MenuCommand = {
  /** `noun.verb`, as in `renderer/commands`. */
  id: string;
  label: string;
  menu: MenuName;
  /**
   * Electron's notation. Shown only, never registered: the page hears every key itself, because it alone knows whether
   * a text field has the focus. Keys that a person has changed are listed in the page (?), not here.
   */
  accelerator?: string;
  /** A line is drawn above it. */
  startsGroup?: true;
};

export const menuCommands = [
  { id: 'home.open', label: 'Home', menu: 'file' },
  { id: 'study.create', label: 'New study…', menu: 'file' },
  { id: 'study.choose', label: 'Open study…', menu: 'file' },
  { id: 'recording.import', label: 'Import recordings…', menu: 'file', startsGroup: true },
  { id: 'moments.exportCsv', label: 'Export moments as CSV', menu: 'file', startsGroup: true },
  { id: 'moments.exportJson', label: 'Export moments as JSON', menu: 'file' },
  {
    id: 'study.lock',
    label: 'Lock the study',
    menu: 'file',
    accelerator: 'CommandOrControl+Shift+L',
    startsGroup: true,
  },
  { id: 'study.close', label: 'Close the study', menu: 'file' },

  { id: 'history.undo', label: 'Undo', menu: 'edit', accelerator: 'CommandOrControl+Z' },
  { id: 'history.redo', label: 'Redo', menu: 'edit', accelerator: 'CommandOrControl+Shift+Z' },

  {
    id: 'find.search',
    label: 'Search the whole study…',
    menu: 'edit',
    accelerator: 'CommandOrControl+Shift+F',
    startsGroup: true,
  },
  { id: 'find.query', label: 'Query…', menu: 'edit', accelerator: 'CommandOrControl+Shift+E' },

  { id: 'playback.toggle', label: 'Play or pause', menu: 'playback', accelerator: 'CommandOrControl+Space' },
  { id: 'playback.slower', label: 'Slower', menu: 'playback', accelerator: 'J', startsGroup: true },
  { id: 'playback.faster', label: 'Faster', menu: 'playback', accelerator: 'L' },
  { id: 'moment.loop', label: 'Loop the moment', menu: 'playback', accelerator: 'R', startsGroup: true },

  { id: 'moment.mark', label: 'Mark a moment now', menu: 'mark', accelerator: 'M' },
  { id: 'segment.setStart', label: 'Set its start here', menu: 'mark', accelerator: 'I' },
  { id: 'segment.setEnd', label: 'Set its end here', menu: 'mark', accelerator: 'O' },
  { id: 'peak.add', label: 'Add a peak here', menu: 'mark', accelerator: 'P' },
  { id: 'note.edit', label: 'Write its note', menu: 'mark', accelerator: 'N' },
  { id: 'moment.previous', label: 'Previous moment', menu: 'mark', accelerator: 'Up', startsGroup: true },
  { id: 'moment.next', label: 'Next moment', menu: 'mark', accelerator: 'Down' },
  { id: 'moment.remove', label: 'Remove the moment', menu: 'mark', accelerator: 'Delete', startsGroup: true },

  { id: 'palette.open', label: 'Every command by name…', menu: 'view', accelerator: 'CommandOrControl+K' },
  { id: 'timeline.zoomIn', label: 'Zoom in', menu: 'view', accelerator: 'Plus', startsGroup: true },
  { id: 'timeline.zoomOut', label: 'Zoom out', menu: 'view', accelerator: '-' },
  { id: 'timeline.zoomAll', label: 'Whole recording', menu: 'view', accelerator: '0' },

  { id: 'keys.open', label: 'Keys', menu: 'help', accelerator: '?' },
] as const satisfies readonly MenuCommand[];

/** What the preload script says to the page when a menu item was chosen. */
export const commandMessageType = 'stillpoint:command';
/** What the preload script says to the page when it hands over the port for calls. */
export const portMessageType = 'stillpoint:port';
/** What the preload script says to the main process when the page listens. */
export const readyMessageType = 'stillpoint:ready';
