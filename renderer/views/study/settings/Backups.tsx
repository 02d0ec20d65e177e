import { Button } from '@mantine/core';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupListing } from '../../../../shared/contract/study.ts';
import { attempt, type Result } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow, tell } from '../../../state/notices.ts';
import { openStudy, useStudy } from '../../../state/study.ts';
import { confirm } from '../../../ui/ConfirmDialog.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { formatBytes, formatDayAndTime } from '../../../ui/words.ts';
import classes from './settings.module.css';

/** The backups of the open study: made by themselves, and here by hand; each can be put in the study's place. */
export function Backups(): ReactElement {
  const { t } = useTranslation();
  const ref = useStudy((state) => state.ref);
  const [list, setList] = useState<Result<BackupListing[]> | null>(null);
  const [isMaking, setMaking] = useState(false);
  const reload = useCallback(() => void attempt(client.backup.list({})).then(setList), []);
  useEffect(reload, [reload]);

  async function make(): Promise<void> {
    setMaking(true);
    const made = await orShow(attempt(client.backup.make()));
    setMaking(false);
    if (made === undefined) return;
    tell(t('settings.backupMade', { when: formatDayAndTime(made.madeAt) }));
    reload();
  }

  async function restore({ name, madeAt }: BackupListing): Promise<void> {
    const when = formatDayAndTime(madeAt);
    const isMeant = await confirm({
      title: t('settings.restoreTitle', { when }),
      text: t('settings.restoreText'),
      confirmLabel: t('home.restore'),
    });
    if (!isMeant) return;
    const done = await orShow(openStudy(() => client.backup.restore({ ref, name, actor: actorNow() })));
    if (done !== undefined) tell(t('settings.restored', { when }));
  }

  return (
    <div className={classes['panel']}>
      <Button
        variant="default"
        loading={isMaking}
        onClick={() => void make()}
        className={classes['make'] ?? ''}
      >
        {t('settings.makeBackup')}
      </Button>
      {list?.ok === false && <FailureNotice failure={list.failure} onRetry={reload} />}
      {list?.ok === true && list.value.length === 0 && <span>{t('settings.noBackups')}</span>}
      {list?.ok === true && list.value.length > 0 && (
        <ul className={classes['list']}>
          {list.value.map((backup) => {
            const when = formatDayAndTime(backup.madeAt);
            return (
              <li key={backup.name}>
                <span className={classes['when']}>{when}</span>
                <span className={classes['size']}>
                  {backup.isVerified ? formatBytes(backup.byteCount) : t('settings.unverified')}
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={!backup.isVerified}
                  aria-label={t('home.restoreNamed', { when })}
                  onClick={() => void restore(backup)}
                >
                  {t('home.restore')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
