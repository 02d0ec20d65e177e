import { create } from 'zustand';
import type { InterviewDesk } from '../views/interview/desk/desk.ts';

/** The desk of a recall interview on screen, told by its view. Commands reach it through this, so that they need no React. */
const useCurrentInterview = create<{ readonly desk: InterviewDesk | null }>(() => ({ desk: null }));

/** Answers how to take it away again. */
export function enterInterviewDesk(desk: InterviewDesk): () => void {
  useCurrentInterview.setState({ desk });
  return () => {
    if (currentInterview() === desk) useCurrentInterview.setState({ desk: null });
  };
}

export function currentInterview(): InterviewDesk | null {
  return useCurrentInterview.getState().desk;
}
