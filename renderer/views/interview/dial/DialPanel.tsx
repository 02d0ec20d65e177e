import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { InterviewId } from '../../../../shared/model/ids.ts';
import type { PersonRow, RecordingRow } from '../../../../shared/model/rows.ts';
import { showDial, useDial } from '../../../desk/dial/dialState.ts';
import type { Player } from '../../../player/types.ts';
import { DialSetUp } from './DialSetUp.tsx';
import { DialTraces } from './DialTraces.tsx';
import { DialTurning } from './DialTurning.tsx';
import classes from './dial.module.css';

type Props = {
  readonly recording: RecordingRow;
  readonly player: Player | null;
  /** Who may turn it. */
  readonly people: readonly PersonRow[];
  /** The recall interview in which it is turned; null on the session's own desk. */
  readonly interviewId: InterviewId | null;
  /** What Space does at the dial. */
  readonly onToggle: () => void;
  /** Escape at the dial, and its end. */
  readonly onRelease?: () => void;
};

/** A continuous rating while the recording plays; between the timeline and the player while it is open. */
export function DialPanel(props: Props): ReactElement | null {
  const { recording, player, people, interviewId, onToggle, onRelease } = props;
  const { t } = useTranslation();
  const dial = useDial((state) => state.dial);
  // Its trace is of this recording: another one on the desk is another dial.
  useEffect(() => () => showDial({ status: 'closed' }), []);
  if (dial.status === 'closed' || player === null) return null;
  return (
    <section className={classes['panel']} aria-label={t('interview.dial.title')}>
      {dial.status === 'setUp' ? (
        <>
          <DialSetUp recording={recording} people={people} interviewId={interviewId} onCancel={onRelease} />
          <DialTraces sessionId={recording.sessionId} recordingId={recording.id} />
        </>
      ) : (
        <DialTurning
          key={dial.traceId}
          dial={dial}
          player={player}
          onToggle={onToggle}
          onRelease={onRelease}
        />
      )}
    </section>
  );
}
