import { Button, Progress } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ProgressRow.module.css';

type Props = {
  /** What is being done, e.g. "Copying". */
  readonly label: string;
  /** 0 to 1; null while nobody knows how far it is. */
  readonly fraction: number | null;
  readonly onCancel?: (() => void) | undefined;
};

/** Long work that can be watched and, where it can be, stopped. */
export function ProgressRow({ label, fraction, onCancel }: Props): ReactElement {
  const { t } = useTranslation();
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <div className={classes['row']}>
      <div className={classes['text']}>
        <span>{label}</span>
        {percent !== null && <span className={classes['percent']}>{t('common.percent', { percent })}</span>}
      </div>
      {/* Another stage starts from nothing: without the key its bar would run backwards. */}
      <Progress.Root key={label} size="sm" transitionDuration={120}>
        <Progress.Section
          value={percent ?? 100}
          striped={percent === null}
          animated={percent === null}
          aria-label={label}
          {...(percent === null ? { withAria: false } : {})}
        />
      </Progress.Root>
      {onCancel !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={onCancel} className={classes['cancel'] ?? ''}>
          {t('common.cancel')}
        </Button>
      )}
    </div>
  );
}
