import { Button, CloseButton } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../api/attempt.ts';
import classes from './FailureNotice.module.css';
import { WarningIcon } from './icons.tsx';

type Props = {
  readonly failure: CallFailure;
  /** What was being done, when the sentence alone would leave that open. */
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
  readonly children?: ReactNode;
};

/**
 * A failure in words: what happened and what to do. It is announced when it appears, but not that the core is gone: the
 * banner over the whole page announces that once, and every part of the page that waits for something would say it again.
 */
export function FailureNotice({ failure, title, onRetry, onDismiss, children }: Props): ReactElement {
  const { t } = useTranslation();
  const isSaidAbove = failure.code === 'LOST' && title === undefined;
  return (
    <div className={classes['notice']} {...(isSaidAbove ? {} : { role: 'alert' })}>
      <WarningIcon className={classes['icon'] ?? ''} />
      <div className={classes['body']}>
        {title !== undefined && <strong>{title}</strong>}
        <span>{t(`failure.${failure.code}`, failure.data)}</span>
        {children}
        {onRetry !== undefined && (
          <Button size="compact-sm" variant="default" onClick={onRetry} className={classes['retry'] ?? ''}>
            {t('common.tryAgain')}
          </Button>
        )}
      </div>
      {onDismiss !== undefined && <CloseButton aria-label={t('common.dismiss')} onClick={onDismiss} />}
    </div>
  );
}
