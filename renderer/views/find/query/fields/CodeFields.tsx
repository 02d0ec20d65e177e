import { Checkbox, NativeSelect } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryClause } from '../../../../../shared/model/query.ts';
import { codeTree } from '../../../../desk/session/model/codeTree.ts';
import { useRows } from '../../../../state/rows.ts';
import { type Choice, usePersonChoices } from '../../useChoices.ts';
import classes from '../query.module.css';
import { Some } from './ChoiceFields.tsx';

type CodeClause = Extract<QueryClause, { kind: 'code' }>;
type Props = { readonly clause: CodeClause; readonly onChange: (clause: CodeClause) => void };

const matches = ['any', 'all', 'none'] as const;

/** Which codes, with or without those below them, whether one is enough, and whose codings count. */
export function CodeFields({ clause, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const codes = useRows((rows) => rows.all('code'));
  const personIds = useRows((rows) => rows.all('person').map(({ id }) => id));
  const people = usePersonChoices();
  const tree = useMemo(() => codeTree(codes), [codes]);
  const choices = useMemo(
    () => tree.map(({ code, path }): Choice => ({ value: code.id, label: [...path, code.name].join(' › ') })),
    [tree],
  );
  const ids = useMemo(() => tree.map(({ code }) => code.id), [tree]);

  return (
    <div className={classes['clauseFields']}>
      <Some
        label={t('find.query.choose.code')}
        chosen={clause.codeIds}
        ids={ids}
        choices={choices}
        onChoose={(codeIds) => onChange({ ...clause, codeIds })}
      />
      <NativeSelect
        size="sm"
        aria-label={t('find.query.codeMatch.label')}
        value={clause.match}
        data={matches.map((match) => ({ value: match, label: t(`find.query.codeMatch.${match}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...clause, match: matches.find((match) => match === value) ?? 'any' })
        }
      />
      <Checkbox
        size="sm"
        label={t('find.query.withDescendants')}
        checked={clause.withDescendants}
        onChange={(event) => onChange({ ...clause, withDescendants: event.currentTarget.checked })}
      />
      <Some
        label={t('find.query.choose.coder')}
        chosen={clause.coderIds ?? []}
        ids={personIds}
        choices={people}
        onChoose={(coderIds) => onChange({ ...clause, coderIds: coderIds.length === 0 ? null : coderIds })}
      />
    </div>
  );
}
