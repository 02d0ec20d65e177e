import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../api/attempt.ts';
import { go } from '../state/interface.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import classes from './PlainScreen.module.css';

/** What stands in the place of a screen that cannot be shown: one message in the middle, and the ways on. */
function PlainScreen({ children }: { readonly children: ReactNode }): ReactElement {
  return <main className={classes['plain']}>{children}</main>;
}

export function LoadingScreen({ text }: { readonly text: string }): ReactElement {
  return (
    <PlainScreen>
      <p role="status" className={classes['loading']}>
        {text}
      </p>
    </PlainScreen>
  );
}

type FailedProps = {
  readonly title: string;
  readonly failure: CallFailure;
  readonly onRetry?: () => void;
  readonly back?: ReactNode;
};

export function FailedScreen({ title, failure, onRetry, back }: FailedProps): ReactElement {
  return (
    <PlainScreen>
      <FailureNotice title={title} failure={failure} onRetry={onRetry}>
        {back ?? <BackToStudy />}
      </FailureNotice>
    </PlainScreen>
  );
}

type MessageProps = { readonly title: string; readonly text: string; readonly actions?: ReactNode };

/** It is not there, or not to be had now. */
export function MessageScreen({ title, text, actions }: MessageProps): ReactElement {
  return (
    <PlainScreen>
      <EmptyState title={title} order={2} actions={actions ?? <BackToStudy />}>
        {text}
      </EmptyState>
    </PlainScreen>
  );
}

export function BackToStudy(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button variant="default" onClick={() => go({ screen: 'study' })}>
      {t('session.back')}
    </Button>
  );
}
