import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MomentId, SessionId } from '../../../shared/model/ids.ts';
import { useRating } from '../../desk/ratings/ratingState.ts';
import { MomentRating } from './MomentRating.tsx';
import classes from './ratings.module.css';

type Props = { readonly momentId: MomentId; readonly sessionId: SessionId };

/** The moment and its peaks rated by instruments; drawn only while it is open, and it stays open from moment to moment. */
export const RatingSection = memo(function RatingSection({ momentId, sessionId }: Props): ReactElement {
  const { t } = useTranslation();
  const isOpen = useRating((state) => state.isOpen);
  return (
    <details open={isOpen} onToggle={(event) => useRating.setState({ isOpen: event.currentTarget.open })}>
      <summary className={classes['summary']}>{t('rating.title')}</summary>
      {isOpen && <MomentRating key={momentId} momentId={momentId} sessionId={sessionId} />}
    </details>
  );
});
