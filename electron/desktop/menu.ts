import type { MenuItemConstructorOptions } from 'electron';
import {
  type MenuCommand,
  type MenuName,
  menuCommands,
  menuNames,
  menuTitles,
} from '../../shared/commands/menu.ts';

type Item = MenuItemConstructorOptions;

/** What the system gives for nothing, after our own commands. Text fields on macOS have no Copy without its menu item. */
const systemItems: Partial<Record<MenuName, Item[]>> = {
  edit: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  view: [
    { role: 'zoomIn', label: 'Larger text' },
    { role: 'zoomOut', label: 'Smaller text' },
    { role: 'resetZoom', label: 'Normal text' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ],
};

/** The native menu. `choose` is told the id of the command that was chosen. */
export function menuTemplate(platform: NodeJS.Platform, choose: (commandId: string) => void): Item[] {
  const isMac = platform === 'darwin';
  const menus = menuNames.map((name): Item => {
    const own = menuCommands
      .filter((command) => command.menu === name)
      .flatMap((command) => toItems(command, isMac));
    const system = systemItems[name] ?? [];
    const quit: Item[] = name === 'file' && !isMac ? [{ role: 'quit' }] : [];
    const more = [...system, ...quit];
    // On macOS a menu has no letter of its own, and `&` would be shown.
    const label = isMac ? menuTitles[name].replace('&', '') : menuTitles[name];
    return { label, submenu: more.length === 0 ? own : [...own, { type: 'separator' }, ...more] };
  });
  return isMac ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus;

  function toItems(command: MenuCommand, onMac: boolean): Item[] {
    const item: Item = { id: command.id, label: command.label, click: () => choose(command.id) };
    // macOS registers every accelerator it shows: a plain M would be taken out of every word typed in a note.
    const isShown = command.accelerator !== undefined && (!onMac || command.accelerator.includes('Command'));
    if (isShown) Object.assign(item, { accelerator: command.accelerator, registerAccelerator: false });
    return command.startsGroup ? [{ type: 'separator' }, item] : [item];
  }
}
