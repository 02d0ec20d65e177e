import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookChanges, CodeField } from '../../../../../shared/model/codebook.ts';
import type { CodebookVersionId } from '../../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../../shared/model/rows.ts';
import { attempt, type Result } from '../../../../api/attempt.ts';
import { client } from '../../../../api/client.ts';
import { FailureNotice } from '../../../../ui/FailureNotice.tsx';
import classes from '../codebook.module.css';

/** So many of each kind are drawn: enough to read, and no page of thousands. */
const shownAtMost = 300;
const spelled: readonly CodeField[] = [
  'name',
  'shortLabel',
  'key',
  'definition',
  'whenToUse',
  'whenNotToUse',
  'exclusiveGroup',
];

type Props = { readonly from: CodebookVersionId; readonly to: CodebookVersionId | null };

/** What happened between two versions of the codebook: codes added, removed, and changed field by field. */
export function Comparison({ from, to }: Props): ReactElement | null {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<Result<CodebookChanges> | null>(null);
  useEffect(() => {
    let isWanted = true;
    void attempt(client.codebook.compare({ from, to })).then((result) => {
      if (isWanted) setAnswer(result);
    });
    return () => {
      isWanted = false;
    };
  }, [from, to]);
  if (answer === null) return <p>{t('common.loading')}</p>;
  if (!answer.ok) return <FailureNotice failure={answer.failure} />;
  const { added, removed, changed, sets } = answer.value;
  if (added.length + removed.length + changed.length + sets.length === 0)
    return <p className={classes['none']}>{t('coding.book.same')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard to be read.
    <section className={classes['changes']} tabIndex={0} aria-label={t('coding.book.compare')}>
      <CodeList title={t('coding.book.added', { count: added.length })} codes={added} />
      <CodeList title={t('coding.book.removed', { count: removed.length })} codes={removed} />
      {changed.length > 0 && (
        <>
          <h3>{t('coding.book.changed', { count: changed.length })}</h3>
          <ul>
            {changed.slice(0, shownAtMost).map(({ before, after, fields }) => (
              <li key={after.id}>
                <strong>{after.name}</strong>{' '}
                {fields.map((field) => t(`coding.book.field.${field}`)).join(', ')}
                {fields
                  .filter((field) => spelled.includes(field))
                  .map((field) => (
                    <span key={field} className={classes['was']}>
                      {t(`coding.book.field.${field}`)}, {t('coding.book.was', { text: said(before, field) })}
                    </span>
                  ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {sets.length > 0 && (
        <>
          <h3>{t('coding.book.sets')}</h3>
          <ul>
            {sets.slice(0, shownAtMost).map(({ name, did }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an answer does not change, and two sets may have one name.
              <li key={index}>
                <strong>{name}</strong> {t(`coding.book.setDid.${did}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );

  function said(code: CodeRow, field: CodeField): string {
    const value = field === 'examples' || field === 'sets' ? null : code[field];
    return value === null || value === '' ? t('coding.book.nothingSaid') : String(value).slice(0, 200);
  }
}

function CodeList({
  title,
  codes,
}: {
  readonly title: string;
  readonly codes: readonly CodeRow[];
}): ReactElement | null {
  if (codes.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {codes.slice(0, shownAtMost).map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </>
  );
}
