import { Checkbox, NativeSelect } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryClause } from '../../../../../shared/model/query.ts';
import { codesChosen, type SetOfCodes } from '../../../../desk/find/draft.ts';
import { codeTree, pathWords } from '../../../../desk/session/model/codeTree.ts';
import { useRows } from '../../../../state/rows.ts';
import { compareNames } from '../../../../ui/names.ts';
import { type Choice, usePersonChoices } from '../../useChoices.ts';
import classes from '../query.module.css';
import { Some } from './ChoiceFields.tsx';

type CodeClause = Extract<QueryClause, { kind: 'code' }>;
type Props = { readonly clause: CodeClause; readonly onChange: (clause: CodeClause) => void };

const matches = ['any', 'all', 'none'] as const;

type SetChoice = SetOfCodes & { readonly label: string };

/** Sets with any codes in them; they are few, and stand before the codes. */
function useSetChoices(): readonly SetChoice[] {
  const { t } = useTranslation();
  const sets = useRows((rows) => rows.all('codeSet'));
  const memberships = useRows((rows) => rows.all('codeSetMember'));
  return useMemo(() => {
    const bySet = Map.groupBy(memberships, ({ setId }) => setId);
    return sets
      .toSorted((one, other) => compareNames(one.name, other.name))
      .flatMap(({ id, name }): SetChoice[] => {
        const codeIds = bySet.get(id)?.map(({ codeId }) => codeId) ?? [];
        return codeIds.length === 0 ? [] : [{ id, label: t('find.query.codesOfSet', { name }), codeIds }];
      });
  }, [sets, memberships, t]);
}

/** Which codes, with or without those below them, whether one is enough, and whose codings count. */
export function CodeFields({ clause, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const codes = useRows((rows) => rows.all('code'));
  const personIds = useRows((rows) => rows.all('person').map(({ id }) => id));
  const people = usePersonChoices();
  const tree = useMemo(() => codeTree(codes), [codes]);
  const choices = useMemo(
    () => tree.map((node): Choice => ({ value: node.code.id, label: pathWords(node) })),
    [tree],
  );
  const ids = useMemo(() => tree.map(({ code }) => code.id), [tree]);
  const sets = useSetChoices();

  return (
    <div className={classes['clauseFields']}>
      <Some
        label={t('find.query.choose.code')}
        chosen={clause.codeIds}
        ids={[...sets.map(({ id }) => id), ...ids]}
        choices={[...sets.map(({ id, label }): Choice => ({ value: id, label })), ...choices]}
        onChoose={(chosen) => onChange({ ...clause, codeIds: codesChosen(chosen, sets) })}
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
