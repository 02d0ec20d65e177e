import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isElsewhere, useHolding } from '../state/holding.ts';
import { useInterface } from '../state/interface.ts';
import { useStudy } from '../state/study.ts';
import classes from './HeldBanner.module.css';

/** Says why something is missing here, for as long as a recall interview is held in another window. */
export function HeldBanner(): ReactElement | null {
  const { t } = useTranslation();
  const isHidden = useHolding(({ holder }) => isElsewhere(holder) && holder?.isBlind === true);
  const isOpen = useStudy(({ status }) => status === 'open');
  // The flow of an interview says so itself.
  const isFlow = useInterface(({ route }) => route.screen === 'recall');
  if (!isHidden || !isOpen || isFlow) return null;
  return (
    <p className={classes['banner']} role="status">
      {t('recall.held.banner')}
    </p>
  );
}
