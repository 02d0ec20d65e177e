import { Button, Menu, NativeSelect } from '@mantine/core';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryClause, QuerySet } from '../../../../shared/model/query.ts';
import { type ClauseKind, clauseKinds, deepest, type Group, newClause } from '../../../desk/find/draft.ts';
import { useRows } from '../../../state/rows.ts';
import { PlusIcon } from '../../../ui/icons.tsx';
import { ClauseRow } from './ClauseRow.tsx';
import classes from './query.module.css';

type Props = {
  readonly group: Group;
  readonly of: QuerySet;
  readonly depth: number;
  readonly onChange: (group: Group) => void;
};

/** Conditions beside one another, of which all must hold, or any. */
export function ClauseGroup({ group, of, depth, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const itemId = useRows(
    (rows) => rows.all('instrumentItem').find(({ kind }) => kind === 'scale')?.id ?? null,
  );
  const isOffered = (kind: ClauseKind): boolean =>
    (kind !== 'target' || of === 'codings') &&
    (kind !== 'rating' || itemId !== null) &&
    ((kind !== 'near' && kind !== 'group') || depth < deepest);
  const put = (index: number, clause: QueryClause | null): void =>
    onChange({
      ...group,
      of: group.of.flatMap((each, at) => (at !== index ? [each] : clause === null ? [] : [clause])),
    });
  // Whoever adds a condition goes on with saying it; whoever changes their mind is back at the button.
  const button = useRef<HTMLButtonElement>(null);
  const added = useRef<number | null>(null);
  const add = (kind: ClauseKind): void => {
    const made = newClause(kind, itemId);
    if (made === null) return;
    added.current = group.of.length;
    onChange({ ...group, of: [...group.of, made] });
  };
  const leave = (): void => {
    if (added.current === null) button.current?.focus();
  };

  return (
    <div className={classes['group']}>
      {group.of.length > 1 && (
        <NativeSelect
          size="xs"
          className={classes['match'] ?? ''}
          aria-label={t('find.query.match')}
          value={group.kind}
          data={[
            { value: 'all', label: t('find.query.all') },
            { value: 'any', label: t('find.query.any') },
          ]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ kind: value === 'any' ? 'any' : 'all', of: group.of })
          }
        />
      )}
      {group.of.map((clause, index) => (
        <ClauseRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is what it says, and has no other name; every field shows what is said.
          key={index}
          clause={clause}
          of={of}
          depth={depth}
          wantsFocus={() => {
            const isWanted = added.current === index;
            if (isWanted) added.current = null;
            return isWanted;
          }}
          onChange={(next) => put(index, next)}
        />
      ))}
      <Menu position="bottom-start" returnFocus={false} onClose={leave}>
        <Menu.Target>
          <Button
            ref={button}
            size="compact-md"
            variant="default"
            leftSection={<PlusIcon />}
            className={classes['add'] ?? ''}
          >
            {t('find.query.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {clauseKinds.filter(isOffered).map((kind) => (
            <Menu.Item key={kind} onClick={() => add(kind)}>
              {t(`find.query.kind.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
