import { readFileSync } from 'node:fs';
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import {
  commandMessageType,
  menuCommands,
  portMessageType,
  readyMessageType,
} from '../../shared/commands/menu.ts';
import { menuTemplate } from './menu.ts';

const itemsOf = (menu: MenuItemConstructorOptions | undefined) =>
  Array.isArray(menu?.submenu) ? menu.submenu : [];

test.each(['linux', 'win32', 'darwin'] as const)(
  '%s: every command once, and choosing one says which',
  (platform) => {
    const chosen: string[] = [];
    const template = menuTemplate(platform, (id) => chosen.push(id));
    const items = template.flatMap(itemsOf).filter((item) => item.id !== undefined);
    // Electron calls it with item, window and event; ours looks at none of them.
    for (const { click } of items) Reflect.apply(click ?? (() => {}), undefined, []);
    expect(chosen).toEqual(items.map(({ id }) => id));
    expect(chosen.toSorted()).toEqual(menuCommands.map(({ id }) => id).toSorted());
  },
);

test('a plain key is never taken from a text field', () => {
  const plain = (platform: NodeJS.Platform) =>
    menuTemplate(platform, () => {})
      .flatMap(itemsOf)
      .filter(({ accelerator }) => accelerator !== undefined && !accelerator.includes('Command'));
  // macOS would register it, whatever it is told.
  expect(plain('darwin')).toEqual([]);
  expect(plain('linux').length).toBeGreaterThan(10);
  expect(plain('linux').every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
});

test('the system’s own items', () => {
  const roles = (platform: NodeJS.Platform) =>
    menuTemplate(platform, () => {})
      .flatMap((menu) => [menu, ...itemsOf(menu)])
      .flatMap(({ role }) => role ?? []);
  const common = ['cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'];
  expect(roles('linux').toSorted()).toEqual([...common, 'quit'].toSorted());
  expect(roles('darwin').toSorted()).toEqual([...common, 'appMenu', 'windowMenu'].toSorted());
});

test('the preload script, which can import nothing, says the same three words', () => {
  const preload = readFileSync(new URL('../preload.cts', import.meta.url), 'utf8');
  const said = new Set(preload.match(/'stillpoint:\w+'/g)?.map((word) => word.slice(1, -1)));
  expect(said).toEqual(new Set([commandMessageType, portMessageType, readyMessageType]));
});
