import { Switch, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSettings, useSettings } from '../../../state/settings.ts';
import classes from './settings.module.css';

const choices = ['keepsFileNames', 'removesTags'] as const;

/** What the study keeps of imported files beside what is heard and seen. */
export function ImportSettings(): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  return (
    <section aria-labelledby="settings-imports">
      <Title order={2} id="settings-imports" className={classes['title'] ?? ''}>
        {t('settings.imports')}
      </Title>
      <Text c="dimmed" size="sm" className={classes['hint'] ?? ''}>
        {t('settings.importsHint')}
      </Text>
      <div className={classes['panel']}>
        {choices.map((choice) => (
          <Switch
            key={choice}
            label={t(`settings.${choice}`)}
            description={t(`settings.${choice}Hint`)}
            checked={settings[choice]}
            onChange={(event) => {
              const wanted = { [choice]: event.currentTarget.checked };
              void changeSettings(wanted);
            }}
          />
        ))}
      </div>
    </section>
  );
}
