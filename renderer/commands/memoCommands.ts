import type { Thing } from '../../shared/model/memo-rows.ts';
import { useCoding } from '../desk/coding/coding.ts';
import { currentDesk } from '../desk/current.ts';
import { askLink, rateSession, showMemosOf } from '../desk/memos/about.ts';
import { addMemo, memoInHand, thingOnScreen } from '../desk/memos/opened.ts';
import { wantRating } from '../desk/ratings/ratingState.ts';
import { afterTurns, type Desk, selectedEntry } from '../desk/session/desk.ts';
import { go, showTab, useInterface } from '../state/interface.ts';
import { mirror } from '../state/rows.ts';
import { useStudy } from '../state/study.ts';
import type { Command } from './command.ts';

const isStudyOpen = (): boolean => useStudy.getState().status === 'open';
const hasMoment = (desk: Desk): boolean => desk.turn !== null || selectedEntry(desk) !== undefined;
const codingNow = () => mirror.get('coding', useCoding.getState().codingId);

/** The moment that is selected, or what a screen without a desk is about. */
function thingNow(): Thing | null {
  const desk = currentDesk();
  if (desk === null) return useInterface.getState().route.screen === 'study' ? thingOnScreen() : null;
  const id = selectedEntry(desk)?.moment.id;
  return id === undefined ? null : { kind: 'moment', id };
}

function isThingThere(): boolean {
  const desk = currentDesk();
  return desk === null ? thingNow() !== null : hasMoment(desk);
}

/** Right after M it means the moment that M is still making. */
function onThing(act: (thing: Thing) => void): void {
  const then = (): void => {
    const thing = thingNow();
    if (thing !== null) act(thing);
  };
  const desk = currentDesk();
  if (desk === null) then();
  else afterTurns(desk, then);
}

const app = { scope: 'app', group: 'memos' } as const;
const desk = { scope: 'desk', group: 'memos', undo: 'view' } as const;

/** Memos, links between things, and ratings by instruments. */
export const memoCommands: readonly Command[] = [
  {
    ...app,
    id: 'memo.add',
    keys: ['Shift+E'],
    undo: 'journaled',
    when: isThingThere,
    run: () => onThing((thing) => void addMemo(thing)),
  },
  {
    ...desk,
    id: 'memo.ofCoding',
    keys: ['Shift+D'],
    when: (on: Desk) => on.turn !== null || codingNow() !== undefined,
    run: (on: Desk) =>
      afterTurns(on, () => {
        const coding = codingNow();
        if (coding !== undefined) showMemosOf({ kind: 'coding', id: coding.id });
      }),
  },
  {
    ...desk,
    id: 'memo.ofSession',
    keys: ['Shift+B'],
    run: ({ sessionId }: Desk) => showMemosOf({ kind: 'session', id: sessionId }),
  },
  {
    ...app,
    id: 'memo.ofStudy',
    keys: [],
    undo: 'view',
    when: isStudyOpen,
    run: () => {
      showTab('memos');
      go({ screen: 'study' });
    },
  },
  {
    ...app,
    id: 'link.add',
    // With Mod while a memo is typed: it is then the memo that is linked.
    keys: ['Shift+L', 'Mod+Shift+U'],
    undo: 'view',
    isWhileTyping: true,
    when: () => memoInHand() !== null || isThingThere(),
    run: () => {
      const memo = memoInHand();
      if (memo === null) onThing(askLink);
      else askLink(memo);
    },
  },
  {
    ...desk,
    id: 'rating.ofMoment',
    keys: ['Shift+G'],
    when: hasMoment,
    run: (on: Desk) => afterTurns(on, () => wantRating(on)),
  },
  {
    ...desk,
    id: 'rating.ofSession',
    keys: ['Shift+X'],
    run: ({ sessionId }: Desk) => rateSession(sessionId),
  },
  {
    ...app,
    id: 'instrument.show',
    keys: [],
    undo: 'view',
    when: isStudyOpen,
    run: () => {
      showTab('instruments');
      go({ screen: 'study' });
    },
  },
];
