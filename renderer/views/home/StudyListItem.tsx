import { CloseButton, Loader, Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudyListing } from '../../../shared/contract/study.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { go } from '../../state/interface.ts';
import { orShow, tell } from '../../state/notices.ts';
import { useStudy } from '../../state/study.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { formatAgo } from '../../ui/words.ts';
import { isSealFailure, UnlockForm } from '../seal/UnlockForm.tsx';
import classes from './HomeView.module.css';
import { openAndTell, useOpening } from './opening.ts';
import { RestoreBackup } from './RestoreBackup.tsx';

type Props = { readonly listing: StudyListing; readonly onChange: () => void };

/** One recent study: opens at a click; says what is wrong with it when it cannot. */
export function StudyListItem({ listing, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const { ref, title, folder, lastOpenedAt, isFound, isSealed } = listing;
  const isOpen = useStudy((state) => state.ref === ref);
  const isOpening = useOpening((state) => state.opening === ref);
  const failed = useOpening((state) => (state.failed?.what === ref ? state.failed.failure : null));

  async function open(): Promise<void> {
    if (isOpen) {
      go({ screen: 'study' });
      return;
    }
    const isDone = await openAndTell(ref, () => client.study.open({ ref }));
    if (!isDone) onChange();
  }

  async function forget(): Promise<void> {
    const done = await orShow(attempt(client.study.forget({ ref })));
    if (done === undefined) return;
    tell(t('home.forgotten', { title }));
    onChange();
  }

  return (
    <li className={classes['item']}>
      <div className={classes['row']}>
        <UnstyledButton className={classes['open'] ?? ''} disabled={!isFound} onClick={() => void open()}>
          <span className={classes['itemTitle']}>{title}</span>
          <span className={classes['itemDetail']}>
            {isFound ? folder : t('home.missing')}
            {isFound && (
              <>
                {isSealed && ` · ${t('seal.badge')}`}
                {' · '}
                {isOpen
                  ? t('home.isOpen')
                  : lastOpenedAt === null
                    ? t('home.neverOpened')
                    : t('home.lastOpened', { when: formatAgo(lastOpenedAt, Date.now()) })}
              </>
            )}
          </span>
        </UnstyledButton>
        {isOpening && <Loader size="xs" aria-label={t('home.opening')} />}
        <Tooltip label={t('home.forget')} openDelay={400}>
          <CloseButton aria-label={t('home.forgetNamed', { title })} onClick={() => void forget()} />
        </Tooltip>
      </div>
      {failed !== null && isSealFailure(failed) && (
        <div className={classes['trouble']}>
          <UnlockForm studyRef={ref} failure={failed} title={t('seal.unlock.title')} />
        </div>
      )}
      {failed !== null && !isSealFailure(failed) && (
        <div className={classes['trouble']}>
          <FailureNotice failure={failed}>
            {(failed.code === 'STUDY_DAMAGED' || failed.code === 'BACKUP_DAMAGED') && (
              <RestoreBackup studyRef={ref} />
            )}
          </FailureNotice>
        </div>
      )}
    </li>
  );
}
