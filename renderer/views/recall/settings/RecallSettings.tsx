import { NumberInput, Switch, Text, Textarea, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../../../shared/model/settings.ts';
import { type LeadCategory, leadCategories } from '../../../../shared/model/vocabulary.ts';
import { changeSettings, useSettings } from '../../../state/settings.ts';
import classes from './RecallSettings.module.css';

const switches = ['stopsBecomeMoments', 'placesAreRated', 'othersAreShown'] as const;

/** What the study decides for its recall interviews: the opening question, the leads, and what happens by itself. */
export function RecallSettings(): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  return (
    <section aria-labelledby="settings-recall">
      <Title order={2} id="settings-recall" className={classes['title'] ?? ''}>
        {t('recall.settings.title')}
      </Title>
      <div className={classes['panel']}>
        <Textarea
          key={settings.openingQuestion}
          label={t('recall.settings.openingQuestion')}
          defaultValue={settings.openingQuestion}
          autosize
          minRows={2}
          onBlur={(event) => {
            const openingQuestion = event.currentTarget.value.trim();
            if (openingQuestion !== '' && openingQuestion !== settings.openingQuestion)
              void changeSettings({ openingQuestion });
          }}
        />
        <NumberInput
          key={settings.resumeBackMs}
          label={t('recall.settings.resumeBackMs')}
          description={t('recall.settings.resumeBackMsHint')}
          defaultValue={settings.resumeBackMs / 1000}
          min={0}
          max={30}
          step={0.5}
          decimalScale={1}
          suffix={t('settings.seconds')}
          onBlur={(event) => {
            const typed = Number.parseFloat(event.currentTarget.value.replace(',', '.'));
            const resumeBackMs = Math.round(
              Math.min(30, Math.max(0, Number.isNaN(typed) ? 0 : typed)) * 1000,
            );
            if (resumeBackMs !== settings.resumeBackMs) void changeSettings({ resumeBackMs });
          }}
        />
        {switches.map((name) => (
          <Switch
            key={name}
            label={t(`recall.settings.${name}`)}
            checked={settings[name]}
            onChange={(event) => void changeSettings({ [name]: event.currentTarget.checked })}
          />
        ))}
        <Title order={3}>{t('recall.settings.leads')}</Title>
        <Text c="dimmed" size="sm">
          {t('recall.settings.leadsHint')}
        </Text>
        {leadCategories.map((category) => (
          <LeadsOf key={category} category={category} leads={settings.leads} />
        ))}
      </div>
    </section>
  );
}

type LeadsProps = { readonly category: LeadCategory; readonly leads: readonly Lead[] };

/** One to a line; taken when the field is left. */
function LeadsOf({ category, leads }: LeadsProps): ReactElement {
  const { t } = useTranslation();
  const text = textOf(leads, category);
  return (
    <Textarea
      key={text}
      label={t(`recall.category.${category}`)}
      defaultValue={text}
      autosize
      minRows={1}
      onBlur={(event) => {
        const mine = event.currentTarget.value
          .split('\n')
          .map((line): Lead => ({ category, text: line.trim().slice(0, 500) }))
          .filter((lead) => lead.text !== '');
        if (textOf(mine, category) === text) return;
        void changeSettings({ leads: [...leads.filter((lead) => lead.category !== category), ...mine] });
      }}
    />
  );
}

const textOf = (leads: readonly Lead[], category: LeadCategory): string =>
  leads
    .filter((lead) => lead.category === category)
    .map((lead) => lead.text)
    .join('\n');
