import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InterviewId } from '../../../shared/model/ids.ts';
import type { CallFailure } from '../../api/attempt.ts';
import { enterRecall } from '../../desk/current.ts';
import { createRecall, type Recall } from '../../recall/recall.ts';
import { finishLeftovers } from '../../recall/recorder.ts';
import { isElsewhere, isHere, useHolding } from '../../state/holding.ts';
import { tell } from '../../state/notices.ts';
import { useRows } from '../../state/rows.ts';
import { useSession } from '../../state/session.ts';
import { enterInterview, leaveInterview } from '../../state/study.ts';
import { t as translate } from '../../ui/i18n.ts';
import { BackToStudy, FailedScreen, LoadingScreen, MessageScreen } from '../PlainScreen.tsx';
import { keptMicrophone } from './parts/keptMicrophone.ts';
import { RecallFlow } from './RecallFlow.tsx';
import { RecallContext } from './recallContext.ts';

type Entry =
  | { readonly status: 'entering'; readonly isTakingOver: boolean }
  | { readonly status: 'held'; readonly recall: Recall; readonly isTakenOver: boolean }
  | { readonly status: 'elsewhere' }
  | { readonly status: 'failed'; readonly failure: CallFailure };

/** A recall interview on screen. From entering to leaving, the core sends nothing of other recallers. */
export function RecallView({ interviewId }: { readonly interviewId: InterviewId }): ReactElement {
  const { t } = useTranslation();
  const [entry, setEntry] = useState<Entry>({ status: 'entering', isTakingOver: false });
  const isEntering = entry.status === 'entering';
  const isTakingOver = isEntering && entry.isTakingOver;

  useEffect(() => {
    if (!isEntering) return;
    let isGone = false;
    void enterInterview(interviewId, isTakingOver).then((entered) => {
      if (isGone) return;
      if (entered.ok) {
        const { interview, nowMs } = entered.value;
        const recall = createRecall(interview, nowMs);
        setEntry({ status: 'held', recall, isTakenOver: isTakingOver });
      } else if (entered.failure.code === 'INTERVIEW_HELD') setEntry({ status: 'elsewhere' });
      else setEntry({ status: 'failed', failure: entered.failure });
    });
    return () => {
      isGone = true;
    };
  }, [interviewId, isEntering, isTakingOver]);

  // Another window has taken it: this one lets go, so that there is one playback and one log.
  useEffect(
    () =>
      useHolding.subscribe((now, before) => {
        if (isHere(before.holder) && isElsewhere(now.holder)) setEntry({ status: 'elsewhere' });
      }),
    [],
  );
  useEffect(() => () => void leaveInterview(), []);

  switch (entry.status) {
    case 'entering':
      return <LoadingScreen text={t('recall.entering')} />;
    case 'failed':
      return (
        <FailedScreen
          title={t('recall.enterFailed')}
          failure={entry.failure}
          onRetry={() => setEntry({ status: 'entering', isTakingOver: false })}
        />
      );
    case 'elsewhere':
      return (
        <MessageScreen
          title={t('recall.held.title')}
          text={t('recall.held.text')}
          actions={
            <>
              <Button onClick={() => setEntry({ status: 'entering', isTakingOver: true })}>
                {t('recall.held.takeOver')}
              </Button>
              <BackToStudy />
            </>
          }
        />
      );
    case 'held':
      return <Held recall={entry.recall} isTakenOver={entry.isTakenOver} />;
  }
}

/** The other window is laying down the end of what it recorded; what is left over after that is left over. */
const lastSlicesMs = 5000;

type HeldProps = { readonly recall: Recall; readonly isTakenOver: boolean };

function Held({ recall, isTakenOver }: HeldProps): ReactElement {
  const { t } = useTranslation();
  const interview = useRows((rows) => rows.get('interview', recall.interviewId));
  const load = useSession(recall.sessionId);
  const isUnderWay = interview?.status === 'underWay';

  useEffect(() => {
    const leave = enterRecall(recall);
    const timer = setTimeout(
      () =>
        void finishLeftovers(recall.interviewId).then((count) => {
          if (count > 0) tell(translate('recall.microphone.finished', { count }));
        }),
      isTakenOver ? lastSlicesMs : 0,
    );
    return () => {
      clearTimeout(timer);
      leave();
      void recall.recorder.close();
    };
  }, [recall, isTakenOver]);

  // Also after a crash: whoever comes back to an interview that is under way is recorded again at once.
  useEffect(() => {
    if (!isUnderWay || recall.recorder.store.getState().status !== 'off') return;
    recall.recorder.start(recall.clock);
    void keptMicrophone().then((deviceId) => recall.recorder.open(deviceId));
  }, [isUnderWay, recall]);

  const value = useMemo(() => (interview === undefined ? null : { recall, interview }), [recall, interview]);
  if (value === null) return <MessageScreen title={t('recall.goneTitle')} text={t('recall.goneText')} />;
  if (load.status === 'failed')
    return <FailedScreen title={t('recall.enterFailed')} failure={load.failure} onRetry={load.retry} />;
  return (
    <RecallContext value={value}>
      <RecallFlow />
    </RecallContext>
  );
}
