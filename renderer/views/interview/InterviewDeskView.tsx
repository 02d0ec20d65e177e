import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { mediaUrl } from '../../../shared/contract/routes.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { enterInterviewDesk } from '../../commands/currentInterview.ts';
import { Player } from '../../player/Player.tsx';
import type { Player as PlayerHandle } from '../../player/types.ts';
import { useRows } from '../../state/rows.ts';
import { createInterviewDesk, type InterviewDesk } from './desk/desk.ts';
import { InterviewHeader } from './InterviewHeader.tsx';
import classes from './interview.module.css';
import { Lanes } from './Lanes.tsx';
import type { InterviewFacts } from './model/facts.ts';
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

  return (
    <div className={classes['desk']}>
      <InterviewHeader facts={facts} />
      <div className={classes['body']}>
        <main className={classes['main']} aria-label={t('interview.desk')}>
          {session !== undefined && (
            <Media
              recording={session}
              label={t('interview.session.label')}
              onReady={desk.setSessionPlayer}
              className={session.kind === 'video' ? (classes['picture'] ?? '') : (classes['hidden'] ?? '')}
            />
          )}
          <Sound desk={desk} />
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
    </div>
  );
}

type MediaProps = {
  readonly recording: RecordingRow;
  readonly label: string;
  readonly className: string;
  readonly onReady: (player: PlayerHandle | null) => void;
};

function Media({ recording, label, className, onReady }: MediaProps): ReactElement {
  const options = useMemo(
    () => ({ durationMs: recording.durationMs, averageFrameMs: recording.certificate.averageFrameMs }),
    [recording],
  );
  return (
    <div className={className}>
      <Player
        kind={recording.kind}
        url={mediaUrl(recording.id)}
        options={options}
        label={label}
        className={classes['video'] ?? ''}
        onReady={onReady}
        onError={() => undefined}
      />
    </div>
  );
}

/** The interview's recording at hand; another's while a passage of it is heard. */
function Sound({ desk }: { readonly desk: InterviewDesk }): ReactElement | null {
  const { t } = useTranslation();
  const soundId = useStore(desk.store, (state) => state.soundId);
  const recording = useRows((rows) => rows.get('recording', soundId));
  if (recording === undefined) return null;
  return (
    <Media
      key={recording.id}
      recording={recording}
      label={t('interview.sound.element')}
      onReady={desk.setSoundPlayer}
      className={classes['hidden'] ?? ''}
    />
  );
}
