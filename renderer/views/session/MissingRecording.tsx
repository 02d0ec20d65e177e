import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import type { CallFailure } from '../../api/attempt.ts';
import type { PlayerErrorKind } from '../../player/types.ts';
import { relink } from '../../state/importing.ts';
import { tell } from '../../state/notices.ts';
import { usePresence } from '../../state/presence.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { ProgressRow } from '../../ui/ProgressRow.tsx';
import classes from './MissingRecording.module.css';

type Props = {
  readonly recording: RecordingRow;
  readonly error: PlayerErrorKind | null;
  readonly onBack: () => void;
};

/** What is the matter when a recording does not play, and how to mend it. Moments can be read and changed meanwhile. */
export function MissingRecording({ recording, error, onBack }: Props): ReactElement | null {
  const { t } = useTranslation();
  const isPresent = usePresence(recording.id);
  const [sent, setSent] = useState<number | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const isMissing = isPresent === false;
  if (!isMissing && error === null) return null;

  if (!isMissing && error === 'undecodable')
    return (
      <div className={classes['notice']} role="alert">
        <WarningIcon className={classes['icon'] ?? ''} />
        <div>
          <strong>{t('session.recording.undecodable')}</strong>
          <p>{t('session.recording.undecodableText')}</p>
        </div>
      </div>
    );

  const choose = async (): Promise<void> => {
    setFailure(null);
    const controller = new AbortController();
    const result = await relink(recording.id, { onProgress: setSent, signal: controller.signal });
    setSent(null);
    if (result === null) return;
    if (!result.ok) {
      setFailure(result.failure);
      return;
    }
    tell(t('session.recording.relinked'));
    onBack();
  };

  return (
    <div className={classes['notice']} role="alert">
      <WarningIcon className={classes['icon'] ?? ''} />
      <div className={classes['body']}>
        <strong>{t('session.recording.missing')}</strong>
        <p>{t('session.recording.missingText', { name: recording.fileName })}</p>
        {failure !== null && <FailureNotice failure={failure} />}
        {sent === null ? (
          <Button size="compact-md" variant="default" onClick={() => void choose()}>
            {t('session.recording.relink')}
          </Button>
        ) : (
          <ProgressRow label={t('session.recording.relinking')} fraction={sent} />
        )}
      </div>
    </div>
  );
}
