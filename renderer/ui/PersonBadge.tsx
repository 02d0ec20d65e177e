import type { CSSProperties, ReactElement } from 'react';
import type { PersonRow } from '../../shared/model/rows.ts';
import classes from './PersonBadge.module.css';
import { personLook } from './people.ts';

type Props = {
  readonly person: Pick<PersonRow, 'name' | 'role' | 'kind'>;
  readonly size?: 'sm' | 'md';
};

/** A person's colour, letters and shape. Says nothing to a screen reader: the name always stands beside it. */
export function PersonBadge({ person, size = 'md' }: Props): ReactElement {
  const { color, ink, letters, shape } = personLook(person);
  const style: CSSProperties = { background: color, color: ink };
  return (
    <span
      className={classes['badge']}
      data-shape={shape}
      data-size={size}
      data-long={letters.length > 2 || undefined}
      style={style}
      aria-hidden="true"
    >
      {letters}
    </span>
  );
}
