import { create } from 'zustand';
import type { Recall } from '../recall/recall.ts';

/** The recall interview on screen, told by its view. Commands reach it through this, so that they need no React. */
const useCurrentRecall = create<{ readonly recall: Recall | null }>(() => ({ recall: null }));

/** Answers how to take it away again. */
export function enterRecall(recall: Recall): () => void {
  useCurrentRecall.setState({ recall });
  return () => {
    if (currentRecall() === recall) useCurrentRecall.setState({ recall: null });
  };
}

export function currentRecall(): Recall | null {
  return useCurrentRecall.getState().recall;
}
