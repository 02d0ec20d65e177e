import type { Chord } from './chord.ts';
import type { Command, CommandId } from './command.ts';

/** The keys a person has given to commands; a command that is not named here has its own. */
export type KeyChoices = { readonly [Id in CommandId]?: readonly Chord[] };

export function keysOf(command: Command, choices: KeyChoices): readonly Chord[] {
  return choices[command.id] ?? command.keys;
}

export type Keymap = ReadonlyMap<Chord, readonly Command[]>;

/** Who answers to each chord, the desk's commands before the app's. */
export function keymapOf(commands: readonly Command[], choices: KeyChoices): Keymap {
  const map = new Map<Chord, Command[]>();
  const deskFirst = commands.toSorted((a, b) => (a.scope === b.scope ? 0 : a.scope === 'desk' ? -1 : 1));
  for (const command of deskFirst)
    for (const chord of keysOf(command, choices)) map.set(chord, [...(map.get(chord) ?? []), command]);
  return map;
}

/** Gives a chord to a command and takes it from whichever had it, so that no key does two things. */
export function assign(
  commands: readonly Command[],
  choices: KeyChoices,
  id: CommandId,
  chords: readonly Chord[],
): KeyChoices {
  const next: Partial<Record<CommandId, readonly Chord[]>> = { ...choices };
  for (const command of commands) {
    const now = keysOf(command, choices);
    if (command.id !== id && now.some((chord) => chords.includes(chord)))
      next[command.id] = now.filter((chord) => !chords.includes(chord));
  }
  next[id] = chords;
  return next;
}

/** Letters and digits that commands use: a code with one of them for its key could not be applied by it. */
export function reservedKeys(keymap: Keymap): ReadonlySet<string> {
  return new Set(
    [...keymap.keys()].filter((chord) => /^[0-9A-Z]$/.test(chord)).map((chord) => chord.toLowerCase()),
  );
}
