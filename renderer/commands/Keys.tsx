import type { ReactElement } from 'react';
import type { Chord } from './chord.ts';
import classes from './Keys.module.css';
import { keyNames } from './keyName.ts';

/** One chord as keycaps. */
export function Keys({ chord }: { readonly chord: Chord }): ReactElement {
  return (
    <span className={classes['chord']}>
      {keyNames(chord).map((name) => (
        <kbd key={name} className={classes['key']}>
          {name}
        </kbd>
      ))}
    </span>
  );
}
