import { create } from 'zustand';
import type { Desk } from '../views/session/desk/desk.ts';

/** The desk on screen, told by its view. Commands reach it through this, so that they need no React. */
const useCurrentDesk = create<{ readonly desk: Desk | null }>(() => ({ desk: null }));

/** Answers how to take it away again. */
export function enterDesk(desk: Desk): () => void {
  useCurrentDesk.setState({ desk });
  return () => {
    if (useCurrentDesk.getState().desk === desk) useCurrentDesk.setState({ desk: null });
  };
}

export function currentDesk(): Desk | null {
  return useCurrentDesk.getState().desk;
}
