import { Button, PasswordInput, Text, Title } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { openStudy } from '../../state/study.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { RestoreBackup } from '../home/RestoreBackup.tsx';
import { ConversionProgress } from './ConversionProgress.tsx';
import classes from './seal.module.css';

type Props = {
  readonly studyRef: string;
  /** Why the study is not open: what is asked for, and what is said, follows from it. */
  readonly failure: CallFailure;
  readonly title: string;
};

/** Failures after which a passphrase is what helps. */
export function isSealFailure({ code }: CallFailure): boolean {
  return code === 'PASSPHRASE_NEEDED' || code === 'PASSPHRASE_WRONG' || code === 'CONVERSION_PENDING';
}

/** What can have stopped a conversion, and what helps against it. */
const causes = ['DISK_FULL', 'DRIVE_FAILED', 'NO_PERMISSION'] as const;

/** Asks for the passphrase of a sealed study and opens it, going on with a conversion that was interrupted. */
export function UnlockForm({ studyRef, failure, title }: Props): ReactElement {
  const { t } = useTranslation();
  const [secret, setSecret] = useState('');
  const [isTrying, setTrying] = useState(false);
  const [refused, setRefused] = useState<CallFailure | null>(null);
  /** What opened a study whose database then proved damaged: its backups open with the same. */
  const [known, setKnown] = useState('');
  const cause = causes.find((code) => code === failure.data['cause']);
  const isPending =
    (refused ?? failure).code === 'CONVERSION_PENDING' || failure.code === 'CONVERSION_PENDING';

  async function unlock(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTrying(true);
    const result = await openStudy(() =>
      isPending
        ? client.seal.convert({ ref: studyRef, secret, isGoingOn: true })
        : client.study.open({ ref: studyRef, secret }),
    );
    setTrying(false);
    setSecret('');
    if (result.ok) return;
    setRefused(result.failure);
    setKnown(result.failure.code === 'STUDY_DAMAGED' ? secret : '');
  }

  return (
    <form className={classes['unlock']} onSubmit={(event) => void unlock(event)}>
      <Title order={2}>{title}</Title>
      {isPending && (
        <Text size="sm">
          {t(failure.data['to'] === 'clear' ? 'seal.unlock.pendingClear' : 'seal.unlock.pendingSealed')}
        </Text>
      )}
      <div className={classes['row']}>
        <PasswordInput
          label={t('seal.unlock.secret')}
          value={secret}
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': t('seal.show') }}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <Button type="submit" loading={isTrying} disabled={secret === ''}>
          {t(isPending ? 'seal.unlock.goOn' : 'seal.unlock.open')}
        </Button>
      </div>
      {isTrying && isPending && <ConversionProgress />}
      {refused === null && cause !== undefined && <FailureNotice failure={{ code: cause, data: {} }} />}
      {refused !== null && refused.code !== 'CONVERSION_PENDING' && (
        <FailureNotice failure={refused}>
          {refused.code === 'PASSPHRASE_WRONG' && <span>{t('seal.unlock.wait')}</span>}
          {known !== '' && <RestoreBackup studyRef={studyRef} secret={known} />}
        </FailureNotice>
      )}
    </form>
  );
}
