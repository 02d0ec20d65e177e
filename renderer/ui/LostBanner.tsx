import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../state/connection.ts';
import { WarningIcon } from './icons.tsx';
import classes from './LostBanner.module.css';

/** Says that the core is gone, for as long as it is. */
export function LostBanner(): ReactElement | null {
  const { t } = useTranslation();
  const isLost = useConnection((state) => state.status === 'lost');
  if (!isLost) return null;
  return (
    <div className={classes['banner']} role="alert">
      <WarningIcon />
      <strong>{t('lost.title')}</strong>
      <span>{t('lost.text')}</span>
    </div>
  );
}
