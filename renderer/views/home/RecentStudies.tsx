import { Title } from '@mantine/core';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudyListing } from '../../../shared/contract/study.ts';
import { attempt, type Result } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { onFound } from '../../state/connection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import classes from './HomeView.module.css';
import { StudyListItem } from './StudyListItem.tsx';

/** The list of studies that were open before, newest first. */
export function RecentStudies(): ReactElement {
  const { t } = useTranslation();
  const [list, setList] = useState<Result<StudyListing[]> | null>(null);
  const reload = useCallback(() => void attempt(client.study.list()).then(setList), []);
  useEffect(() => {
    reload();
    return onFound(reload);
  }, [reload]);

  return (
    <section className={classes['section']} aria-labelledby="recent-studies">
      <Title order={2} id="recent-studies" className={classes['sectionTitle'] ?? ''}>
        {t('home.recent')}
      </Title>
      {list === null && <Waiting />}
      {list?.ok === false && <FailureNotice failure={list.failure} onRetry={reload} />}
      {list?.ok === true &&
        (list.value.length === 0 ? (
          <div className={classes['list']}>
            <EmptyState title={t('home.emptyTitle')}>{t('home.emptyText')}</EmptyState>
          </div>
        ) : (
          <ul className={classes['list']}>
            {list.value.map((listing) => (
              <StudyListItem key={listing.ref} listing={listing} onChange={reload} />
            ))}
          </ul>
        ))}
    </section>
  );
}
