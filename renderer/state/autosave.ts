import type { StepId } from '../../shared/model/ids.ts';
import { type CallFailure, isPassing, type Result } from '../api/attempt.ts';
import { newStep } from './step.ts';

export type AutosaveStatus = 'saved' | 'typing' | 'saving' | 'failed';
export type AutosaveState = {
  /** What the person sees and has typed; never replaced while any of it is unsaved. */
  readonly text: string;
  readonly status: AutosaveStatus;
  readonly failure: CallFailure | null;
};

export type AutosaveOptions = {
  readonly savedText: string;
  /** Must answer only once the core has it. */
  readonly save: (text: string, step: StepId) => Promise<Result<unknown>>;
  readonly delayMs?: number;
  /** After a failure that passes it is tried again so often, until it is saved: nobody has to come back and type. */
  readonly retryMs?: number;
};

export type Autosave = {
  readonly state: AutosaveState;
  subscribe(listener: () => void): () => void;
  type(text: string): void;
  /** Saves what is unsaved now: on blur, on close, on loss of the window, and to try again after a failure. */
  flush(): Promise<void>;
  /** Ends the undo step: what is typed from here on is undone by itself. */
  endStep(): void;
  /** The saved text has become another (undo, another window). Unsaved typing wins. */
  follow(savedText: string): void;
  /** Lets go of unsaved letters: the study that they belong to is not open any more. */
  abandon(savedText: string): void;
};

/** Text that saves itself: at most one save under way, always the newest text last, and a failure keeps every letter. */
export function createAutosave({
  savedText,
  save,
  delayMs = 300,
  retryMs = 2000,
}: AutosaveOptions): Autosave {
  let state: AutosaveState = { text: savedText, status: 'saved', failure: null };
  let saved = savedText;
  let step = newStep();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let underWay: Promise<void> | null = null;
  const listeners = new Set<() => void>();

  const set = (next: Partial<AutosaveState>): void => {
    state = { ...state, ...next };
    for (const listener of [...listeners]) listener();
  };

  function schedule(inMs: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void flush(), inMs);
  }

  async function saveUntilClean(): Promise<void> {
    while (state.text !== saved) {
      const text = state.text;
      // Why it is not saved stays in sight until it is.
      set({ status: 'saving' });
      const result = await save(text, step);
      if (!result.ok) {
        set({ status: 'failed', failure: result.failure });
        // That the core is back is told to all drafts.
        if (isPassing(result.failure) && result.failure.code !== 'LOST') schedule(retryMs);
        return;
      }
      saved = text;
    }
    set({ status: 'saved', failure: null });
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (underWay !== null) return underWay;
    if (state.text === saved && state.status === 'saved') return Promise.resolve();
    underWay = saveUntilClean().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    type(text) {
      if (text === state.text) return;
      set({ text, status: 'typing' });
      schedule(delayMs);
    },
    flush,
    endStep() {
      step = newStep();
    },
    follow(text) {
      const isClean = state.text === saved && underWay === null;
      saved = text;
      if (isClean && state.text !== text) set({ text, status: 'saved', failure: null });
    },
    abandon(text) {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      saved = text;
      set({ text, status: 'saved', failure: null });
    },
  };
}
