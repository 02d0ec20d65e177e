import type { Recall } from '../recall/recall.ts';
import type { Reel } from './find/reel.ts';
import type { InterviewDesk } from './interview/desk.ts';
import type { Desk } from './session/desk.ts';

/** What of a kind is on screen, told by its view: commands reach it through this, so that they need no React. */
function onScreen<Kind>(): { enter: (one: Kind) => () => void; now: () => Kind | null } {
  let current: Kind | null = null;
  return {
    enter: (one) => {
      current = one;
      return () => {
        if (current === one) current = null;
      };
    },
    now: () => current,
  };
}

/** Each `enter` answers how to take it away again. */
export const { enter: enterDesk, now: currentDesk } = onScreen<Desk>();
export const { enter: enterInterviewDesk, now: currentInterview } = onScreen<InterviewDesk>();
export const { enter: enterRecall, now: currentRecall } = onScreen<Recall>();
export const { enter: enterFind, now: currentFind } = onScreen<Reel>();
