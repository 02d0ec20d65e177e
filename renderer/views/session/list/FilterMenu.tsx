import { ActionIcon, Button, Indicator, Popover, Switch, Tooltip, UnstyledButton } from '@mantine/core';
import { type ReactElement, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { clearFilter, setFilter } from '../../../desk/session/filtering.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { useRows } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { CodeTree } from '../codes/CodeTree.tsx';
import { useDesk, useDeskState, useEntries } from '../deskContext.ts';
import { FilterIcon } from '../icons.tsx';
import { peopleOf } from '../people.ts';
import classes from './MomentList.module.css';

/** By whom and with which code. What is chosen is told by a dot on the button, lest a filter be forgotten. */
export function FilterMenu(): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const filter = useDeskState((state) => state.filter);
  const isOn = filter.personIds.size > 0 || filter.codeIds.size > 0 || filter.isUncodedOnly;
  const label = t('session.moments.filterBy');

  return (
    <Popover position="bottom-end" withinPortal trapFocus width={340}>
      <Popover.Target>
        <Tooltip label={label} openDelay={500}>
          <Indicator disabled={!isOn} size={9} offset={4}>
            <ActionIcon variant={isOn ? 'light' : 'default'} size={36} aria-label={label}>
              <FilterIcon />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={classes['popover']}>
          <People />
          <section>
            <h3>{t('session.moments.codes')}</h3>
            <Switch
              checked={filter.isUncodedOnly}
              label={t('session.moments.uncoded')}
              onChange={(event) => setFilter(desk, { isUncodedOnly: event.currentTarget.checked })}
              mb="xs"
            />
            <CodeTree
              label={t('session.moments.codes')}
              chosen={filter.codeIds}
              isEveryChoosable
              onToggle={(code) => setFilter(desk, { codeIds: toggled(filter.codeIds, code.id) })}
              maxRows={8}
            />
          </section>
          <Button variant="default" onClick={() => clearFilter(desk)}>
            {t('session.moments.clear')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function toggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** Those who have marked something here. */
function People(): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const entries = useEntries();
  const { personIds } = useDeskState((state) => state.filter);
  const marking = useMemo(() => new Set<string>(entries.map(({ moment }) => moment.personId)), [entries]);
  const everybody = useRows(useCallback((rows: RowReader) => peopleOf(rows, desk.sessionId), [desk]));
  const people = everybody.filter(({ id }) => marking.has(id));
  if (people.length === 0) return null;

  return (
    <section>
      <h3>{t('session.moments.people')}</h3>
      <div className={classes['people']}>
        {people.map((person) => (
          <UnstyledButton
            key={person.id}
            className={classes['choice'] ?? ''}
            aria-pressed={personIds.has(person.id)}
            onClick={() => setFilter(desk, { personIds: toggled(personIds, person.id) })}
          >
            <PersonBadge person={person} size="sm" />
            {person.name}
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}
