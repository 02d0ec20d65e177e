import { CloseButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCoding } from '../../../desk/coding/coding.ts';
import { releaseCoding } from '../../../desk/coding/editing.ts';
import { useRows } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { CodeDot } from '../CodeDot.tsx';
import { useDesk } from '../deskContext.ts';
import classes from './CodingStrip.module.css';

/** The recall statement that is being coded: whose it is, its words, and the codes it has. */
export function StatementUnit(): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const statementId = useCoding((state) => state.statementId);
  const statement = useRows((rows) => rows.get('statement', statementId));
  const speaker = useRows((rows) => rows.get('person', statement?.speakerId ?? null));
  const codings = useRows((rows) => (statementId === null ? [] : rows.of('coding', statementId)));
  const applied = useRows((rows) =>
    codings.map(({ codeId, personId }) => ({
      code: rows.get('code', codeId),
      by: rows.get('person', personId),
    })),
  );
  if (statement === undefined) return null;
  return (
    <article
      className={classes['statement']}
      aria-label={t('coding.desk.statementOf', { name: speaker?.name ?? '' })}
    >
      {speaker !== undefined && <PersonBadge person={speaker} size="sm" />}
      <div className={classes['words']}>
        <p>{statement.body === '' ? t('coding.desk.statementEmpty') : statement.body}</p>
        <div className={classes['codes']}>
          {codings.map(({ id }, index) => {
            const { code, by } = applied[index] ?? {};
            return code === undefined ? null : (
              <span key={id} className={classes['chip']}>
                <CodeDot code={code} />
                <span className={classes['chipName']}>{code.shortLabel || code.name}</span>
                {by !== undefined && <PersonBadge person={by} size="sm" />}
              </span>
            );
          })}
        </div>
      </div>
      <CloseButton aria-label={t('coding.desk.letGo')} onClick={() => releaseCoding(desk)} />
    </article>
  );
}
