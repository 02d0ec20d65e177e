import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { timeWords } from '../../../desk/session/timeWords.ts';
import { useRows } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { useDeskState } from '../deskContext.ts';
import classes from './Floating.module.css';

/** A mark that waits for its end: whose it is, since when, and the two keys that matter now. */
export function OpenMarkChip(): ReactElement | null {
  const { t } = useTranslation();
  const open = useDeskState((state) => state.open);
  const person = useRows((rows) => rows.get('person', open?.personId ?? null));
  const markKey = useCommandKeys('moment.mark');
  const releaseKey = useCommandKeys('moment.release');
  if (open === null || person === undefined) return null;

  return (
    <div className={classes['chip']}>
      <PersonBadge person={person} size="sm" />
      <span>{t('session.open.text', { time: timeWords(open.startMs) })}</span>
      <span className={classes['hint']}>
        <kbd className={classes['key']}>{markKey}</kbd> {t('session.open.end')}
      </span>
      <span className={classes['hint']}>
        <kbd className={classes['key']}>{releaseKey}</kbd> {t('session.open.leave')}
      </span>
    </div>
  );
}
