import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { personId } from '../../../../shared/model/ids.ts';
import { mirror } from '../../../state/rows.ts';
import { formatInstant } from '../../../ui/words.ts';
import classes from './log.module.css';

type Side = object | null;
type Props = { readonly title: string; readonly before: Side; readonly after: Side };

/** People by their names, wall times as such, everything else as it is saved: the log is evidence, not a retelling. */
function valueWords(name: string, value: unknown): string {
  if (typeof value === 'number' && /(^a|A)t$/.test(name)) return formatInstant(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  const person = personId.safeParse(value);
  return (person.success ? mirror.get('person', person.data)?.name : undefined) ?? value;
}

function fieldsOf(before: Side, after: Side): { name: string; was: unknown; is: unknown }[] {
  const old = new Map<string, unknown>(Object.entries(before ?? {}));
  const now = new Map<string, unknown>(Object.entries(after ?? {}));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({ name, was: old.get(name) ?? null, is: now.get(name) ?? null }))
    .filter(({ name, was, is }) => name !== 'id' && JSON.stringify(was) !== JSON.stringify(is));
}

/** The fields that differ, named as in exports. */
export function LogFields({ title, before, after }: Props): ReactElement {
  const { t } = useTranslation();
  const isChange = before !== null && after !== null;
  const words = (name: string, value: unknown): string =>
    value === null || value === '' ? t('log.nothing') : valueWords(name, value);
  return (
    <>
      <h3 className={classes['pieceTitle']}>{title}</h3>
      <dl className={classes['facts']}>
        {fieldsOf(before, after).map(({ name, was, is }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              {isChange && (
                <>
                  <del>{words(name, was)}</del>{' '}
                </>
              )}
              {after === null ? <del>{words(name, was)}</del> : <span>{words(name, is)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
