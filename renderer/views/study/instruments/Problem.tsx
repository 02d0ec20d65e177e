import type { ReactElement } from 'react';
import classes from './instruments.module.css';

/** What could not be saved, in words; spoken when it comes. */
export function Problem({ text }: { readonly text: string | null }): ReactElement {
  return (
    <p role="alert" className={classes['problem']}>
      {text}
    </p>
  );
}
