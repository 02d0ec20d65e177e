import { type Chord, chordsOf, pressOf } from '../../../commands/chord.ts';
import { focusKindOf, mayTake } from '../../../commands/focus.ts';
import type { InterviewDesk } from './desk.ts';

const stepMs = 5000;
const whileTyping: Chord = 'Mod+Space';

/** As on the session's desk, whose keys these are there; with Shift it is the interview's own sound that plays. */
const does: ReadonlyMap<Chord, (desk: InterviewDesk) => void> = new Map<Chord, (desk: InterviewDesk) => void>(
  [
    ['Space', (desk) => desk.toggle('session')],
    ['K', (desk) => desk.toggle('session')],
    ['Shift+Space', (desk) => desk.toggle('sound')],
    // While a transcript of the interview is typed.
    [whileTyping, (desk) => desk.toggle('sound')],
    ['Shift+K', (desk) => desk.toggle('sound')],
    ['ArrowLeft', (desk) => desk.goTo(Math.max(0, desk.link.interviewMs - stepMs), null)],
    ['ArrowRight', (desk) => desk.goTo(desk.link.interviewMs + stepMs, null)],
  ],
);

/** Answers how to stop. */
export function listenForKeys(desk: InterviewDesk): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || document.querySelector('[aria-modal="true"]') !== null) return;
    const kind = focusKindOf(document.activeElement);
    const chord = chordsOf(pressOf(event)).find(
      (one) => does.has(one) && mayTake(kind, one, one === whileTyping),
    );
    if (chord === undefined) return;
    event.preventDefault();
    does.get(chord)?.(desk);
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}
