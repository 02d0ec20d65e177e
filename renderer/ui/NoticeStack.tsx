import { Button, CloseButton } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Asked, dismissNotice, type Notice, useNotices } from '../state/notices.ts';
import { announce } from './announcer.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { WarningIcon } from './icons.tsx';
import classes from './NoticeStack.module.css';

const toldForMs = 6000;

function Told({ id, text }: { readonly id: number; readonly text: string }): ReactElement {
  const { t } = useTranslation();
  useEffect(() => {
    announce(text);
    const timer = setTimeout(() => dismissNotice(id), toldForMs);
    return () => clearTimeout(timer);
  }, [id, text]);
  return (
    <div className={classes['told']}>
      <span>{text}</span>
      <CloseButton size="sm" aria-label={t('common.dismiss')} onClick={() => dismissNotice(id)} />
    </div>
  );
}

function AskedNotice({ id, text, action }: { readonly id: number } & Asked): ReactElement {
  const { t } = useTranslation();
  useEffect(() => announce(text), [text]);
  return (
    <div className={classes['told']}>
      <WarningIcon className={classes['warning'] ?? ''} />
      <div className={classes['asked']}>
        <span>{text}</span>
        {action !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              dismissNotice(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      <CloseButton size="sm" aria-label={t('common.dismiss')} onClick={() => dismissNotice(id)} />
    </div>
  );
}

function Item({ notice }: { readonly notice: Notice }): ReactElement {
  if (notice.kind === 'told') return <Told id={notice.id} text={notice.text} />;
  if (notice.kind === 'asked') return <AskedNotice {...notice} />;
  return <FailureNotice failure={notice.failure} onDismiss={() => dismissNotice(notice.id)} />;
}

/** What happened that has no place of its own on the screen; above it, work that goes on beside it. Mounted once. */
export function NoticeStack({ children }: { readonly children?: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const { notices } = useNotices();
  return (
    <section className={classes['stack']} aria-label={t('notices')}>
      {children}
      {notices.map((notice) => (
        <div key={notice.id} className={classes['notice']}>
          <Item notice={notice} />
        </div>
      ))}
    </section>
  );
}
