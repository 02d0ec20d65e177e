import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionId } from '../../../shared/model/ids.ts';
import { enterDesk } from '../../desk/current.ts';
import { createDesk, type Desk, disposeDesk } from '../../desk/session/desk.ts';
import { restoreDesk } from '../../desk/session/keep.ts';
import { restoreLayout } from '../../desk/session/layout.ts';
import { recordingsOf } from '../../desk/session/recordings.ts';
import { takeSessionArrival } from '../../state/arrival.ts';
import { useRows } from '../../state/rows.ts';
import { useSession } from '../../state/session.ts';
import { FailedScreen, LoadingScreen, MessageScreen } from '../PlainScreen.tsx';
import { DeskView } from './DeskView.tsx';
import { expectPeaks } from './followPeaks.ts';

/** Somebody who came here for a span finds it selected. */
function arrive(desk: Desk): void {
  const span = takeSessionArrival(desk.sessionId);
  if (span !== null) desk.store.setState({ span });
}

/** The session on screen: its rows are loaded, then its desk is set up as it was left. */
export function SessionView({ sessionId }: { readonly sessionId: SessionId }): ReactElement {
  const { t } = useTranslation();
  const session = useRows((rows) => rows.get('session', sessionId));
  const load = useSession(sessionId);
  const [desk, setDesk] = useState<Desk | null>(null);
  const isReady = load.status === 'ready' && session !== undefined;

  useEffect(() => {
    if (!isReady) return;
    const made = createDesk(sessionId);
    let leave: (() => void) | null = null;
    let isGone = false;
    // A guess, right for every session with one recording.
    expectPeaks(recordingsOf(made)[0]?.id ?? null);
    void Promise.all([restoreDesk(made), restoreLayout()]).then(() => {
      if (isGone) return;
      arrive(made);
      expectPeaks(made.store.getState().recordingId);
      leave = enterDesk(made);
      setDesk(made);
    });
    return () => {
      isGone = true;
      expectPeaks(null);
      leave?.();
      disposeDesk(made);
      setDesk(null);
    };
  }, [isReady, sessionId]);

  if (session === undefined)
    return <MessageScreen title={t('session.gone.title')} text={t('session.gone.text')} />;
  if (load.status === 'failed')
    return <FailedScreen title={t('session.loadFailed')} failure={load.failure} onRetry={load.retry} />;
  if (desk === null) return <LoadingScreen text={t('session.loading')} />;
  return <DeskView desk={desk} session={session} />;
}
