import { Switch, TextInput, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudySettings } from '../../../../shared/model/settings.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import { useSettings } from '../../../state/study.ts';
import classes from './settings.module.css';

const change = (settings: Partial<StudySettings>): void =>
  void orShow(write(client.study.configure({ settings, actor: actorNow() })));

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
          onChange={(event) => change({ asksCertainty: event.currentTarget.checked })}
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
            change({
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
