import { UnstyledButton } from '@mantine/core';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../../../shared/model/settings.ts';
import { leadCategories } from '../../../../shared/model/vocabulary.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { focusOn } from '../../../recall/recall.ts';
import { giveLead } from '../../../recall/statements.ts';
import { useSettings } from '../../../state/settings.ts';
import { useRecall, useRecallState, useTarget } from '../recallContext.ts';
import classes from './watch.module.css';

/** The study's leads by category. Choosing one keeps that it was given, and the answer is written under it. */
export function Leads(): ReactElement {
  const { t } = useTranslation();
  const { leads } = useSettings();
  const node = useRef<HTMLElement>(null);
  useTarget('leads', () => node.current?.querySelector('button')?.focus());
  return (
    <section ref={node} className={classes['leads']} aria-labelledby="watch-leads">
      <h3 id="watch-leads">{t('recall.watch.leads')}</h3>
      <ul>
        {leadCategories.flatMap((category) =>
          leads
            .filter((lead) => lead.category === category)
            .map((lead, index) => (
              <li key={`${category} ${lead.text}`}>
                <LeadButton
                  lead={lead}
                  isFirst={index === 0}
                  isAlone={leads.filter((each) => each.category === category).length === 1}
                />
              </li>
            )),
        )}
      </ul>
    </section>
  );
}

type LeadProps = {
  readonly lead: Lead;
  readonly isFirst: boolean;
  /** Of its category: then its own words say which that is. */
  readonly isAlone: boolean;
};

function LeadButton({ lead, isFirst, isAlone }: LeadProps): ReactElement {
  const { t } = useTranslation();
  const { recall } = useRecall();
  const isGiven = useRecallState(({ slot }) => slot.lead === lead.text);
  const keys = useCommandKeys(`lead.${lead.category}`);
  return (
    <UnstyledButton
      className={classes['lead'] ?? ''}
      data-given={isGiven || undefined}
      title={t(`recall.category.${lead.category}`)}
      onClick={() => void giveAndWrite()}
    >
      {isFirst && !isAlone && (
        <span className={classes['leadCategory']}>{t(`recall.category.${lead.category}`)}</span>
      )}
      <span className={classes['leadText']}>{lead.text}</span>
      {isFirst && <kbd className={classes['leadKey']}>{keys}</kbd>}
    </UnstyledButton>
  );

  async function giveAndWrite(): Promise<void> {
    await giveLead(recall, lead);
    focusOn(recall, 'statement');
  }
}
