import { expect, test } from 'vitest';
import { menuCommands } from '../../shared/commands/menu.ts';
import { commands as catalogue } from '../ui/catalogue/commands.ts';
import { chordParts } from './chord.ts';
import { allCommands, commandOf, labelOf } from './commands.ts';
import { readChoices } from './keyChoices.ts';
import { assign, canMeet, keymapOf, keysOf, reservedKeys } from './keymap.ts';

test('every command is in the catalogue, and every name there is a command', () => {
  const named = Object.entries(catalogue).flatMap(([noun, verbs]) =>
    Object.keys(verbs).map((verb) => `${noun}.${verb}`),
  );
  // Codes are commands as many as the codebook has.
  const expected = named.filter((id) => id !== 'code.apply');
  expect(allCommands.map(({ id }) => id as string).sort()).toEqual(expected.sort());
  expect(allCommands.filter(({ id }) => labelOf(id).includes('commands.'))).toEqual([]);
});

test('no key does two things', () => {
  const twice = [...keymapOf(allCommands, {})].filter(([, holders]) =>
    holders.some((one, at) => holders.slice(at + 1).some((other) => canMeet(one, other))),
  );
  expect(twice.map(([chord, holders]) => [chord, holders.map(({ id }) => id)])).toEqual([]);
});

test('every key of ui.md', () => {
  const keymap = keymapOf(allCommands, {});
  const does = (chord: string): string | undefined => keymap.get(chord)?.[0]?.id;
  expect({
    Space: does('Space'),
    K: does('K'),
    J: does('J'),
    L: does('L'),
    Left: does('ArrowLeft'),
    'Shift Right': does('Shift+ArrowRight'),
    'Alt Left': does('Alt+ArrowLeft'),
    M: does('M'),
    I: does('I'),
    O: does('O'),
    N: does('N'),
    Up: does('ArrowUp'),
    ']': does(']'),
    R: does('R'),
    '+': does('+'),
    '-': does('-'),
    '0': does('0'),
    'Ctrl Z': does('Mod+Z'),
    'Shift Ctrl Z': does('Mod+Shift+Z'),
    'Ctrl K': does('Mod+K'),
    'Ctrl Space': does('Mod+Space'),
    '?': does('?'),
    Delete: does('Delete'),
    P: does('P'),
  }).toMatchInlineSnapshot(`
    {
      "+": "timeline.zoomIn",
      "-": "timeline.zoomOut",
      "0": "timeline.zoomAll",
      "?": "keys.open",
      "Alt Left": "playback.stepBack",
      "Ctrl K": "palette.open",
      "Ctrl Space": "playback.toggle",
      "Ctrl Z": "history.undo",
      "Delete": "moment.remove",
      "I": "segment.setStart",
      "J": "playback.slower",
      "K": "playback.toggle",
      "L": "playback.faster",
      "Left": "playback.backOneSecond",
      "M": "moment.mark",
      "N": "note.edit",
      "O": "segment.setEnd",
      "P": "peak.add",
      "R": "moment.loop",
      "Shift Ctrl Z": "history.redo",
      "Shift Right": "playback.forwardFiveSeconds",
      "Space": "playback.toggle",
      "Up": "moment.previous",
      "]": "moment.next",
    }
  `);
});

test('the digits of codes and most letters are left to the codebook', () => {
  expect([...reservedKeys(keymapOf(allCommands, {}))].sort().join('')).toBe('0ijklmnopr');
});

test('keys are written the one way that a press is', () => {
  const order = ['Mod', 'Alt', 'Shift'];
  const odd = allCommands
    .flatMap(({ keys }) => keys)
    .filter((chord) => {
      const held = chordParts(chord).slice(0, -1);
      const isInOrder = held.every((part, at) => order.indexOf(part) > order.indexOf(held[at - 1] ?? ''));
      return !isInOrder || held.some((part) => !order.includes(part));
    });
  expect(odd).toEqual([]);
});

test('the desktop menu names commands that exist, with keys that they have', () => {
  const wrong = menuCommands.filter((item) => {
    const command = commandOf(item.id);
    if (command === undefined) return true;
    return 'accelerator' in item && !command.keys.includes(chordOfAccelerator(item.accelerator));
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

/** Electron's notation as ours. */
function chordOfAccelerator(accelerator: string): string {
  const names: Record<string, string> = {
    CommandOrControl: 'Mod',
    Plus: '+',
    Up: 'ArrowUp',
    Down: 'ArrowDown',
  };
  const parts = accelerator.split('+').map((part) => names[part] ?? part);
  const key = parts.pop() ?? '';
  return [...['Mod', 'Alt', 'Shift'].filter((part) => parts.includes(part)), key].join('+');
}

test('a key given to a command is taken from the one that had it', () => {
  const choices = assign(allCommands, {}, 'moment.markPoint', ['M', 'X']);
  const keys = Object.fromEntries(allCommands.map((command) => [command.id, keysOf(command, choices)]));
  expect([keys['moment.mark'], keys['moment.markPoint'], keys['note.edit']]).toEqual([[], ['M', 'X'], ['N']]);
});

test('choices of another version are kept as far as they make sense', () => {
  const kept = {
    choices: { 'moment.mark': ['X', 3], 'gone.away': ['Y'], 'note.edit': 'N' },
    isTabPlaying: true,
  };
  expect(readChoices(kept)).toEqual({ 'moment.mark': ['X'] });
  expect([readChoices(null), readChoices([1]), readChoices({ choices: 'no' })]).toEqual([{}, {}, {}]);
});
