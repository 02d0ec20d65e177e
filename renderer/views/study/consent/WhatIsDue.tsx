import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Due, whatIsDue } from '../../../../shared/model/consent-rules.ts';
import { localDate } from '../../../../shared/time/days.ts';
import { showTab } from '../../../state/interface.ts';
import { nameOf } from '../../../state/people.ts';
import { useRows } from '../../../state/rows.ts';
import { t } from '../../../ui/i18n.ts';
import { WarningIcon } from '../../../ui/icons.tsx';
import { formatIsoDate } from '../../../ui/words.ts';
import classes from './consent.module.css';

const shown = 3;

function wordsOf(due: Due): string {
  const name = nameOf(due.personId);
  if (due.kind === 'consentMissing') return t('consent.due.consentMissing', { name, count: due.uses.length });
  return t(`consent.due.${due.kind}`, { name, when: formatIsoDate(due.keptUntil) });
}

/** A line above the sessions: what somebody has to see to. Nothing, when there is nothing. */
export function WhatIsDue(): ReactElement | null {
  const { t } = useTranslation();
  const people = useRows((rows) => rows.all('person'));
  const consents = useRows((rows) => rows.all('consent'));
  const retentions = useRows((rows) => rows.all('retention'));
  const isInterrupted = useRows((rows) => rows.all('withdrawal').some(({ state }) => state !== 'done'));
  const due = whatIsDue({ people, consents, retentions }, localDate(Date.now())).map(wordsOf);
  const lines = isInterrupted ? [t('consent.due.withdrawal'), ...due] : due;
  if (lines.length === 0) return null;
  return (
    <section className={classes['due']} aria-label={t('consent.due.title')}>
      <WarningIcon className={classes['dueIcon'] ?? ''} />
      <ul className={classes['dueLines']}>
        {lines.slice(0, shown).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > shown && <li>{t('consent.due.more', { count: lines.length - shown })}</li>}
      </ul>
      <Button size="compact-sm" variant="default" onClick={() => showTab('consent')}>
        {t('consent.due.show')}
      </Button>
    </section>
  );
}
