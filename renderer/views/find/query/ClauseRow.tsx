import { Checkbox, CloseButton } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryClause, QuerySet } from '../../../../shared/model/query.ts';
import type { ClauseKind } from '../../../desk/find/draft.ts';
import { ClauseGroup } from './ClauseGroup.tsx';
import {
  CaseField,
  PersonField,
  RoleField,
  SessionField,
  TargetField,
  TextField,
} from './fields/ChoiceFields.tsx';
import { CodeFields } from './fields/CodeFields.tsx';
import { NearFields } from './fields/NearFields.tsx';
import { RatingFields } from './fields/RatingFields.tsx';
import { TimeFields } from './fields/TimeFields.tsx';
import classes from './query.module.css';

type Props = {
  readonly clause: QueryClause;
  readonly of: QuerySet;
  readonly depth: number;
  /** Answers once whether it has just been added. */
  readonly wantsFocus: () => boolean;
  /** Null: it goes. */
  readonly onChange: (clause: QueryClause | null) => void;
};

const kindOf = ({ kind }: Exclude<QueryClause, { kind: 'not' }>): ClauseKind =>
  kind === 'all' || kind === 'any' ? 'group' : kind;

/** One condition, and whether it must hold or must not. */
export function ClauseRow({ clause, of, depth, wantsFocus, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const fields = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it has come.
  useEffect(() => {
    if (wantsFocus()) fields.current?.querySelector<HTMLElement>('input, select, button')?.focus();
  }, []);
  const isNot = clause.kind === 'not';
  let said = clause;
  while (said.kind === 'not') said = said.of;
  const kind = kindOf(said);
  const name = t(`find.query.kind.${kind}`);
  const say = (next: QueryClause): void => onChange(isNot ? { kind: 'not', of: next } : next);
  const plain = said;

  return (
    <fieldset className={classes['clause']} data-kind={kind}>
      <legend className={classes['clauseTop']}>
        <span className={classes['clauseName']}>{name}</span>
      </legend>
      <div className={classes['clauseTools']}>
        <Checkbox
          size="xs"
          label={t('find.query.not')}
          checked={isNot}
          onChange={(event) => onChange(event.currentTarget.checked ? { kind: 'not', of: plain } : plain)}
        />
        <CloseButton size="sm" aria-label={t('find.query.remove', { name })} onClick={() => onChange(null)} />
      </div>
      <div ref={fields}>
        <Fields clause={said} of={of} depth={depth} onChange={say} />
      </div>
    </fieldset>
  );
}

type FieldsProps = {
  readonly clause: Exclude<QueryClause, { kind: 'not' }>;
  readonly of: QuerySet;
  readonly depth: number;
  readonly onChange: (clause: QueryClause) => void;
};

function Fields({ clause, of, depth, onChange }: FieldsProps): ReactElement {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: the compiler sees that it is; the rule does not follow Exclude.
  switch (clause.kind) {
    case 'code':
      return <CodeFields clause={clause} onChange={onChange} />;
    case 'near':
      return <NearFields clause={clause} depth={depth} onChange={onChange} />;
    case 'rating':
      return <RatingFields clause={clause} onChange={onChange} />;
    case 'time':
      return <TimeFields clause={clause} onChange={onChange} />;
    case 'person':
      return <PersonField clause={clause} onChange={onChange} />;
    case 'role':
      return <RoleField clause={clause} onChange={onChange} />;
    case 'session':
      return <SessionField clause={clause} onChange={onChange} />;
    case 'case':
      return <CaseField clause={clause} onChange={onChange} />;
    case 'target':
      return <TargetField clause={clause} onChange={onChange} />;
    case 'text':
      return <TextField clause={clause} onChange={onChange} />;
    case 'all':
    case 'any':
      return <ClauseGroup group={clause} of={of} depth={depth + 1} onChange={onChange} />;
  }
}
