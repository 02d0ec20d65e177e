import { create } from 'zustand';
import type { Reel } from '../views/find/reel/reel.ts';

/** The reel of what was found, while that is on screen. Commands reach it through this, so that they need no React. */
const useCurrentFind = create<{ readonly reel: Reel | null }>(() => ({ reel: null }));

/** Answers how to take it away again. */
export function enterFind(reel: Reel): () => void {
  useCurrentFind.setState({ reel });
  return () => useCurrentFind.setState({ reel: null });
}

export function currentFind(): Reel | null {
  return useCurrentFind.getState().reel;
}
