import { NumberInput } from '@mantine/core';
import { type ReactElement, type Ref, useState } from 'react';

type Props = {
  readonly label: string;
  readonly value: number | null;
  readonly onValue: (value: number | null) => void;
  readonly description?: string;
  readonly isLabelHidden?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
};

/** 1 to 9, half points allowed: saved with each key that makes one of them. */
export function ScaleInput({
  label,
  value,
  onValue,
  description,
  isLabelHidden = false,
  inputRef,
}: Props): ReactElement {
  /** Null while it shows what is saved. */
  const [typed, setTyped] = useState<number | string | null>(null);
  return (
    <NumberInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      {...(description === undefined ? {} : { description })}
      {...(inputRef === undefined ? {} : { ref: inputRef })}
      min={1}
      max={9}
      step={0.5}
      decimalScale={1}
      value={typed ?? value ?? ''}
      onChange={(next) => {
        setTyped(next);
        if (next === '') onValue(null);
        else if (typeof next === 'number' && next >= 1 && next <= 9 && Number.isInteger(next * 2))
          onValue(next);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
