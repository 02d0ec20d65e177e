import { expect, test } from 'vitest';
import { chordParts, chordsOf, isPlain, type KeyPress } from './chord.ts';

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isAltGraph: false,
  ...held,
});

const shiftKey = true;
const ctrlKey = true;
const altKey = true;

test.each<[string, KeyPress, string[]]>([
  ['a letter', press('m', 'KeyM'), ['M']],
  ['with caps lock', press('M', 'KeyM'), ['M']],
  ['with Shift', press('M', 'KeyM', { shiftKey }), ['Shift+M']],
  ['with Shift and caps lock', press('m', 'KeyM', { shiftKey }), ['Shift+M']],
  ['on Dvorak, by what is written on it', press('m', 'KeyM'), ['M']],
  ['on Dvorak, another place', press('l', 'KeyP'), ['L']],
  ['in Russian, by its place', press('ь', 'KeyM'), ['M']],
  ['in Arabic, by its place, with Ctrl', press('ئ', 'KeyZ', { ctrlKey }), ['Mod+Z']],
  ['Cmd is Ctrl', press('z', 'KeyZ', { metaKey: true, shiftKey }), ['Mod+Shift+Z']],
  ['a German umlaut is no bracket', press('ü', 'BracketLeft'), ['ü']],
  ['a German bracket needs AltGr (Windows)', press('[', 'Digit8', { ctrlKey, altKey }), ['[']],
  ['a German bracket needs AltGr (Linux)', press('[', 'Digit8', { isAltGraph: true }), ['[']],
  ['a question mark needs Shift in English', press('?', 'Slash', { shiftKey }), ['?']],
  ['a question mark needs Shift elsewhere in German', press('?', 'Minus', { shiftKey }), ['?']],
  ['plus', press('+', 'Equal', { shiftKey }), ['+']],
  ['plus on the number pad', press('+', 'NumpadAdd'), ['+']],
  ['Ctrl and plus stays the browser’s', press('+', 'Equal', { ctrlKey, shiftKey }), ['Mod++']],
  ['a digit', press('1', 'Digit1'), ['1']],
  ['a digit on the number pad', press('1', 'Numpad1'), ['1']],
  ['an English exclamation mark is no 1', press('!', 'Digit1', { shiftKey }), ['!', 'Shift+1']],
  ['a French 1 without Shift', press('&', 'Digit1'), ['&', '1']],
  ['a French 6 is first a minus', press('-', 'Digit6'), ['-', '6']],
  ['a French 6 with Shift', press('6', 'Digit6', { shiftKey }), ['6']],
  ['Space', press(' ', 'Space'), ['Space']],
  ['Ctrl Space', press(' ', 'Space', { ctrlKey }), ['Mod+Space']],
  [
    'an arrow with Alt and Shift',
    press('ArrowLeft', 'ArrowLeft', { altKey, shiftKey }),
    ['Alt+Shift+ArrowLeft'],
  ],
  ['an arrow on the number pad', press('ArrowUp', 'Numpad8'), ['ArrowUp']],
  ['Shift Delete', press('Delete', 'Delete', { shiftKey }), ['Shift+Delete']],
  ['a lone modifier', press('Shift', 'ShiftLeft', { shiftKey }), []],
  ['a dead key', press('Dead', 'Quote'), []],
  ['something unheard of', press('Unidentified', ''), []],
])('%s', (_, given, expected) => {
  expect(chordsOf(given)).toEqual(expected);
});

test('parts', () => {
  expect(['Mod+Shift+Z', '+', 'Mod++', '-', 'Space'].map(chordParts)).toEqual([
    ['Mod', 'Shift', 'Z'],
    ['+'],
    ['Mod', '+'],
    ['-'],
    ['Space'],
  ]);
});

test('only what types nothing is taken from a text field', () => {
  const chords = ['M', 'Shift+M', 'Space', 'Alt+ArrowLeft', 'Tab', 'Mod+Space', 'Mod+K', 'F2', 'Escape'];
  expect(chords.filter(isPlain)).toEqual(['M', 'Shift+M', 'Space', 'Alt+ArrowLeft', 'Tab']);
});
