import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { runById } from '../../../commands/commands.ts';
import type { Player as PlayerHandle } from '../../../player/types.ts';
import { watch } from '../../../recall/playing.ts';
import { useRows } from '../../../state/rows.ts';
import type { Tier } from '../../../timeline/types.ts';
import { DialPanel } from '../../interview/dial/DialPanel.tsx';
import { useDialTraces } from '../../interview/dial/useDialTraces.ts';
import { RecordingMedia } from '../../session/RecordingMedia.tsx';
import { RecordingTimeline } from '../../session/timeline/RecordingTimeline.tsx';
import { usePeaks } from '../../session/usePeaks.ts';
import { useRecall, useTarget } from '../recallContext.ts';
import { StopBar } from './StopBar.tsx';
import classes from './watch.module.css';

const noTiers: readonly Tier[] = [];
const noLanes: readonly never[] = [];

/** The recording as large as there is room for, and the bar that stops it. */
export function WatchStage({ recording }: { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const { peaks } = usePeaks(recording);
  const [player, setPlayer] = useState<PlayerHandle | null>(null);
  const end = useRef<(() => void) | null>(null);
  const stage = useRef<HTMLDivElement>(null);
  const dial = useRef<HTMLDivElement>(null);
  const traces = useDialTraces(recording.sessionId, recording.id);
  const recaller = useRows((rows) => {
    const person = rows.get('person', interview.recallerId);
    return person === undefined ? [] : [person];
  });
  useTarget('recording', () => stage.current?.focus());
  useTarget('dial', () =>
    dial.current?.querySelector<HTMLElement>('input[type=range], [type=submit]')?.focus(),
  );

  // Coming here, Space stops and plays at once, wherever the focus was.
  useEffect(() => stage.current?.focus(), []);
  useEffect(() => player?.setJumpBack(interview.resumeBackMs), [player, interview.resumeBackMs]);

  const take = useCallback(
    (made: PlayerHandle | null): void => {
      // Before the player is gone: where it stands is written down.
      end.current?.();
      end.current = made === null ? null : watch(recall, made);
      setPlayer(made);
    },
    [recall],
  );

  return (
    <section
      ref={stage}
      className={classes['stage']}
      data-kind={recording.kind}
      aria-label={t('recall.prepare.recording')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the recording takes the keys that stop and play.
      tabIndex={0}
    >
      <RecordingMedia recording={recording} onReady={take} className={classes['picture']} />
      <RecordingTimeline
        recording={recording}
        peaks={peaks}
        lanes={noLanes}
        tiers={noTiers}
        traces={traces}
        player={player}
        selectedMomentId={null}
        selection={null}
        onReady={(made) => {
          recall.timeline = made;
        }}
        className={classes['timeline'] ?? ''}
      />
      <div ref={dial}>
        <DialPanel
          recording={recording}
          player={player}
          people={recaller}
          interviewId={interview.id}
          onToggle={() => runById('recall.toggle')}
          onRelease={() => stage.current?.focus()}
        />
      </div>
      <StopBar recording={recording} player={player} />
    </section>
  );
}
