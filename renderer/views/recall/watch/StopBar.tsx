import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { samplingStopMs } from '../../../../shared/model/stopping.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import type { Player } from '../../../player/types.ts';
import { resume, stopOrResume } from '../../../recall/playing.ts';
import { useRows } from '../../../state/rows.ts';
import { icon } from '../../../ui/icons.tsx';
import { useRecall, useRecallState } from '../recallContext.ts';
import { useCoverageWords } from './useCoverageWords.ts';
import classes from './watch.module.css';

const StopIcon = icon('M5.5 5.5h9v9h-9Z');
const PlayIcon = icon('M6.5 4v12l9.5-6Z');
const SlowerIcon = icon('M16 5v10l-6-5ZM9 5v10l-6-5Z');
const FasterIcon = icon('M4 5v10l6-5ZM11 5v10l6-5Z');

/** One large Stop, which plays on when it stands; around it where it stands and how fast it plays. */
export function StopBar({
  recording,
  player,
}: {
  readonly recording: RecordingRow;
  readonly player: Player | null;
}): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const isPlaying = useRecallState((state) => state.isPlaying);
  const isBlank = useRecallState((state) => state.isBlank);
  const dueId = useRecallState((state) => state.dueId);
  const hasStops = useRecallState((state) => state.stopId !== null || state.slot.said.heldUp !== null);
  const keys = useCommandKeys('recall.toggle');

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click leaves the focus where it was; it does nothing of its own.
    <div className={classes['bar']} onMouseDown={keepFocus}>
      <div className={classes['barSide']}>
        <Readout player={player} />
        <span className={classes['duration']}>
          {t('session.player.duration', { duration: formatTime(recording.durationMs, 1) })}
        </span>
      </div>
      {isPlaying && interview.whoMayStop === 'rule' ? (
        <ByRule player={player} />
      ) : (
        <Button
          className={classes['stop'] ?? ''}
          data-playing={isPlaying || undefined}
          variant={isPlaying ? 'filled' : 'default'}
          leftSection={isPlaying ? <StopIcon size="1.6em" /> : <PlayIcon size="1.6em" />}
          rightSection={<span className={classes['stopKeys']}>{keys}</span>}
          onClick={() => stopOrResume(recall, 'button')}
        >
          {t(isPlaying ? 'recall.watch.stop' : hasStops ? 'recall.watch.resume' : 'recall.watch.start')}
        </Button>
      )}
      <div className={classes['barSide']} data-end>
        <Rate player={player} />
        <span className={classes['coverage']}>
          {t('recall.coverage')} {useCoverageWords()}
        </span>
        <Button variant="default" size="compact-md" onClick={() => runById('recall.openWindow')}>
          {t('recall.watch.window')}
        </Button>
        <Button
          variant={isBlank ? 'filled' : 'default'}
          size="compact-md"
          aria-label={t(isBlank ? 'recall.watch.unblank' : 'recall.watch.blank')}
          onClick={() => runById('recall.blank')}
        >
          {t(isBlank ? 'recall.watch.unblankShort' : 'recall.watch.blankShort')}
        </Button>
      </div>
      {dueId !== null && (
        <div className={classes['due']} role="status">
          {t('recall.watch.due')}
          <Button size="compact-sm" onClick={() => stopOrResume(recall, 'button')}>
            {t('recall.watch.dueStop')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => resume(recall)}>
            {t('recall.watch.duePass')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Where it will stop by itself, in the place of a Stop that nobody may press; and a pause, which is none. */
function ByRule({ player }: { readonly player: Player | null }): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const keys = useCommandKeys('recall.pause');
  const places = useRows((rows) => rows.of('place', interview.id));
  const fromMs = player?.nowMs() ?? 0;
  const ahead = places
    .filter(({ visited }) => visited === null)
    .map(samplingStopMs)
    .filter((ms) => ms !== null && ms > fromMs);
  const nextMs = Math.min(...ahead.map(Number));
  return (
    <div className={classes['byRule']}>
      <span role="status">
        {Number.isFinite(nextMs)
          ? t('recall.watch.ruleStops', { time: formatTime(nextMs, 0) })
          : t('recall.watch.ruleNone')}
      </span>
      <Button variant="default" title={keys} onClick={() => runById('recall.pause')}>
        {t('recall.watch.pause')}
      </Button>
    </div>
  );
}

function keepFocus(event: React.MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('input') === null) event.preventDefault();
}

/** Where playback stands, written straight into the document, past React. */
function Readout({ player }: { readonly player: Player | null }): ReactElement {
  const { t } = useTranslation();
  const node = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = node.current;
    if (player === null || element === null) return;
    const show = (ms: number): void => {
      element.textContent = formatTime(ms, 1);
    };
    show(player.nowMs());
    return player.onFrame(show);
  }, [player]);
  return (
    <span ref={node} role="timer" aria-label={t('recall.watch.time')} className={classes['time']}>
      {formatTime(0, 1)}
    </span>
  );
}

function Rate({ player }: { readonly player: Player | null }): ReactElement {
  const { t } = useTranslation();
  const rate = useSyncExternalStore(
    (listener) => player?.on('rate', listener) ?? (() => undefined),
    () => player?.rate ?? 1,
  );
  return (
    <span className={classes['rate']}>
      <Tooltip label={t('recall.watch.slower')} openDelay={500}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('recall.watch.slower')}
          onClick={() => runById('recall.slower')}
        >
          <SlowerIcon />
        </ActionIcon>
      </Tooltip>
      {t('session.player.speedValue', { rate })}
      <Tooltip label={t('recall.watch.faster')} openDelay={500}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('recall.watch.faster')}
          onClick={() => runById('recall.faster')}
        >
          <FasterIcon />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
