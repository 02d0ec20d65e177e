import { NumberInput, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { mirror, write } from '../../../state/rows.ts';
import { changeSettings, useSettings } from '../../../state/settings.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import { RecallSettings } from '../../recall/settings/RecallSettings.tsx';
import { SealSettings } from '../../seal/SealSettings.tsx';
import { Backups } from './Backups.tsx';
import { CodingSettings } from './CodingSettings.tsx';
import { ImportSettings } from './ImportSettings.tsx';
import { NoNetwork } from './NoNetwork.tsx';
import classes from './settings.module.css';

/** What the study decides for everybody in it, its note, and its backups. */
export function Settings(): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  return (
    <div className={classes['columns']}>
      <section aria-labelledby="settings-playback">
        <Title order={2} id="settings-playback" className={classes['title'] ?? ''}>
          {t('settings.playback')}
        </Title>
        <div className={classes['panel']}>
          <Seconds name="lookBackMs" valueMs={settings.lookBackMs} />
          <Seconds name="jumpBackMs" valueMs={settings.jumpBackMs} />
          <DraftTextarea
            label={t('settings.note')}
            placeholder={t('settings.noteHint')}
            minRows={4}
            source={{
              key: 'study.note',
              read: () => mirror.all('study')[0]?.note ?? '',
              save: (note, step) => write(client.study.update({ note, step, actor: actorNow() })),
            }}
          />
        </div>
      </section>
      <ImportSettings />
      <section aria-labelledby="settings-backups">
        <Title order={2} id="settings-backups" className={classes['title'] ?? ''}>
          {t('settings.backups')}
        </Title>
        <Text c="dimmed" size="sm" className={classes['hint'] ?? ''}>
          {t('settings.backupsHint')}
        </Text>
        <Backups />
      </section>
      <SealSettings />
      <NoNetwork />
      <RecallSettings />
      <CodingSettings />
    </div>
  );
}

type SecondsProps = { readonly name: 'lookBackMs' | 'jumpBackMs'; readonly valueMs: number };

/** Shown in seconds, kept in milliseconds. */
function Seconds({ name, valueMs }: SecondsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={t(`settings.${name}`)}
      description={t(`settings.${name}Hint`)}
      key={`${name} ${valueMs}`}
      defaultValue={valueMs / 1000}
      min={0}
      max={30}
      step={0.5}
      decimalScale={1}
      suffix={t('settings.seconds')}
      onBlur={(event) => {
        const typed = Number.parseFloat(event.currentTarget.value.replace(',', '.'));
        const next = Math.round(Math.min(30, Math.max(0, Number.isNaN(typed) ? 0 : typed)) * 1000);
        if (next === valueMs) return;
        void changeSettings({ [name]: next });
      }}
    />
  );
}
