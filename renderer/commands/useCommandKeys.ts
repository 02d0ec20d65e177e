import type { CommandId } from './command.ts';
import { commandOf } from './commands.ts';
import { useKeys } from './keyChoices.ts';
import { keysOf } from './keymap.ts';
import { keyNames } from './keyName.ts';

/** The first chord of a command as text for tooltips and hints, `Ctrl Z`; empty when it has none. */
export function useCommandKeys(id: CommandId): string {
  const { choices } = useKeys();
  const command = commandOf(id);
  const chord = command === undefined ? undefined : keysOf(command, choices)[0];
  return chord === undefined ? '' : keyNames(chord).join(' ');
}
