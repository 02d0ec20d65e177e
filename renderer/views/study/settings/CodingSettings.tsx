import { Switch, TextInput, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSettings, useSettings } from '../../../state/settings.ts';
import classes from './settings.module.css';

/** As many points as there are keys that say them at the desk. */
const pointsAtMost = 7;

/** Whether coders say how sure they are, and in which words. */
export function CodingSettings(): ReactElement {
  const { t } = useTranslation();
  const { asksCertainty, certaintyScale } = useSettings();
  const words = certaintyScale.map(({ label }) => label).join(', ');
  return (
    <section aria-labelledby="settings-coding">
      <Title order={2} id="settings-coding" className={classes['title'] ?? ''}>
        {t('coding.settings.title')}
      </Title>
      <div className={classes['panel']}>
        <Switch
          label={t('coding.settings.asksCertainty')}
          checked={asksCertainty}
          onChange={(event) => void changeSettings({ asksCertainty: event.currentTarget.checked })}
        />
        <TextInput
          key={words}
          label={t('coding.settings.scale')}
          description={t('coding.settings.scaleHint')}
          defaultValue={words}
          onBlur={(event) => {
            const labels = event.currentTarget.value.split(',').flatMap((label) => label.trim() || []);
            if (labels.length === 0 || labels.join(', ') === words) return;
            const points = labels.slice(0, pointsAtMost);
            void changeSettings({
              certaintyScale: points.map((label, place) => ({
                value: place + 1,
                label: label.slice(0, 100),
              })),
            });
          }}
        />
      </div>
    </section>
  );
}
