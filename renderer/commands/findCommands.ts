import { foundNow, leaveFind, openFind } from '../desk/find/find.ts';
import { waysFrom } from '../desk/find/found.ts';
import type { Reel } from '../desk/find/reel.ts';
import { useInterface } from '../state/interface.ts';
import { useStudy } from '../state/study.ts';
import { announce } from '../ui/announcer.tsx';
import { t } from '../ui/i18n.ts';
import type { AppCommand, FindCommand } from './command.ts';

/** Not while a recall interview is held: nobody may be taken from it by a slip of the hand. */
const mayOpen = (): boolean =>
  useStudy.getState().status === 'open' && useInterface.getState().route.screen !== 'recall';
const hasItems = (reel: Reel): boolean => reel.store.getState().items.length > 0;

const opening = {
  scope: 'app',
  group: 'find',
  undo: 'view',
  isWhileTyping: true,
  when: mayOpen,
} as const;
const openingCommands: readonly AppCommand[] = [
  { ...opening, id: 'find.search', keys: ['Mod+Shift+F'], run: () => openFind('search') },
  { ...opening, id: 'find.query', keys: ['Mod+Shift+E'], run: () => openFind('query') },
];

const ofFound = { scope: 'find', group: 'find', undo: 'view', when: hasItems } as const;

function move(reel: Reel, by: -1 | 1): void {
  if (!reel.move(by)) announce(t(by === 1 ? 'find.said.last' : 'find.said.first'));
}

function open(way: 0 | 1): void {
  const found = foundNow();
  const to = found === undefined ? undefined : waysFrom(found)[way];
  if (found === undefined || to === undefined) return;
  // With the screen and not with the first script: it knows the clocks of interviews.
  void import('../desk/going.ts').then(({ goToFound }) => goToFound(found, to));
}

const resultCommands: readonly FindCommand[] = [
  {
    ...ofFound,
    id: 'reel.toggle',
    keys: ['Space', 'K', 'Mod+Space'],
    isWhileTyping: true,
    run: (reel) => reel.toggle(),
  },
  { ...ofFound, id: 'reel.next', keys: ['ArrowDown', ']'], isRepeating: true, run: (reel) => move(reel, 1) },
  {
    ...ofFound,
    id: 'reel.previous',
    keys: ['ArrowUp', '['],
    isRepeating: true,
    run: (reel) => move(reel, -1),
  },
  {
    ...ofFound,
    id: 'reel.again',
    keys: ['R'],
    run: (reel) => reel.play(Math.max(0, reel.store.getState().index)),
  },
  {
    ...ofFound,
    id: 'reel.goOn',
    keys: ['Shift+A'],
    run: (reel) => {
      const isNow = !reel.store.getState().isGoingOn;
      reel.setGoingOn(isNow);
      announce(t(isNow ? 'find.said.goingOn' : 'find.said.one'));
    },
  },
  { ...ofFound, id: 'found.open', keys: ['Enter'], when: () => foundNow() !== undefined, run: () => open(0) },
  {
    ...ofFound,
    id: 'found.openOther',
    keys: ['Shift+Enter'],
    when: () => {
      const found = foundNow();
      return found !== undefined && waysFrom(found).length > 1;
    },
    run: () => open(1),
  },
  { ...ofFound, id: 'found.first', keys: ['Home'], run: (reel) => reel.select(0) },
  {
    ...ofFound,
    id: 'found.last',
    keys: ['End'],
    run: (reel) => reel.select(reel.store.getState().items.length - 1),
  },
  { scope: 'find', group: 'find', undo: 'view', id: 'find.leave', keys: ['Escape'], run: leaveFind },
];

/** What was found is gone through and played by the keys that the desk has for its moments. */
export const findCommands: readonly (AppCommand | FindCommand)[] = [...openingCommands, ...resultCommands];
