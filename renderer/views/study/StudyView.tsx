import { Tabs } from '@mantine/core';
import { lazy, type ReactElement, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { showTab, studyTabs, useInterface } from '../../state/interface.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { Board } from './board/Board.tsx';
import { Consent } from './consent/Consent.tsx';
import { DropZone } from './imports/DropZone.tsx';
import { KeyFileDialogs } from './people/KeyFileDialogs.tsx';
import { NameCheckDialog } from './people/NameCheckDialog.tsx';
import { People } from './people/People.tsx';
import { StudyHeader } from './StudyHeader.tsx';
import classes from './StudyView.module.css';
import { Settings } from './settings/Settings.tsx';
import { WithdrawDialog } from './withdrawal/WithdrawDialog.tsx';

// The codebook brings its dialogs and a virtual tree: not needed to show a study, so not in the first script.
const Codebook = lazy(async () => {
  const { Codebook: panel } = await import('./codebook/Codebook.tsx');
  return { default: panel };
});

const StudyMemos = lazy(async () => {
  const { StudyMemos: panel } = await import('./memos/StudyMemos.tsx');
  return { default: panel };
});

const Instruments = lazy(async () => {
  const { Instruments: panel } = await import('./instruments/Instruments.tsx');
  return { default: panel };
});

// The log brings a word for every field of every row.
const Log = lazy(async () => {
  const { Log: panel } = await import('./log/Log.tsx');
  return { default: panel };
});

const panels = {
  sessions: Board,
  people: People,
  consent: Consent,
  codebook: Codebook,
  instruments: Instruments,
  memos: StudyMemos,
  log: Log,
  settings: Settings,
} as const;

/** A study: its sessions as a board, its people, its codebook, instruments and memos, its log, its settings. Files can be dropped anywhere on it. */
export function StudyView(): ReactElement {
  const { t } = useTranslation();
  const tab = useInterface((state) => state.studyTab);

  return (
    <DropZone>
      <StudyHeader />
      <main className={classes['main']}>
        <Tabs
          value={tab}
          onChange={(value) => showTab(studyTabs.find((each) => each === value) ?? 'sessions')}
          keepMounted={false}
        >
          <Tabs.List aria-label={t('study.tabs')} className={classes['tabs'] ?? ''}>
            {studyTabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`study.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {studyTabs.map((each) => {
            const Panel = panels[each];
            return (
              <Tabs.Panel key={each} value={each} className={classes['panel'] ?? ''}>
                <Suspense fallback={<Waiting />}>
                  <Panel />
                </Suspense>
              </Tabs.Panel>
            );
          })}
        </Tabs>
      </main>
      <KeyFileDialogs />
      <NameCheckDialog />
      <WithdrawDialog />
    </DropZone>
  );
}
