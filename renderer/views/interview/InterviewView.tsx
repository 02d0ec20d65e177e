import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InterviewId, SessionId } from '../../../shared/model/ids.ts';
import { go } from '../../state/interface.ts';
import { useRows } from '../../state/rows.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { FailedScreen, MessageScreen } from '../PlainScreen.tsx';
import { InterviewDeskView } from './InterviewDeskView.tsx';
import { useInterviews } from './useInterviews.ts';

/** The desk of a recall interview that was held: both clocks, the map between them, and what was said. */
export function InterviewView({ interviewId }: { readonly interviewId: InterviewId }): ReactElement {
  const sessionId = useRows((rows) => rows.get('interview', interviewId)?.sessionId);
  return sessionId === undefined ? (
    <Gone />
  ) : (
    <Loaded key={sessionId} interviewId={interviewId} sessionId={sessionId} />
  );
}

type Props = { readonly interviewId: InterviewId; readonly sessionId: SessionId };

function Loaded({ interviewId, sessionId }: Props): ReactElement {
  const { t } = useTranslation();
  const { interviews, isReady, failure } = useInterviews(sessionId);
  const facts = interviews.find(({ interview }) => interview.id === interviewId);
  if (failure !== null)
    return (
      <FailedScreen
        title={t('interview.loadFailed')}
        failure={failure}
        back={<BackToSession sessionId={sessionId} />}
      />
    );
  if (!isReady) return <Waiting />;
  if (facts === undefined) return <Gone />;
  return <InterviewDeskView facts={facts} interviews={interviews} />;
}

function Gone(): ReactElement {
  const { t } = useTranslation();
  return <MessageScreen title={t('interview.gone.title')} text={t('interview.gone.text')} />;
}

function BackToSession({ sessionId }: { readonly sessionId: SessionId }): ReactElement {
  const { t } = useTranslation();
  return (
    <Button variant="default" onClick={() => go({ screen: 'session', sessionId })}>
      {t('interview.toSession')}
    </Button>
  );
}
