import { expect, test } from 'vitest';
import { allCommands } from '../../renderer/commands/commands.ts';
import { type MenuCommand, menuCommands } from '../../shared/commands/menu.ts';

/** Electron's notation in that of the page's chords. */
function toChord(accelerator: string): string {
  return accelerator
    .replace('CommandOrControl', 'Mod')
    .replace(/^(Up|Down|Left|Right)$/, 'Arrow$1')
    .replace('Plus', '+');
}

test('every item of the native menu is a command of the page, under one of its keys', () => {
  const keysById = new Map<string, readonly string[]>(allCommands.map(({ id, keys }) => [id, keys]));
  const items: readonly MenuCommand[] = menuCommands;
  const wrong = items.filter(({ id, accelerator }) => {
    const keys = keysById.get(id);
    return keys === undefined || (accelerator !== undefined && !keys.includes(toChord(accelerator)));
  });
  expect(wrong).toEqual([]);
});
