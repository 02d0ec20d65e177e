import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { currentDesk } from '../desk/current.ts';
import { focusOn } from '../desk/session/desk.ts';
import { chooseKeyFile, closeKeyFile } from '../desk/study/keyFile.ts';
import { beginWithdrawal } from '../desk/study/withdrawalWish.ts';
import { go, type StudyTab, showDialog, showTab, useInterface } from '../state/interface.ts';
import { useKeyFile } from '../state/names.ts';
import { orShow } from '../state/notices.ts';
import { lockStudy } from '../state/seal.ts';
import { closeStudy, openStudy, useStudy } from '../state/study.ts';
import type { AppCommand } from './command.ts';
import { openKeys, openPalette } from './dialogs.ts';
import { redo, undo } from './history.ts';

const isStudyOpen = (): boolean => useStudy.getState().status === 'open';

async function chooseStudy(): Promise<void> {
  const listing = await orShow(attempt(client.study.choose()));
  if (listing === undefined || listing === null) return;
  await orShow(openStudy(() => client.study.open({ ref: listing.ref })));
}

const isKeyFileOpen = (): boolean => isStudyOpen() && useKeyFile.getState().state !== null;

/** What has its place on the study's screen is shown there. */
function inStudy(tab: StudyTab, run: () => void): void {
  go({ screen: 'study' });
  showTab(tab);
  run();
}

const common = { scope: 'app' } as const;

/** What can be done on every screen. */
export const appCommands: readonly AppCommand[] = [
  {
    ...common,
    id: 'history.undo',
    group: 'marking',
    keys: ['Mod+Z'],
    undo: 'history',
    isRepeating: true,
    when: isStudyOpen,
    run: undo,
  },
  {
    ...common,
    id: 'history.redo',
    group: 'marking',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    undo: 'history',
    isRepeating: true,
    when: isStudyOpen,
    run: redo,
  },
  {
    ...common,
    id: 'palette.open',
    group: 'help',
    keys: ['Mod+K'],
    undo: 'view',
    isWhileTyping: true,
    run: openPalette,
  },
  {
    ...common,
    id: 'keys.open',
    group: 'help',
    keys: ['?', 'F1'],
    undo: 'view',
    isWhileTyping: true,
    run: openKeys,
  },
  {
    ...common,
    id: 'study.show',
    group: 'study',
    keys: [],
    undo: 'view',
    when: () => isStudyOpen() && useInterface.getState().route.screen !== 'study',
    run: () => go({ screen: 'study' }),
  },
  {
    ...common,
    id: 'home.open',
    group: 'study',
    keys: [],
    undo: 'view',
    when: () => useInterface.getState().route.screen !== 'home',
    run: () => go({ screen: 'home' }),
  },
  {
    ...common,
    id: 'study.create',
    group: 'study',
    keys: [],
    undo: 'view',
    run: () => showDialog('newStudy'),
  },
  { ...common, id: 'study.choose', group: 'study', keys: [], undo: 'view', run: () => void chooseStudy() },
  {
    ...common,
    id: 'study.close',
    group: 'study',
    keys: [],
    undo: 'view',
    when: isStudyOpen,
    run: () => void orShow(closeStudy()),
  },
  {
    ...common,
    id: 'study.lock',
    group: 'study',
    keys: ['Mod+Shift+L'],
    undo: 'view',
    isWhileTyping: true,
    when: () => isStudyOpen() && useStudy.getState().seal.isSealed,
    run: () => void lockStudy(),
  },
  {
    ...common,
    id: 'keyFile.open',
    group: 'study',
    keys: [],
    undo: 'outside',
    when: () => isStudyOpen() && !isKeyFileOpen(),
    run: () => inStudy('people', () => void chooseKeyFile()),
  },
  {
    ...common,
    id: 'keyFile.create',
    group: 'study',
    keys: [],
    undo: 'outside',
    when: () => isStudyOpen() && !isKeyFileOpen(),
    run: () => inStudy('people', () => showDialog('newKeyFile')),
  },
  {
    ...common,
    id: 'keyFile.close',
    group: 'study',
    keys: [],
    undo: 'outside',
    when: isKeyFileOpen,
    run: () => void closeKeyFile(),
  },
  {
    ...common,
    id: 'names.check',
    group: 'study',
    keys: [],
    undo: 'view',
    when: isKeyFileOpen,
    run: () => inStudy('people', () => showDialog('nameCheck')),
  },
  {
    ...common,
    id: 'consent.show',
    group: 'study',
    keys: [],
    undo: 'view',
    when: isStudyOpen,
    run: () => inStudy('consent', () => {}),
  },
  {
    ...common,
    id: 'withdrawal.begin',
    group: 'study',
    keys: [],
    undo: 'outside',
    when: isStudyOpen,
    run: () => inStudy('consent', () => beginWithdrawal(null)),
  },
  {
    ...common,
    id: 'recording.import',
    group: 'study',
    keys: [],
    undo: 'view',
    when: isStudyOpen,
    run: () => {
      const desk = currentDesk();
      if (desk?.focus.has('import')) focusOn(desk, 'import');
      else go({ screen: 'study' });
    },
  },
];
