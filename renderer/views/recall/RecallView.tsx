import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InterviewId } from '../../../shared/model/ids.ts';
import type { CallFailure } from '../../api/attempt.ts';
import { enterRecall } from '../../commands/currentRecall.ts';
import { createRecall, type Recall } from '../../recall/recall.ts';
import { finishLeftovers } from '../../recall/recorder.ts';
import { go } from '../../state/interface.ts';
import { tell } from '../../state/notices.ts';
import { useRows } from '../../state/rows.ts';
import { useSession } from '../../state/session.ts';
import { enterInterview, leaveInterview } from '../../state/study.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { t as translate } from '../../ui/i18n.ts';
import { keptMicrophone } from './parts/keptMicrophone.ts';
import { RecallFlow } from './RecallFlow.tsx';
import classes from './RecallView.module.css';
import { RecallContext } from './recallContext.ts';

/** A recall interview on screen. From entering to leaving, the core sends nothing of other recallers. */
export function RecallView({ interviewId }: { readonly interviewId: InterviewId }): ReactElement {
  const { t } = useTranslation();
  const [recall, setRecall] = useState<Recall | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` tries again after a failure.
  useEffect(() => {
    let isGone = false;
    let leave: (() => void) | null = null;
    void enterInterview(interviewId).then((entered) => {
      if (isGone) return;
      if (!entered.ok) {
        setFailure(entered.failure);
        return;
      }
      const made = createRecall(entered.value.interview, entered.value.nowMs);
      leave = hold(made);
      setRecall(made);
    });
    return () => {
      isGone = true;
      leave?.();
      setRecall(null);
      setFailure(null);
      void leaveInterview();
    };
  }, [interviewId, round]);

  if (failure !== null)
    return (
      <main className={classes['plain']}>
        <FailureNotice title={t('recall.enterFailed')} failure={failure} onRetry={() => setRound(round + 1)}>
          <BackButton />
        </FailureNotice>
      </main>
    );
  if (recall === null)
    return (
      <main className={classes['plain']}>
        <p role="status" className={classes['loading']}>
          {t('recall.entering')}
        </p>
      </main>
    );
  return <Entered recall={recall} />;
}

/** What goes on for as long as the interview is on screen. Answers how to end it. */
function hold(recall: Recall): () => void {
  const leave = enterRecall(recall);
  void finishLeftovers(recall.interviewId).then((count) => {
    if (count > 0) tell(translate('recall.microphone.finished', { count }));
  });
  return () => {
    leave();
    void recall.recorder.close();
  };
}

function Entered({ recall }: { readonly recall: Recall }): ReactElement {
  const { t } = useTranslation();
  const interview = useRows((rows) => rows.get('interview', recall.interviewId));
  const load = useSession(recall.sessionId);
  const isUnderWay = interview?.status === 'underWay';

  // Also after a crash: whoever comes back to an interview that is under way is recorded again at once.
  useEffect(() => {
    if (!isUnderWay || recall.recorder.store.getState().status !== 'off') return;
    recall.recorder.start(recall.clock);
    void keptMicrophone().then((deviceId) => recall.recorder.open(deviceId));
  }, [isUnderWay, recall]);

  const value = useMemo(() => (interview === undefined ? null : { recall, interview }), [recall, interview]);
  if (value === null)
    return (
      <main className={classes['plain']}>
        <EmptyState title={t('recall.goneTitle')} order={2} actions={<BackButton />}>
          {t('recall.goneText')}
        </EmptyState>
      </main>
    );
  if (load.status === 'failed')
    return (
      <main className={classes['plain']}>
        <FailureNotice title={t('recall.enterFailed')} failure={load.failure} onRetry={load.retry}>
          <BackButton />
        </FailureNotice>
      </main>
    );
  return (
    <RecallContext value={value}>
      <RecallFlow />
    </RecallContext>
  );
}

function BackButton(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button variant="default" onClick={() => go({ screen: 'study' })}>
      {t('session.back')}
    </Button>
  );
}
