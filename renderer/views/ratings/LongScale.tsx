import { NumberInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstrumentItemRow } from '../../../shared/model/rows.ts';
import { isOnScale } from '../../desk/ratings/scale.ts';

type Props = {
  readonly item: InstrumentItemRow;
  readonly value: number | null;
  readonly onAnswer: (value: number | null) => Promise<unknown>;
};

/** A scale with more points than stand beside each other: typed, and saved with each key that makes one of its values. */
export function LongScale({ item, value, onAnswer }: Props): ReactElement {
  const { t } = useTranslation();
  /** Null while it shows what is saved. */
  const [typed, setTyped] = useState<number | string | null>(null);
  const { label, low, high, step } = item;
  const isWrong = typed !== null && typed !== '' && !isOnScale(item, Number(typed));
  return (
    <NumberInput
      aria-label={label}
      description={t('rating.range', { low, high })}
      error={isWrong ? t('rating.badValue', { low, high, step }) : null}
      step={step}
      w="9rem"
      value={typed ?? value ?? ''}
      onChange={(next) => {
        setTyped(next);
        if (next === '') void onAnswer(null);
        else if (typeof next === 'number' && isOnScale(item, next)) void onAnswer(next);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
