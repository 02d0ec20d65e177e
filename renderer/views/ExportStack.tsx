import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelExport, dismissExport, type ExportItem, retryExport, useExports } from '../state/exports.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { ProgressRow } from '../ui/ProgressRow.tsx';
import classes from './ExportStack.module.css';

/** Exports under way, whatever screen one is on: the work at the desk goes on beside them. Mounted once. */
export function ExportStack(): ReactElement | null {
  const { t } = useTranslation();
  const { items } = useExports();
  if (items.length === 0) return null;
  return (
    <section className={classes['stack']} aria-label={t('clip.stack')}>
      {items.map((item) => (
        <div key={item.id} className={classes['card']}>
          <Item item={item} />
        </div>
      ))}
    </section>
  );
}

function Item({ item }: { readonly item: ExportItem }): ReactElement {
  const { t } = useTranslation();
  const { id, kind, fraction, done, count, failure } = item;
  const what = t(`clip.job.${kind}`);
  if (failure !== null)
    return (
      <FailureNotice
        failure={failure}
        title={t('clip.failed')}
        onRetry={() => retryExport(item)}
        onDismiss={() => dismissExport(id)}
      />
    );
  return (
    <ProgressRow
      label={count > 1 ? t('clip.job.of', { what, done: done + 1, count }) : what}
      fraction={fraction}
      onCancel={() => cancelExport(id)}
    />
  );
}
