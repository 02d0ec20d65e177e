import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import type { CommandId } from '../../../commands/command.ts';
import { labelOf, runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { returnToRecording } from '../../../desk/session/desk.ts';
import { ChevronDownIcon } from '../../../ui/icons.tsx';
import { useDesk, useDeskState, usePlayer, usePlayerFact } from '../deskContext.ts';
import { FrameBackIcon, FrameForwardIcon, LoopIcon, MarkIcon, PauseIcon, PlayIcon } from '../icons.tsx';
import { PlaybackSettings } from './PlaybackSettings.tsx';
import classes from './PlayerBar.module.css';
import { SoundMenu } from './SoundMenu.tsx';
import { TimeReadout } from './TimeReadout.tsx';

const rates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** Plays the recording. Clicks leave the focus where it was, so that Space stays play and pause. */
export function PlayerBar({ recording }: { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const isPlaying = usePlayerFact(['play', 'pause', 'ended'], (player) => player.isPlaying, false);
  const isLooping = useDeskState((state) => state.isLooping);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus; it does nothing of its own.
    <div className={classes['frame']} onMouseDown={keepFocus}>
      <div className={classes['bar']} role="toolbar" aria-label={t('session.player.label')}>
        <div className={classes['side']}>
          <TimeReadout durationMs={recording.durationMs} />
          <span className={classes['duration']}>
            {t('session.player.duration', { duration: formatTime(recording.durationMs, 1) })}
          </span>
        </div>
        <div className={classes['middle']}>
          <Tool
            id="playback.stepBack"
            icon={<FrameBackIcon />}
            {...(recording.kind === 'video' ? { label: t('session.player.frameBack') } : {})}
          />
          <PlayButton isPlaying={isPlaying} />
          <Tool
            id="playback.stepForward"
            icon={<FrameForwardIcon />}
            {...(recording.kind === 'video' ? { label: t('session.player.frameForward') } : {})}
          />
          <Tool id="moment.loop" icon={<LoopIcon />} isPressed={isLooping} label={t('session.player.loop')} />
          <MarkButton />
        </div>
        <div className={classes['side']} data-end>
          <SpeedMenu />
          <SoundMenu recording={recording} />
          <PlaybackSettings />
        </div>
      </div>
    </div>
  );
}

function keepFocus(event: React.MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('input, [role=slider]') === null)
    event.preventDefault();
}

function PlayButton({ isPlaying }: { readonly isPlaying: boolean }): ReactElement {
  const { t } = useTranslation();
  const label = t(isPlaying ? 'session.player.pause' : 'session.player.play');
  const keys = useCommandKeys('playback.toggle');
  return (
    <Tooltip label={`${label}  ${keys}`} openDelay={500}>
      <ActionIcon
        variant="filled"
        radius="xl"
        size={44}
        aria-label={label}
        onClick={() => runById('playback.toggle')}
      >
        {isPlaying ? <PauseIcon size="1.5em" /> : <PlayIcon size="1.5em" />}
      </ActionIcon>
    </Tooltip>
  );
}

function MarkButton(): ReactElement {
  const keys = useCommandKeys('moment.mark');
  const label = labelOf('moment.mark');
  return (
    <Tooltip label={`${label}  ${keys}`} openDelay={500}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => runById('moment.mark')}
      >
        <MarkIcon />
      </ActionIcon>
    </Tooltip>
  );
}

type ToolProps = {
  readonly id: CommandId;
  readonly icon: ReactElement;
  readonly label?: string;
  readonly isPressed?: boolean;
};

function Tool({ id, icon, label = labelOf(id), isPressed }: ToolProps): ReactElement {
  const keys = useCommandKeys(id);
  return (
    <Tooltip label={`${label}  ${keys}`} openDelay={500}>
      <ActionIcon
        variant={isPressed === true ? 'light' : 'subtle'}
        color={isPressed === true ? 'accent' : 'gray'}
        size="lg"
        aria-label={label}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        onClick={() => runById(id)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function SpeedMenu(): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const player = usePlayer();
  const rate = usePlayerFact(['rate'], (now) => now.rate, 1);
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes['speed'] ?? ''}
          aria-label={`${t('session.player.speed')} ${rate} ×`}
        >
          {t('session.player.speedValue', { rate })}
          <ChevronDownIcon size="0.9em" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('session.player.speed')}</Menu.Label>
        {rates.map((each) => (
          <Menu.RadioItem
            key={each}
            value={String(each)}
            checked={each === rate}
            closeMenuOnClick
            className={classes['rate'] ?? ''}
            onChange={() => {
              player?.setRate(each);
              returnToRecording(desk);
            }}
          >
            {t('session.player.speedValue', { rate: each })}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
