import { TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime, parseTime } from '../../../../shared/time/timecode.ts';

type Props = {
  readonly label: string;
  readonly valueMs: number | null;
  readonly placeholder?: string;
  readonly onTime: (ms: number | null) => void;
};

/**
 * A time as people remember it, to the second; what was given more exactly is shown so, or who changes a digit of it would
 * lose the rest. Empty for none. Taken when the field is left, or on Enter.
 */
export function TimeInput({ label, valueMs, placeholder, onTime }: Props): ReactElement {
  const { t } = useTranslation();
  /** Null while it shows what is saved. */
  const [typed, setTyped] = useState<string | null>(null);
  const isBad = typed !== null && typed.trim() !== '' && parseTime(typed) === null;

  const take = (): void => {
    if (typed === null || isBad) return;
    const ms = typed.trim() === '' ? null : parseTime(typed);
    if (ms !== valueMs) onTime(ms);
    setTyped(null);
  };

  return (
    <TextInput
      label={label}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={typed ?? (valueMs === null ? '' : formatTime(valueMs, valueMs % 1000 === 0 ? 0 : 3))}
      error={isBad ? t('recall.ask.badTime') : null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
