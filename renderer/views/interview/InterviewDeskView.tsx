import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { enterInterviewDesk } from '../../desk/current.ts';
import { createInterviewDesk, type InterviewDesk } from '../../desk/interview/desk.ts';
import type { InterviewFacts } from '../../desk/interview/model/facts.ts';
import { takeInterviewArrival } from '../../state/arrival.ts';
import { useRows } from '../../state/rows.ts';
import { MissingRecording } from '../session/MissingRecording.tsx';
import { PersonDialog } from '../session/PersonDialog.tsx';
import { RecordingMedia } from '../session/RecordingMedia.tsx';
import { InterviewHeader } from './InterviewHeader.tsx';
import classes from './interview.module.css';
import { Lanes } from './Lanes.tsx';
import { Passages } from './Passages.tsx';
import { PlaybackBar } from './PlaybackBar.tsx';
import { Statements } from './Statements.tsx';
import { StatementsOrTranscript } from './StatementsOrTranscript.tsx';
import { SyncPanel } from './sync/SyncPanel.tsx';

type Props = {
  readonly facts: InterviewFacts;
  /** Of the session, this one among them. */
  readonly interviews: readonly InterviewFacts[];
};

export function InterviewDeskView(props: Props): ReactElement | null {
  const { id } = props.facts.interview;
  const [desk, setDesk] = useState<InterviewDesk | null>(null);
  useEffect(() => {
    const made = createInterviewDesk(id);
    const end = enterInterviewDesk(made);
    setDesk(made);
    return () => {
      end();
      made.dispose();
      setDesk(null);
    };
  }, [id]);
  return desk === null ? null : <Desk {...props} desk={desk} />;
}

function Desk({ facts, interviews, desk }: Props & { readonly desk: InterviewDesk }): ReactElement {
  const { t } = useTranslation();
  const session = useRows((rows) => rows.get('recording', facts.interview.recordingId));
  useEffect(() => desk.setFacts(facts), [desk, facts]);
  useEffect(() => {
    const interviewMs = takeInterviewArrival(desk.interviewId);
    if (interviewMs !== null) desk.goTo(interviewMs, null);
  }, [desk]);

  return (
    <div className={classes['desk']}>
      <InterviewHeader facts={facts} />
      <div className={classes['body']}>
        <main className={classes['main']} aria-label={t('interview.desk')}>
          {session !== undefined && (
            <RecordingMedia
              recording={session}
              onReady={desk.setSessionPlayer}
              className={classes['picture']}
            />
          )}
          <Sounds desk={desk} facts={facts} />
          <Lanes desk={desk} facts={facts} session={session} />
          <PlaybackBar desk={desk} facts={facts} hasSession={session !== undefined} />
        </main>
        <aside className={classes['panel']} aria-label={t('interview.statements.title')}>
          <StatementsOrTranscript desk={desk} facts={facts}>
            <Statements desk={desk} facts={facts} />
            <Passages desk={desk} interviews={interviews} />
            <SyncPanel desk={desk} facts={facts} />
          </StatementsOrTranscript>
        </aside>
      </div>
      <PersonDialog sessionId={facts.interview.sessionId} />
    </div>
  );
}

/** The interview's recording at hand, another's while a passage of it is heard; and what is missing of its own. */
function Sounds({ desk, facts }: { readonly desk: InterviewDesk; readonly facts: InterviewFacts }) {
  const soundId = useStore(desk.store, (state) => state.soundId);
  const atHand = useRows((rows) => rows.get('recording', soundId));
  return (
    <>
      {atHand !== undefined && (
        <RecordingMedia
          key={atHand.id}
          recording={atHand}
          onReady={desk.setSoundPlayer}
          className={classes['unseen']}
        />
      )}
      {facts.recordings
        .filter(({ id }) => id !== soundId)
        .map((recording) => (
          <MissingRecording key={recording.id} recording={recording} error={null} onBack={ignore} />
        ))}
    </>
  );
}

/** It is fetched when it is heard. */
const ignore = (): void => undefined;
