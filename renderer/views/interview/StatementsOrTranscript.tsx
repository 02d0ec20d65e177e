import { SegmentedControl } from '@mantine/core';
import { type ReactElement, type ReactNode, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { toInterviewMs, toRecordingMs } from '../../../shared/time/align.ts';
import type { InterviewDesk } from '../../desk/interview/desk.ts';
import { alignmentOf, type InterviewFacts } from '../../desk/interview/model/facts.ts';
import { showTranscriptPanel, useTranscriptChoice } from '../../desk/transcript/choice.ts';
import type { TranscriptPlayer } from '../../desk/transcript/transcriptDesk.ts';
import { useSession } from '../../state/session.ts';
import { TranscriptPanel } from '../session/transcript/TranscriptPanel.tsx';
import classes from './interview.module.css';

type Props = {
  readonly desk: InterviewDesk;
  readonly facts: InterviewFacts;
  /** What stands there when the transcript does not. */
  readonly children: ReactNode;
};

/** The panel of an interview's desk: what was said by sentences, or the transcript of its own recording. */
export function StatementsOrTranscript({ desk, facts, children }: Props): ReactElement {
  const { t } = useTranslation();
  const isShown = useTranscriptChoice((state) => state.isShown);
  return (
    <>
      <SegmentedControl
        fullWidth
        size="xs"
        // It lets itself be squeezed to nothing by a long panel under it.
        flex="none"
        aria-label={t('transcript.interviewTabs')}
        value={isShown ? 'transcript' : 'statements'}
        data={[
          { value: 'statements', label: t('interview.statements.title') },
          { value: 'transcript', label: t('transcript.title') },
        ]}
        onChange={(value) => showTranscriptPanel(value === 'transcript')}
      />
      {isShown ? <SoundTranscript desk={desk} facts={facts} /> : children}
    </>
  );
}

function SoundTranscript({ desk, facts }: Omit<Props, 'children'>): ReactElement {
  const { recordings } = facts;
  const { sessionId } = facts.interview;
  // Transcripts come with the session, which an interview's desk does not need for anything else.
  useSession(sessionId);
  const players = useMemo(
    () => new Map(recordings.map((recording) => [recording.id, soundPlayer(desk, recording)])),
    [desk, recordings],
  );
  const playerOf = useCallback((id: RecordingId) => players.get(id) ?? null, [players]);
  return (
    <div className={classes['transcript']}>
      <TranscriptPanel sessionId={sessionId} recordings={recordings} playerOf={playerOf} />
    </div>
  );
}

/** The interview's sound in the time of one of its recordings, in which the transcript's times are. */
function soundPlayer(desk: InterviewDesk, recording: RecordingRow): TranscriptPlayer {
  const alignment = alignmentOf(recording);
  const recordingMs = (interviewMs: number): number =>
    Math.max(0, Math.round(toRecordingMs(alignment, interviewMs)));
  return {
    nowMs: () => recordingMs(desk.interview.nowMs()),
    get isPlaying() {
      return desk.interview.isPlaying;
    },
    seek: (ms) => desk.goTo(toInterviewMs(alignment, ms), desk.interview.isPlaying ? 'sound' : null),
    onFrame: (listener) => desk.interview.onFrame((interviewMs) => listener(recordingMs(interviewMs))),
  };
}
