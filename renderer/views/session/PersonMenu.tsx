import { Menu, UnstyledButton } from '@mantine/core';
import { type ReactElement, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionId } from '../../../shared/model/ids.ts';
import { returnToRecording } from '../../desk/session/desk.ts';
import { askPerson } from '../../desk/session/person.ts';
import { choosePerson, usePersonNow } from '../../state/interface.ts';
import type { RowReader } from '../../state/mirror.ts';
import { useRows } from '../../state/rows.ts';
import { ChevronDownIcon, PlusIcon } from '../../ui/icons.tsx';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import classes from './Chooser.module.css';
import { useDesk } from './deskContext.ts';
import { activePeopleOf } from './people.ts';

/** Who is marking: always in sight, changed in two clicks. */
export function PersonMenu({ sessionId }: { readonly sessionId: SessionId }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const now = usePersonNow();
  const people = useRows(useCallback((rows: RowReader) => activePeopleOf(rows, sessionId), [sessionId]));

  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes['button'] ?? ''}>
          <span className={classes['caption']}>{t('session.person.marking')}</span>
          {now !== undefined && <PersonBadge person={now} />}
          <span className={classes['name']} title={now?.name}>
            {now?.name ?? t('session.person.none')}
          </span>
          <ChevronDownIcon size="1em" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {people.map((person) => (
          <Menu.RadioItem
            key={person.id}
            value={person.id}
            checked={person.id === now?.id}
            closeMenuOnClick
            onChange={() => {
              choosePerson(person.id);
              returnToRecording(desk);
            }}
            rightSection={<span className={classes['detail']}>{t(`role.${person.role}`)}</span>}
          >
            <span className={classes['item']}>
              <PersonBadge person={person} />
              {person.name}
            </span>
          </Menu.RadioItem>
        ))}
        {people.length > 0 && <Menu.Divider />}
        <Menu.Item leftSection={<PlusIcon />} onClick={() => askPerson()}>
          {t('session.person.another')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
