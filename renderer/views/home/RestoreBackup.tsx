import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupListing } from '../../../shared/contract/study.ts';
import { attempt, type Result } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { formatBytes, formatDayAndTime } from '../../ui/words.ts';
import classes from './HomeView.module.css';
import { openAndTell } from './opening.ts';

const offered = 5;

type Props = {
  readonly studyRef: string;
  /** Of a sealed study: what opens it. */
  readonly secret?: string;
};

/** Offers the newest good backups of a study whose database is damaged. */
export function RestoreBackup({ studyRef, secret }: Props): ReactElement | null {
  const { t } = useTranslation();
  const [list, setList] = useState<Result<BackupListing[]> | null>(null);
  useEffect(() => {
    void attempt(client.backup.list({ ref: studyRef })).then(setList);
  }, [studyRef]);

  if (list === null) return null;
  if (!list.ok) return <FailureNotice failure={list.failure} />;
  const good = list.value.filter((backup) => backup.isVerified).slice(0, offered);
  if (good.length === 0) return <span>{t('home.backupsNone')}</span>;
  return (
    <div className={classes['backups']}>
      <strong>{t('home.backupsTitle')}</strong>
      <span className={classes['itemDetail']}>{t('home.backupsHint')}</span>
      <ul>
        {good.map(({ name, madeAt, byteCount }) => {
          const when = formatDayAndTime(madeAt);
          return (
            <li key={name}>
              <span>{t('home.backupLine', { when, size: formatBytes(byteCount) })}</span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('home.restoreNamed', { when })}
                onClick={() =>
                  void openAndTell(studyRef, () => client.backup.restore({ ref: studyRef, name, secret }))
                }
              >
                {t('home.restore')}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
