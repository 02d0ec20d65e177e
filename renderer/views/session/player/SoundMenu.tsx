import { ActionIcon, Popover, Slider, Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { usePlayer, usePlayerFact } from '../deskContext.ts';
import { MutedIcon, SpeakerIcon } from '../icons.tsx';
import { useSpeakers } from '../useSpeakers.ts';
import classes from './PlayerBar.module.css';
import soundClasses from './SoundMenu.module.css';

/** Volume, of all and of each channel; and one speaker alone. */
export function SoundMenu({ recording }: { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const player = usePlayer();
  const volume = usePlayerFact(['volume'], (now) => now.volume, 1);
  const channelCount = usePlayerFact([], (now) => now.channelGains.length, 0);
  const label = t('session.player.sound');

  return (
    <Popover position="top-end" withinPortal trapFocus>
      <Popover.Target>
        <Tooltip label={label} openDelay={500}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label}>
            {volume === 0 ? <MutedIcon /> : <SpeakerIcon />}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={classes['popover']}>
          <Level
            label={t('session.player.volume')}
            value={volume}
            most={1}
            onChange={(value) => player?.setVolume(value)}
          />
          {channelCount > 1 && <Channels recording={recording} channelCount={channelCount} />}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

type ChannelsProps = { readonly recording: RecordingRow; readonly channelCount: number };

function Channels({ recording, channelCount }: ChannelsProps): ReactElement {
  const { t } = useTranslation();
  const player = usePlayer();
  const speakers = useSpeakers(recording.sessionId);
  const gains = usePlayerFact(['channels'], (now) => now.channelGains.join(' '), '')
    .split(' ')
    .map(Number);
  const solo = usePlayerFact(['channels'], (now) => now.solo, null);
  const channels = Array.from({ length: channelCount }, (_, channel) => {
    const person = speakers.find((speaker) => speaker.channel === channel)?.person;
    return { channel, person, name: person?.name ?? t('session.player.channel', { number: channel + 1 }) };
  });

  return (
    <>
      <fieldset className={soundClasses['solo']}>
        <legend className={soundClasses['legend']}>{t('session.player.listen')}</legend>
        <UnstyledButton
          className={soundClasses['choice'] ?? ''}
          aria-pressed={solo === null}
          onClick={() => player?.setSolo(null)}
        >
          {t('session.player.everyone')}
        </UnstyledButton>
        {channels.map(({ channel, person, name }) => (
          <UnstyledButton
            key={channel}
            className={soundClasses['choice'] ?? ''}
            aria-pressed={solo === channel}
            aria-label={t('session.player.listenTo', { name })}
            onClick={() => player?.setSolo(solo === channel ? null : channel)}
          >
            {person !== undefined && <PersonBadge person={person} size="sm" />}
            {name}
          </UnstyledButton>
        ))}
      </fieldset>
      {channels.map(({ channel, name }) => (
        <Level
          key={channel}
          label={t('session.player.volumeOf', { name })}
          value={gains[channel] ?? 1}
          most={2}
          onChange={(value) => player?.setChannelGain(channel, value)}
        />
      ))}
    </>
  );
}

type LevelProps = {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
};

function Level({ label, value, most, onChange }: LevelProps): ReactElement {
  const { t } = useTranslation();
  const percent = Math.round(value * 100);
  return (
    <div className={classes['row']}>
      <span className={classes['rowLabel']}>{label}</span>
      <Slider
        size="sm"
        min={0}
        max={most}
        step={0.05}
        value={value}
        onChange={onChange}
        label={t('common.percent', { percent })}
        thumbLabel={label}
        {...(most > 1 ? { marks: [{ value: 1 }] } : {})}
      />
    </div>
  );
}
