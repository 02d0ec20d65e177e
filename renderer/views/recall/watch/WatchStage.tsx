import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mediaUrl } from '../../../../shared/contract/routes.ts';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { Player } from '../../../player/Player.tsx';
import type { PlayerErrorKind, Player as PlayerHandle, PlayerOptions } from '../../../player/types.ts';
import { watch } from '../../../recall/playing.ts';
import { Timeline } from '../../../timeline/Timeline.tsx';
import type { Tier } from '../../../timeline/types.ts';
import { useScheme } from '../../../ui/scheme.ts';
import { MissingRecording } from '../../session/MissingRecording.tsx';
import { usePeaks } from '../../session/usePeaks.ts';
import { useRecall, useTarget } from '../recallContext.ts';
import { StopBar } from './StopBar.tsx';
import classes from './watch.module.css';

const noTiers: readonly Tier[] = [];
const noLanes: readonly never[] = [];

const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

/** The recording as large as there is room for, and the bar that stops it. */
export function WatchStage({ recording }: { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const { scheme } = useScheme();
  const { peaks } = usePeaks(recording);
  const [player, setPlayer] = useState<PlayerHandle | null>(null);
  const [error, setError] = useState<PlayerErrorKind | null>(null);
  /** Another address makes another element: a file that was put back is loaded anew. */
  const [round, setRound] = useState(0);
  const end = useRef<(() => void) | null>(null);
  const stage = useRef<HTMLDivElement>(null);
  const isVideo = recording.kind === 'video';
  useTarget('recording', () => stage.current?.focus());

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
  const options = useMemo<PlayerOptions>(
    () => ({
      durationMs: recording.durationMs,
      averageFrameMs: recording.certificate.averageFrameMs,
    }),
    [recording],
  );
  const words = useMemo(
    () => ({ timeline: t('session.timeline.label'), overview: t('session.timeline.overview') }),
    [t],
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
      <div className={isVideo ? classes['picture'] : classes['hidden']}>
        <Player
          kind={recording.kind}
          url={round === 0 ? mediaUrl(recording.id) : `${mediaUrl(recording.id)}?again=${round}`}
          options={options}
          label={t('session.recording.picture', { name: recording.label })}
          className={classes['video'] ?? ''}
          onReady={take}
          onError={setError}
        />
      </div>
      <MissingRecording
        recording={recording}
        error={error}
        onBack={() => {
          setError(null);
          setRound(round + 1);
        }}
      />
      <Timeline
        words={words}
        durationMs={recording.durationMs}
        scheme={scheme}
        peaks={peaks}
        lanes={noLanes}
        tiers={noTiers}
        player={player}
        selectedMomentId={null}
        selection={null}
        styleNonce={styleNonce()}
        onReady={(made) => {
          recall.timeline = made;
        }}
        className={classes['timeline'] ?? ''}
      />
      <StopBar recording={recording} player={player} />
    </section>
  );
}
