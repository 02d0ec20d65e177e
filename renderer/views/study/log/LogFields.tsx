import type { ReactElement } from 'react';
import { fieldLines, type Owner } from './fieldLines.ts';
import classes from './log.module.css';

type Side = object | null;
type Props = {
  readonly title: string;
  readonly owner: Owner;
  readonly before: Side;
  readonly after: Side;
};

/** The fields that differ, in words. */
export function LogFields({ title, owner, before, after }: Props): ReactElement {
  const isChange = before !== null && after !== null;
  return (
    <>
      <h3 className={classes['pieceTitle']}>{title}</h3>
      <dl className={classes['facts']}>
        {fieldLines(owner, before, after).map(({ path, label, was, is }) => (
          <div key={path}>
            <dt>{label}</dt>
            <dd>
              {isChange && (
                <>
                  <del>{was}</del>{' '}
                </>
              )}
              {after === null ? <del>{was}</del> : <span>{is}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
