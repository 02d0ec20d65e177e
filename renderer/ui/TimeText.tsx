import type { ReactElement } from 'react';
import { formatTime } from '../../shared/time/timecode.ts';
import classes from './TimeText.module.css';

type Props = { readonly ms: number; readonly decimals?: 0 | 1 | 3 };

/** An instant or a duration in tabular figures, `h:mm:ss.d`. */
export function TimeText({ ms, decimals = 1 }: Props): ReactElement {
  return <span className={classes['time']}>{formatTime(ms, decimals)}</span>;
}
