/**
 * A chord is the text of one key press: modifiers in the order Mod, Alt, Shift, then the key, joined by `+`:
 * `Mod+Shift+Z`, `Space`, `Alt+ArrowLeft`, `?`. `Mod` is Ctrl or Cmd: nobody presses the other one by accident, and
 * a study travels between systems.
 */
export type Chord = string;

/** What of a KeyboardEvent a chord depends on, so that layouts can be tested without a browser. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isAltGraph: boolean;
};

const namedKeys = new Set([
  'Escape',
  'Enter',
  'Tab',
  'Delete',
  'Backspace',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
]);
const positional = /^(Space|Arrow(Left|Right|Up|Down))$/;
const asciiLetter = /^[a-z]$/i;
const digit = /^[0-9]$/;

/**
 * The chords a press may stand for, best first; none for a lone modifier or a dead key.
 *
 * Letters go by what is written on the key, so that M is M on Dvorak too; where the layout has no Latin letters
 * (Russian, Arabic, Hebrew) they go by where they are. Signs go by what they produce, whatever had to be held down
 * for them: `?` needs Shift on one layout and none on another, `[` needs AltGr on a German one. On a French
 * keyboard the digits need Shift; their keys without it count as the digit when the sign means nothing else.
 */
export function chordsOf(press: KeyPress): Chord[] {
  const { key, code, shiftKey } = press;
  const isModHeld = press.ctrlKey || press.metaKey;
  const held = (isMod: boolean, isAlt: boolean, isShift: boolean): string =>
    `${isMod ? 'Mod+' : ''}${isAlt ? 'Alt+' : ''}${isShift ? 'Shift+' : ''}`;

  if (positional.test(code)) return [held(isModHeld, press.altKey, shiftKey) + code];
  if (key === ' ') return [`${held(isModHeld, press.altKey, shiftKey)}Space`];
  if (positional.test(key) || namedKeys.has(key)) return [held(isModHeld, press.altKey, shiftKey) + key];
  if ([...key].length !== 1) return [];

  if (asciiLetter.test(key)) return [held(isModHeld, press.altKey, shiftKey) + key.toUpperCase()];
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  if (place !== undefined && /\p{L}/u.test(key)) return [held(isModHeld, press.altKey, shiftKey) + place];

  // AltGr arrives as Ctrl and Alt together on Windows, as its own modifier elsewhere.
  const isMod = isModHeld && !press.isAltGraph && !(press.ctrlKey && press.altKey);
  const sign = held(isMod, digit.test(key) && press.altKey, false) + key;
  const placeDigit = /^Digit([0-9])$/.exec(code)?.[1];
  if (digit.test(key) || placeDigit === undefined || press.altKey || press.isAltGraph) return [sign];
  return [sign, held(isMod, false, shiftKey) + placeDigit];
}

export function pressOf(event: KeyboardEvent): KeyPress {
  return {
    key: event.key,
    code: event.code,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    shiftKey: event.shiftKey,
    isAltGraph: event.getModifierState('AltGraph'),
  };
}

/** The parts of a chord, modifiers first. The key `+` is its own separator's neighbour: `Mod++`. */
export function chordParts(chord: Chord): string[] {
  if (chord === '+') return ['+'];
  const isPlus = chord.endsWith('++');
  const parts = (isPlus ? chord.slice(0, -2) : chord).split('+');
  return isPlus ? [...parts, '+'] : parts;
}

/** Chords that type or move the caret in a text field when nothing else is held. */
export function isPlain(chord: Chord): boolean {
  return !chord.startsWith('Mod+') && !/^F\d+$/.test(chord) && chord !== 'Escape';
}
