import { MultiSelect, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryClause } from '../../../../../shared/model/query.ts';
import { codingTargetKinds, roles } from '../../../../../shared/model/vocabulary.ts';
import { useRows } from '../../../../state/rows.ts';
import { compareNames } from '../../../../ui/names.ts';
import { type Choice, usePersonChoices, useSessionChoices } from '../../useChoices.ts';

type Of<Kind extends QueryClause['kind']> = Extract<QueryClause, { kind: Kind }>;
type Props<Kind extends QueryClause['kind']> = {
  readonly clause: Of<Kind>;
  readonly onChange: (clause: Of<Kind>) => void;
};

type SomeProps<Id extends string> = {
  readonly label: string;
  readonly chosen: readonly Id[];
  /** All that there are, in the order in which the chosen ones are kept. */
  readonly ids: readonly Id[];
  readonly choices: Choice[];
  readonly onChoose: (ids: Id[]) => void;
};

/** Some of many, found by typing; the text says what is still to be chosen. */
export function Some<Id extends string>({
  label,
  chosen,
  ids,
  choices,
  onChoose,
}: SomeProps<Id>): ReactElement {
  const { t } = useTranslation();
  // What was removed since a query was saved still narrows it, and is not shown by its id.
  const gone = chosen.filter((id) => !ids.includes(id));
  return (
    <MultiSelect
      size="sm"
      aria-label={label}
      placeholder={chosen.length === 0 ? label : ''}
      data={[...choices, ...gone.map((value): Choice => ({ value, label: t('find.query.gone') }))]}
      value={[...chosen]}
      onChange={(values) => onChoose([...ids, ...gone].filter((id) => values.includes(id)))}
      searchable
      limit={60}
      hidePickedOptions
    />
  );
}

export function PersonField({ clause, onChange }: Props<'person'>): ReactElement {
  const { t } = useTranslation();
  const ids = useRows((rows) => rows.all('person').map(({ id }) => id));
  const choices = usePersonChoices();
  return (
    <Some
      label={t('find.query.choose.person')}
      chosen={clause.personIds}
      ids={ids}
      choices={choices}
      onChoose={(personIds) => onChange({ ...clause, personIds })}
    />
  );
}

export function RoleField({ clause, onChange }: Props<'role'>): ReactElement {
  const { t } = useTranslation();
  return (
    <Some
      label={t('find.query.choose.role')}
      chosen={clause.roles}
      ids={roles}
      choices={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      onChoose={(chosen) => onChange({ ...clause, roles: chosen })}
    />
  );
}

export function SessionField({ clause, onChange }: Props<'session'>): ReactElement {
  const { t } = useTranslation();
  const ids = useRows((rows) => rows.all('session').map(({ id }) => id));
  return (
    <Some
      label={t('find.query.choose.session')}
      chosen={clause.sessionIds}
      ids={ids}
      choices={useSessionChoices()}
      onChoose={(sessionIds) => onChange({ ...clause, sessionIds })}
    />
  );
}

export function CaseField({ clause, onChange }: Props<'case'>): ReactElement {
  const { t } = useTranslation();
  const cases = useRows((rows) => rows.all('case'));
  return (
    <Some
      label={t('find.query.choose.case')}
      chosen={clause.caseIds}
      ids={cases.map(({ id }) => id)}
      choices={cases
        .map(({ id, label }): Choice => ({ value: id, label }))
        .sort((a, b) => compareNames(a.label, b.label))}
      onChoose={(caseIds) => onChange({ ...clause, caseIds })}
    />
  );
}

export function TargetField({ clause, onChange }: Props<'target'>): ReactElement {
  const { t } = useTranslation();
  return (
    <Some
      label={t('find.query.choose.target')}
      chosen={clause.targets}
      ids={codingTargetKinds}
      choices={codingTargetKinds.map((kind) => ({ value: kind, label: t(`find.query.target.${kind}`) }))}
      onChoose={(targets) => onChange({ ...clause, targets })}
    />
  );
}

export function TextField({ clause, onChange }: Props<'text'>): ReactElement {
  const { t } = useTranslation();
  return (
    <TextInput
      size="sm"
      aria-label={t('find.query.choose.text')}
      placeholder={t('find.query.choose.text')}
      maxLength={200}
      value={clause.text}
      onChange={(event) => onChange({ ...clause, text: event.currentTarget.value })}
    />
  );
}
