import { NumberInput, Select } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryClause } from '../../../../../shared/model/query.ts';
import { useRows } from '../../../../state/rows.ts';
import { type Choice, usePersonChoices } from '../../useChoices.ts';
import classes from '../query.module.css';
import { Some } from './ChoiceFields.tsx';

type RatingClause = Extract<QueryClause, { kind: 'rating' }>;
type Props = { readonly clause: RatingClause; readonly onChange: (clause: RatingClause) => void };

/** Which item, from where to where on its scale, and whose ratings count. */
export function RatingFields({ clause, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const instruments = useRows((rows) => rows.all('instrument'));
  const items = useRows((rows) => rows.all('instrumentItem'));
  const personIds = useRows((rows) => rows.all('person').map(({ id }) => id));
  const people = usePersonChoices();
  const scales = useMemo(() => {
    const names = new Map<string, string>(instruments.map(({ id, name }) => [id, name]));
    return items
      .filter(({ kind }) => kind === 'scale')
      .toSorted((a, b) =>
        a.instrumentId < b.instrumentId ? -1 : a.instrumentId > b.instrumentId ? 1 : a.position - b.position,
      )
      .map((item) => ({ item, label: `${names.get(item.instrumentId) ?? ''}: ${item.label}` }));
  }, [instruments, items]);
  const chosen = items.find(({ id }) => id === clause.itemId);
  const edge = (label: string, value: number | null, take: (value: number | null) => void): ReactElement => (
    <NumberInput
      size="xs"
      label={label}
      value={value ?? ''}
      step={chosen?.step ?? 1}
      {...(chosen === undefined ? {} : { min: chosen.low, max: chosen.high })}
      onChange={(typed) => take(typed === '' ? null : Number(typed))}
    />
  );

  return (
    <div className={classes['clauseFields']}>
      <Select
        size="sm"
        aria-label={t('find.query.choose.item')}
        searchable
        limit={60}
        allowDeselect={false}
        value={clause.itemId}
        data={scales.map(({ item, label }): Choice => ({ value: item.id, label }))}
        onChange={(value) => {
          const item = items.find(({ id }) => id === value);
          if (item !== undefined) onChange({ ...clause, itemId: item.id });
        }}
      />
      <div className={classes['sentence']}>
        {edge(t('find.query.atLeast'), clause.atLeast, (atLeast) => onChange({ ...clause, atLeast }))}
        {edge(t('find.query.atMost'), clause.atMost, (atMost) => onChange({ ...clause, atMost }))}
      </div>
      <Some
        label={t('find.query.choose.rater')}
        chosen={clause.personIds ?? []}
        ids={personIds}
        choices={people}
        onChoose={(chosenIds) =>
          onChange({ ...clause, personIds: chosenIds.length === 0 ? null : chosenIds })
        }
      />
    </div>
  );
}
