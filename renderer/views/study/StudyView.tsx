import { Tabs } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { showTab, studyTabs, useInterface } from '../../state/interface.ts';
import { Board } from './board/Board.tsx';
import { Codebook } from './codebook/Codebook.tsx';
import { Consent } from './consent/Consent.tsx';
import { DropZone } from './imports/DropZone.tsx';
import { Log } from './log/Log.tsx';
import { KeyFileDialogs } from './people/KeyFileDialogs.tsx';
import { NameCheckDialog } from './people/NameCheckDialog.tsx';
import { People } from './people/People.tsx';
import { StudyHeader } from './StudyHeader.tsx';
import classes from './StudyView.module.css';
import { Settings } from './settings/Settings.tsx';
import { WithdrawDialog } from './withdrawal/WithdrawDialog.tsx';

const panels = {
  sessions: Board,
  people: People,
  consent: Consent,
  codebook: Codebook,
  log: Log,
  settings: Settings,
} as const;

/** A study: its sessions as a board, its people, its codebook, its log, its settings. Files can be dropped anywhere on it. */
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
                <Panel />
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
