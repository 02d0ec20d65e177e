import { NativeSelect, NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryNear } from '../../../../../shared/model/query.ts';
import { asGroup, querySets, withSet } from '../../../../desk/find/draft.ts';
import panel from '../../find.module.css';
import { ClauseGroup } from '../ClauseGroup.tsx';
import classes from '../query.module.css';

type Props = {
  readonly clause: QueryNear;
  readonly depth: number;
  readonly onChange: (clause: QueryNear) => void;
};

const sides = ['before', 'after', 'either'] as const;
const mostSeconds = 360_000;

/** "At most 60 seconds before a stop which …", in the order in which it is said. */
export function NearFields({ clause, depth, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const { to, where, withinMs, side } = clause;
  return (
    <div className={classes['clauseFields']}>
      <div className={classes['sentence']}>
        <NumberInput
          size="xs"
          label={t('find.query.near.within')}
          value={withinMs / 1000}
          min={0}
          max={mostSeconds}
          step={5}
          decimalScale={3}
          clampBehavior="strict"
          onChange={(value) => onChange({ ...clause, withinMs: Math.round(Number(value) * 1000) })}
        />
        <NativeSelect
          size="xs"
          label={t('find.query.near.side')}
          value={side}
          data={sides.map((each) => ({ value: each, label: t(`find.query.near.${each}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...clause, side: sides.find((each) => each === value) ?? 'either' })
          }
        />
        <NativeSelect
          size="xs"
          label={t('find.query.near.to')}
          value={to}
          data={querySets.map((each) => ({ value: each, label: t(`find.query.near.set.${each}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const next = withSet({ of: to, where }, querySets.find((each) => each === value) ?? to);
            onChange({ ...clause, to: next.of, where: next.where });
          }}
        />
      </div>
      {asGroup(where).of.length > 0 && <span className={panel['hint']}>{t('find.query.near.which')}</span>}
      <ClauseGroup
        group={asGroup(where)}
        of={to}
        depth={depth + 1}
        onChange={(next) => onChange({ ...clause, where: next })}
      />
    </div>
  );
}
