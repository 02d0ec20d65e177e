import { create } from 'zustand';
import { useStudy } from '../state/study.ts';
import { flushViews, type Json, loadView, saveView } from '../state/view.ts';
import type { CommandId } from './command.ts';
import { allCommands } from './commands.ts';
import { type KeyChoices, type Keymap, keymapOf } from './keymap.ts';

const viewKey = 'keys';

export type KeyState = {
  readonly choices: KeyChoices;
  /** Tab plays and pauses while a text field has the focus, as transcription tools do it. */
  readonly isTabPlaying: boolean;
  readonly keymap: Keymap;
};

const stateOf = (choices: KeyChoices, isTabPlaying: boolean): KeyState => ({
  choices,
  isTabPlaying,
  keymap: keymapOf(allCommands, choices),
});

export const useKeys = create<KeyState>(() => stateOf({}, false));

export function chooseKeys(choices: KeyChoices, isTabPlaying: boolean): void {
  useKeys.setState(stateOf(choices, isTabPlaying));
  saveView(viewKey, {
    choices: Object.fromEntries(Object.entries(choices).map(([id, keys]) => [id, [...keys]])),
    isTabPlaying,
  });
  // A decision, unlike where one has scrolled to: it does not wait for a rest.
  flushViews();
}

/** What was kept, as far as it still makes sense: commands come and go with versions. */
export function readChoices(json: Json | null): KeyChoices {
  if (!isRecord(json) || !isRecord(json['choices'])) return {};
  const choices: Partial<Record<CommandId, readonly string[]>> = {};
  for (const { id } of allCommands) {
    const chords = json['choices'][id];
    if (Array.isArray(chords)) choices[id] = chords.filter((chord) => typeof chord === 'string');
  }
  return choices;
}

function isRecord(json: Json | null | undefined): json is { [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

let restored: { readonly ref: string; promise: Promise<void> | null } = { ref: '', promise: null };

/**
 * Keys are kept for each device, with the study that is open: another one may know others. Answers null once they are
 * known; no press may be read before, for it could be a key that has another meaning by now.
 */
export function restoreKeys(): Promise<void> | null {
  const { ref } = useStudy.getState();
  if (ref !== '' && ref !== restored.ref) {
    const promise = loadKeys().then(() => {
      if (restored.promise === promise) restored = { ref, promise: null };
    });
    restored = { ref, promise };
  }
  return restored.promise;
}

async function loadKeys(): Promise<void> {
  const json = await loadView(viewKey);
  useKeys.setState(stateOf(readChoices(json), isRecord(json) && json['isTabPlaying'] === true));
}
