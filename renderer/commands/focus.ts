import { type Chord, isPlain } from './chord.ts';

/** Who would use a key press if no command took it. */
export type FocusKind = 'text' | 'widget' | 'page';

const notText = new Set([
  'button',
  'checkbox',
  'radio',
  'range',
  'color',
  'file',
  'reset',
  'submit',
  'image',
]);
const widgetRoles = new Set([
  'slider',
  'separator',
  'tab',
  'radio',
  'checkbox',
  'switch',
  'treeitem',
  'button',
]);

/** A menu or a list of choices moves and searches by plain keys, so it counts as a text field does. */
const ownKeys = '[role=menu], [role=combobox], [role=listbox]:not([data-moment-list])';

export function focusKindOf(element: Element | null): FocusKind {
  if (!(element instanceof HTMLElement)) return 'page';
  if (
    element.isContentEditable ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  )
    return 'text';
  if (element instanceof HTMLInputElement) return notText.has(element.type) ? 'widget' : 'text';
  if (element.closest(ownKeys) !== null) return 'text';
  // A button that was clicked keeps the focus without showing it; Space is then meant for the recording.
  if (element.matches('button, a[href], summary'))
    return element.matches(':focus-visible') ? 'widget' : 'page';
  return widgetRoles.has(element.getAttribute('role') ?? '') ? 'widget' : 'page';
}

const widgetChords =
  /^(Shift\+)?(Space|Enter|Tab|Home|End|PageUp|PageDown|Delete|Backspace|Escape|Arrow\w+)$/;

/** What a presenter's clicker sends: whoever holds it does not know where the focus is. */
const isClicker = (chord: Chord): boolean => chord === 'PageDown';

/**
 * Whether a command may take this press from what has the focus. A text field keeps everything but what a command
 * claims while typing, and of that all that types or moves the caret; a button keeps the keys that work it. Letters
 * stay the desk's: a coder who has just clicked a button expects M to mark.
 */
export function mayTake(kind: FocusKind, chord: Chord, isWhileTyping: boolean): boolean {
  switch (kind) {
    case 'text':
      return isWhileTyping && (!isPlain(chord) || isClicker(chord));
    case 'widget':
      return !widgetChords.test(chord) || (isWhileTyping && isClicker(chord));
    case 'page':
      return true;
  }
}
