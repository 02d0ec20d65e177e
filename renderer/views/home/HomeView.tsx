import { Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { useStudy } from '../../state/study.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { SchemeMenu } from '../../ui/SchemeMenu.tsx';
import { isSealFailure, UnlockForm } from '../seal/UnlockForm.tsx';
import classes from './HomeView.module.css';
import { openAndTell } from './opening.ts';
import { RecentStudies } from './RecentStudies.tsx';
import { RestoreBackup } from './RestoreBackup.tsx';
import { StartCards } from './StartCards.tsx';

/** The studies that were open before, and the ways to another. */
export function HomeView(): ReactElement {
  const { t } = useTranslation();
  const failure = useStudy((state) => state.failure);
  return (
    <main className={classes['home']}>
      <div className={classes['corner']}>
        <SchemeMenu />
      </div>
      <header className={classes['header']}>
        <Mark />
        <Title order={1} tabIndex={-1} className={classes['title'] ?? ''}>
          {t('home.title')}
        </Title>
        <Text c="dimmed" className={classes['lead'] ?? ''}>
          {t('home.lead')}
        </Text>
      </header>
      {failure !== null && isSealFailure(failure) && (
        <UnlockForm studyRef={failure.ref} failure={failure} title={t('seal.unlock.lockedTitle')} />
      )}
      {failure !== null && !isSealFailure(failure) && (
        <div className={classes['section']}>
          <FailureNotice failure={failure} title={t('home.startFailed')}>
            {failure.code === 'STUDY_DAMAGED' && failure.ref !== '' && (
              <RestoreBackup studyRef={failure.ref} />
            )}
          </FailureNotice>
        </div>
      )}
      <StartCards onSample={() => void openAndTell('sample', () => client.study.openSample())} />
      <RecentStudies />
      <Text component="footer" size="sm" c="dimmed" className={classes['footer'] ?? ''}>
        {t('home.privacy')}
      </Text>
    </main>
  );
}

/** The product's sign: a wave that comes to rest in one point. */
function Mark(): ReactElement {
  return (
    <svg viewBox="0 0 44 44" className={classes['mark']} aria-hidden="true">
      <path d="M4 22h3M10 15v14M16 8v28M22 20.5v3M28 8v28M34 15v14M37 22h3" />
      <circle cx="22" cy="22" r="3.2" />
    </svg>
  );
}
