import { TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { formatTime, parseTime } from '../../../../shared/time/timecode.ts';
import { focusOn } from '../../../desk/session/desk.ts';
import { useDesk } from '../deskContext.ts';
import classes from './Inspector.module.css';

type Props = {
  readonly label: string;
  readonly valueMs: number;
  /** Answers whether it was taken; what was not stays in the field, to be mended. */
  readonly onTime: (ms: number) => Promise<boolean>;
  readonly onBad: () => void;
  /** What was there is put back: there is nothing to complain of any more. */
  readonly onReset: () => void;
};

/** A time as `h:mm:ss.mmm`, taken on Enter and when the field is left; Escape puts back what was there. */
export function TimeField({ label, valueMs, onTime, onBad, onReset }: Props): ReactElement {
  const desk = useDesk();
  /** Null while it shows what is saved. */
  const [typed, setTyped] = useState<string | null>(null);

  const take = async (): Promise<void> => {
    if (typed === null) return;
    const ms = parseTime(typed);
    if (ms === null) onBad();
    else if (ms === valueMs || (await onTime(ms))) setTyped(null);
  };

  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={typed ?? formatTime(valueMs)}
      classNames={{ input: classes['timeInput'] ?? '' }}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => void take()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void take();
        else if (event.key === 'Escape') {
          setTyped(null);
          onReset();
          focusOn(desk, 'recording');
        } else return;
        event.preventDefault();
      }}
    />
  );
}
