import { useEffect, useSyncExternalStore } from 'react';
import { type Autosave, type AutosaveOptions, type AutosaveState, createAutosave } from './autosave.ts';
import { onFound } from './connection.ts';
import { mirror } from './rows.ts';

export type DraftSource = {
  /** Names the text on the whole page: two editors of one text share what was typed. */
  readonly key: string;
  /** The text as the mirror has it. */
  readonly read: () => string;
  readonly save: AutosaveOptions['save'];
};

type Draft = { readonly autosave: Autosave; readonly read: () => string; watchers: number };

/**
 * Texts that are on screen or not saved yet. One whose saving failed stays here when its editor goes away, so that
 * going to another moment and back loses nothing.
 */
const drafts = new Map<string, Draft>();

function draftOf({ key, read, save }: DraftSource): Draft {
  const found = drafts.get(key);
  if (found !== undefined) return found;
  const made = { autosave: createAutosave({ savedText: read(), save }), read, watchers: 0 };
  drafts.set(key, made);
  return made;
}

/** The editor has gone: saves, then lets go of the text unless that failed or somebody is looking again. */
async function leave(key: string, draft: Draft): Promise<void> {
  draft.autosave.endStep();
  await draft.autosave.flush();
  if (draft.autosave.state.status === 'saved' && draft.watchers === 0 && drafts.get(key) === draft)
    drafts.delete(key);
}

function watch(source: DraftSource): () => void {
  const draft = draftOf(source);
  draft.watchers += 1;
  draft.autosave.follow(source.read());
  const unsubscribe = mirror.subscribe(() => draft.autosave.follow(source.read()));
  return () => {
    unsubscribe();
    draft.watchers -= 1;
    void leave(source.key, draft);
  };
}

/** Saves every text that has unsaved letters. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...drafts.values()].map(({ autosave }) => autosave.flush()));
}

/** Another study is open: letters that could not be saved have been shown as such, and must not end up in it. */
export function forgetDrafts(): void {
  for (const [key, { autosave, read, watchers }] of drafts) {
    autosave.abandon(read());
    if (watchers === 0) drafts.delete(key);
  }
}

/**
 * Called once: saves when the window loses the focus or is closed, tries again when the core is back, and lets the
 * browser ask before it throws away letters that could not be saved.
 */
export function guardDrafts(): void {
  const flush = (): void => void flushDrafts();
  window.addEventListener('blur', flush);
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  window.addEventListener('beforeunload', (event) => {
    const hasFailed = [...drafts.values()].some(({ autosave }) => autosave.state.failure !== null);
    flush();
    if (hasFailed) event.preventDefault();
  });
  onFound(flush);
}

export type TextEditor = AutosaveState & {
  readonly type: (text: string) => void;
  /** Saves now; also to try again after a failure. */
  readonly flush: () => Promise<void>;
  /** On blur: saves, and what is typed later is an undo step of its own. */
  readonly leave: () => void;
};

/** A text that saves itself: 300 ms without typing, on blur, on close, on loss of the window. */
export function useDraft(source: DraftSource): TextEditor {
  const { autosave } = draftOf(source);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the source, which is made anew each time.
  useEffect(() => watch(source), [source.key]);
  const state = useSyncExternalStore(autosave.subscribe, () => autosave.state);
  return {
    ...state,
    type: autosave.type,
    flush: autosave.flush,
    leave: () => {
      autosave.endStep();
      void autosave.flush();
    },
  };
}
