import { commandMessageType } from '../../shared/commands/menu.ts';
import { forgetHeld, pressCodeKey, releaseCodeKey } from '../desk/coding/applying.ts';
import { currentDesk } from '../desk/current.ts';
import { isAboutAsked, useAbout } from '../desk/memos/about.ts';
import { usePersonQuestion } from '../desk/session/person.ts';
import { codeSelectedPassage } from '../desk/transcript/passages.ts';
import { useInterface } from '../state/interface.ts';
import { mirror } from '../state/rows.ts';
import { type Chord, chordsOf, isPlain, pressOf } from './chord.ts';
import { commandOf, isAvailable, playbackMs, run } from './commands.ts';
import { useCommandDialog } from './dialogs.ts';
import { type FocusKind, focusKindOf, mayTake } from './focus.ts';
import { restoreKeys, useKeys } from './keyChoices.ts';

/** What a press meets, noted before anything on the page has had it. */
type Met = {
  readonly event: KeyboardEvent;
  readonly atMs: number;
  readonly kind: FocusKind;
  /** A dialog has every key to itself; what only lies above the page (a menu, a popover) has Escape. */
  readonly isTaken: boolean;
};
let met: Met | null = null;

function onKeyDownFirst(event: KeyboardEvent): void {
  // Before anything else: this is the instant that a mark keeps.
  const atMs = playbackMs();
  // By the time the press has gone through the page, the menu or dialog that it closed is no longer there.
  const above = event.key === 'Escape' ? '[role="dialog"], [role="menu"]' : '[aria-modal="true"]';
  const isTaken = isDialogComing() || document.querySelector(above) !== null;
  met = { event, atMs, kind: focusKindOf(document.activeElement), isTaken };
}

/** Asked for, and perhaps not yet on the page: what is typed from then on is meant for it. */
function isDialogComing(): boolean {
  return (
    useCommandDialog.getState().open !== null ||
    useInterface.getState().dialog !== null ||
    isAboutAsked(useAbout.getState()) ||
    (currentDesk() !== null && usePersonQuestion.getState().isAsked)
  );
}

/** Last in line: what a field, a menu or a dialog has used is not a command. */
function onKeyDown(event: KeyboardEvent): void {
  if (met?.event !== event) return;
  const { atMs, kind, isTaken } = met;
  met = null;
  if (event.defaultPrevented || event.isComposing || isTaken) return;
  const chords = chordsOf(pressOf(event));
  // N has been pressed and the note is not there yet: these letters are its text, and written there when it is.
  const desk = currentDesk();
  if (desk?.awaitedFocus != null && chords.every(isPlain)) {
    if (event.key.length === 1) desk.awaitedText += event.key;
    event.preventDefault();
    return;
  }
  const takeAny = (): boolean => chords.some((chord) => take(chord, kind, atMs, event));
  const restoring = restoreKeys();
  if (restoring !== null) {
    if (chords.some((chord) => useKeys.getState().keymap.has(chord))) event.preventDefault();
    void restoring.then(takeAny);
  } else if (takeAny()) event.preventDefault();
}

function take(chord: Chord, kind: FocusKind, atMs: number, event: KeyboardEvent): boolean {
  const isRepeat = event.repeat;
  const { keymap, isTabPlaying } = useKeys.getState();
  if (chord === 'Tab' && kind === 'text' && isTabPlaying) {
    const toggle = commandOf('playback.toggle');
    return toggle !== undefined && run(toggle, atMs);
  }
  for (const command of keymap.get(chord) ?? []) {
    if (!mayTake(kind, chord, command.isWhileTyping === true) || !isAvailable(command)) continue;
    // A held key that does not repeat is still this command's: nothing else may act on it.
    if (isRepeat && command.isRepeating !== true) return true;
    if (run(command, atMs)) return true;
  }
  return kind !== 'text' && applyCode(chord, atMs, event);
}

/** Keys given by the codebook. Commands come first; the list of keys says which code keys they hide. */
function applyCode(
  chord: Chord,
  atMs: number,
  { code: physicalKey, repeat, timeStamp }: KeyboardEvent,
): boolean {
  const desk = currentDesk();
  if (!/^[0-9A-Z]$/.test(chord)) return false;
  const code = mirror
    .all('code')
    .find(({ key, isCodable, isRetired }) => isCodable && !isRetired && key === chord.toLowerCase());
  if (code === undefined) return false;
  if (codeSelectedPassage(code.id)) return true;
  if (desk === null) return false;
  // A held key repeats until it is let go, which ends what its first press began.
  if (!repeat) pressCodeKey(desk, code.id, atMs, physicalKey, timeStamp);
  return true;
}

function onKeyUp({ code: physicalKey, timeStamp }: KeyboardEvent): void {
  releaseCodeKey(currentDesk(), physicalKey, playbackMs(), timeStamp);
}

function onMessage(event: MessageEvent<unknown>): void {
  const { data } = event;
  if (event.source !== window || typeof data !== 'object' || data === null) return;
  if (!('type' in data) || data.type !== commandMessageType || !('id' in data)) return;
  const command = commandOf(String(data.id));
  if (command !== undefined) run(command, playbackMs());
}

/** Listens for keys and for the desktop's menu. Answers how to stop. */
export function listenForCommands(): () => void {
  window.addEventListener('keydown', onKeyDownFirst, true);
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('keyup', onKeyUp, true);
  window.addEventListener('blur', forgetHeld);
  window.addEventListener('message', onMessage);
  return () => {
    window.removeEventListener('keydown', onKeyDownFirst, true);
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('keyup', onKeyUp, true);
    window.removeEventListener('blur', forgetHeld);
    window.removeEventListener('message', onMessage);
  };
}
