import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionId } from '../../../shared/model/ids.ts';
import { useAbout } from '../../desk/memos/about.ts';
import { useRating } from '../../desk/ratings/ratingState.ts';
import { useRows } from '../../state/rows.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { sessionName } from '../../ui/names.ts';
import { RatingForm } from './RatingForm.tsx';

/** A session rated as a whole. */
export function SessionRating({ sessionId }: { readonly sessionId: SessionId }): ReactElement | null {
  const { t } = useTranslation();
  const session = useRows((rows) => rows.get('session', sessionId));
  useEffect(() => {
    useRating.setState({ wantsFocus: 'session' });
    return () => useRating.setState({ wantsFocus: null });
  }, []);
  if (session === undefined) return null;
  return (
    <Dialog
      size="lg"
      onClose={() => useAbout.setState({ ratedId: null })}
      title={t('rating.sessionTitle', { name: sessionName(session) })}
    >
      <RatingForm rated={{ kind: 'session', sessionId, inSession: sessionId }} />
    </Dialog>
  );
}
