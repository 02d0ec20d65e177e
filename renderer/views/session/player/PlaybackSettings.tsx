import { ActionIcon, NativeSelect, Popover, Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSettings, useSettings } from '../../../state/settings.ts';
import { SettingsIcon } from '../icons.tsx';
import classes from './PlayerBar.module.css';

const choicesMs = [0, 500, 1000, 1500, 2000, 3000, 4000, 5000, 10_000];

/** Jump back on resume, and the look-back of marks: the study's, for everybody who works in it. */
export function PlaybackSettings(): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  const label = t('session.player.settings');
  const choices = (nowMs: number): { value: string; label: string }[] =>
    [...new Set([...choicesMs, nowMs])]
      .sort((a, b) => a - b)
      .map((ms) => ({
        value: String(ms),
        label:
          ms === 0
            ? t('session.player.jumpBackOff')
            : t('session.player.seconds', { seconds: String(ms / 1000) }),
      }));

  return (
    <Popover position="top-end" withinPortal trapFocus width={300}>
      <Popover.Target>
        <Tooltip label={label} openDelay={500}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label}>
            <SettingsIcon />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={classes['popover']}>
          <NativeSelect
            label={t('session.player.jumpBack')}
            description={t('session.player.jumpBackHint')}
            data={choices(settings.jumpBackMs)}
            value={String(settings.jumpBackMs)}
            onChange={(event) => void changeSettings({ jumpBackMs: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label={t('session.player.lookBack')}
            description={t('session.player.lookBackHint')}
            data={choices(settings.lookBackMs)}
            value={String(settings.lookBackMs)}
            onChange={(event) => void changeSettings({ lookBackMs: Number(event.currentTarget.value) })}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
