import type { InterviewDesk } from '../desk/interview/desk.ts';
import type { InterviewCommand } from './command.ts';

const stepMs = 5000;
const common = { scope: 'interview', group: 'interview', undo: 'view' } as const;

const moveBy = (desk: InterviewDesk, byMs: number): void =>
  desk.goTo(Math.max(0, desk.link.interviewMs + byMs), null);

/** As on the session's desk, whose keys these are there; with Shift it is the interview's own sound that plays. */
export const interviewCommands: readonly InterviewCommand[] = [
  {
    ...common,
    id: 'interview.playSession',
    keys: ['Space', 'K'],
    run: (desk) => desk.toggle('session'),
  },
  {
    ...common,
    id: 'interview.playSound',
    // With Mod while a transcript of the interview is typed.
    keys: ['Shift+Space', 'Shift+K', 'Mod+Space'],
    isWhileTyping: true,
    run: (desk) => desk.toggle('sound'),
  },
  {
    ...common,
    id: 'interview.backFiveSeconds',
    keys: ['ArrowLeft'],
    isRepeating: true,
    run: (desk) => moveBy(desk, -stepMs),
  },
  {
    ...common,
    id: 'interview.forwardFiveSeconds',
    keys: ['ArrowRight'],
    isRepeating: true,
    run: (desk) => moveBy(desk, stepMs),
  },
  {
    ...common,
    id: 'interview.nextStatement',
    keys: ['ArrowDown', ']'],
    isRepeating: true,
    run: (desk) => desk.goToStatement(1),
  },
  {
    ...common,
    id: 'interview.previousStatement',
    keys: ['ArrowUp', '['],
    isRepeating: true,
    run: (desk) => desk.goToStatement(-1),
  },
  { ...common, id: 'interview.ask', keys: ['A'], run: (desk) => desk.ask(desk.session.nowMs()) },
];
