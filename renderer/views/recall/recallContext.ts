import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { InterviewRow, PersonRow } from '../../../shared/model/rows.ts';
import type { Recall, RecallState, RecallTarget } from '../../recall/recall.ts';
import type { RecorderState } from '../../recall/recorder.ts';
import { useRows } from '../../state/rows.ts';

/** The interview that is held, with its row, which is there for as long as it is on screen. */
export type RecallContextValue = { readonly recall: Recall; readonly interview: InterviewRow };

export const RecallContext = createContext<RecallContextValue | null>(null);

export function useRecall(): RecallContextValue {
  const value = useContext(RecallContext);
  if (value === null) throw new Error('outside of a recall interview');
  return value;
}

export function useRecallState<T>(select: (state: RecallState) => T): T {
  return useStore(useRecall().recall.store, select);
}

export function useRecorderState<T>(select: (state: RecorderState) => T): T {
  return useStore(useRecall().recall.recorder.store, select);
}

export function usePerson(id: string | null): PersonRow | undefined {
  return useRows((rows) => rows.get('person', id));
}

/** While it is on screen, commands can send the focus to it. */
export function useTarget(target: RecallTarget, focus: () => void): void {
  const { recall } = useRecall();
  useEffect(() => {
    recall.focus.set(target, focus);
    return () => {
      if (recall.focus.get(target) === focus) recall.focus.delete(target);
    };
  });
}

const everySecond = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
};

/** The interview's clock in whole seconds, as ms. */
export function useElapsedMs(): number {
  const { recall } = useRecall();
  return useSyncExternalStore(everySecond, () => Math.floor(recall.clock.nowMs() / 1000) * 1000);
}
