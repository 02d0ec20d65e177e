import type { Chord } from './chord.ts';
import type { Command, CommandId } from './command.ts';

/** The keys a person has given to commands; a command that is not named here has its own. */
export type KeyChoices = { readonly [Id in CommandId]?: readonly Chord[] };

export function keysOf(command: Command, choices: KeyChoices): readonly Chord[] {
  return choices[command.id] ?? command.keys;
}

export type Keymap = ReadonlyMap<Chord, readonly Command[]>;

/** Commands of two different screens may have the same key: only one of them is there. */
export function canMeet(one: Command, other: Command): boolean {
  return one.scope === other.scope || one.scope === 'app' || other.scope === 'app';
}

/** Who answers to each chord, a screen's own commands before the app's. */
export function keymapOf(commands: readonly Command[], choices: KeyChoices): Keymap {
  const map = new Map<Chord, Command[]>();
  const screensFirst = commands.toSorted((a, b) => Number(a.scope === 'app') - Number(b.scope === 'app'));
  for (const command of screensFirst)
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
  const taker = commands.find((command) => command.id === id);
  for (const command of commands) {
    if (taker !== undefined && !canMeet(command, taker)) continue;
    const now = keysOf(command, choices);
    if (command.id !== id && now.some((chord) => chords.includes(chord)))
      next[command.id] = now.filter((chord) => !chords.includes(chord));
  }
  next[id] = chords;
  return next;
}

/** Letters and digits that commands use: a code with one of them for its key could not be applied by it. */
export function reservedKeys(keymap: Keymap): ReadonlySet<string> {
  const onDesk = [...keymap].filter(([, holders]) =>
    holders.some(({ scope }) => scope === 'desk' || scope === 'app'),
  );
  return new Set(onDesk.filter(([chord]) => /^[0-9A-Z]$/.test(chord)).map(([chord]) => chord.toLowerCase()));
}
