import { Button, Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../shared/model/rows.ts';
import { choosePerson, go, showTab, usePersonNow } from '../state/interface.ts';
import { useRows } from '../state/rows.ts';
import { ChevronDownIcon, PlusIcon } from './icons.tsx';
import { compareNames } from './names.ts';
import { PersonBadge } from './PersonBadge.tsx';
import classes from './PersonMenu.module.css';

const kinds = ['team', 'participant'] as const;

/** Who is at the screen: always shown, changed in two clicks. */
export function PersonMenu(): ReactElement {
  const { t } = useTranslation();
  const now = usePersonNow();
  const people = useRows((rows) => rows.all('person'));
  const present = people
    .filter((person) => !person.isRetired || person.id === now?.id)
    .toSorted((left, right) => compareNames(left.name, right.name));
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={now === undefined ? null : <PersonBadge person={now} size="sm" />}
          rightSection={<ChevronDownIcon size="1em" />}
          aria-label={t('person.now', { name: now?.name ?? t('person.none') })}
        >
          {now?.name ?? t('person.choose')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={now?.id ?? null}>
          {kinds.map((kind) => {
            const ofKind = present.filter((person) => person.kind === kind);
            if (ofKind.length === 0) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: in a menu it is a group of items, not of fields.
              <div key={kind} role="group" aria-label={t(`kind.${kind}`)}>
                <Menu.Label>{t(`kind.${kind}`)}</Menu.Label>
                {ofKind.map((person) => (
                  <PersonItem key={person.id} person={person} />
                ))}
              </div>
            );
          })}
        </Menu.RadioGroup>
        {present.length > 0 && <Menu.Divider />}
        <Menu.Item
          leftSection={<PlusIcon />}
          onClick={() => {
            showTab('people');
            go({ screen: 'study' });
          }}
        >
          {t('person.add')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function PersonItem({ person }: { readonly person: PersonRow }): ReactElement {
  const { t } = useTranslation();
  return (
    <Menu.RadioItem value={person.id} closeMenuOnClick onChange={() => choosePerson(person.id)}>
      <span className={classes['item']}>
        <PersonBadge person={person} size="sm" />
        <span className={classes['name']}>{person.name}</span>
        <span className={classes['role']}>{t(`role.${person.role}`)}</span>
      </span>
    </Menu.RadioItem>
  );
}
