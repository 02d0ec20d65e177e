import type { CSSProperties, ReactElement } from 'react';
import type { CodeRow } from '../../../shared/model/rows.ts';
import classes from './CodeDot.module.css';
import { inkOn } from './ink.ts';

type Props = { readonly code: Pick<CodeRow, 'name' | 'key' | 'color'> };

/** A code's colour with its key, or its first letter: never colour alone. Its name always stands beside it. */
export function CodeDot({ code }: Props): ReactElement {
  const style: CSSProperties = { background: code.color, color: inkOn(code.color) };
  return (
    <span className={classes['dot']} style={style} title={code.name} aria-hidden="true">
      {(code.key ?? code.name.slice(0, 1)).toUpperCase()}
    </span>
  );
}
