import { Menu, NativeSelect } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { beginWithdrawal } from '../../../desk/study/withdrawalWish.ts';
import { actorNow, choosePerson, showTab, useInterface } from '../../../state/interface.ts';
import { useKeyFile } from '../../../state/names.ts';
import { orShow, showFailure } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import { EditableText } from '../../../ui/EditableText.tsx';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { PersonNamesDialog } from './PersonNamesDialog.tsx';
import classes from './people.module.css';
import { rolesOf } from './roles.ts';

/** A person: name and role in place, the rest in a menu. */
export function PersonLine({ person }: { readonly person: PersonRow }): ReactElement {
  const { t } = useTranslation();
  const { id, kind, name, role, isRetired } = person;
  const [isNaming, setNaming] = useState(false);
  const isKeyFileOpen = useKeyFile((names) => names.state !== null);
  const isNow = useInterface((state) => state.personId === id);
  const change = (fields: Partial<Pick<PersonRow, 'name' | 'role' | 'isRetired'>>): void =>
    void orShow(write(client.person.update({ id, ...fields, actor: actorNow() })));

  async function remove(): Promise<void> {
    const result = await write(client.person.remove({ id, actor: actorNow() }));
    if (!result.ok) showFailure(result.failure);
    else if (isNow) choosePerson(null);
  }

  return (
    <li className={classes['line']} data-retired={isRetired}>
      <PersonBadge person={person} />
      <span className={classes['name']}>
        <EditableText
          value={name}
          label={t(`people.nameOf.${kind}`)}
          onSave={(text) => change({ name: text })}
        />
        {isRetired && <span className={classes['tag']}>{t('people.retired')}</span>}
        {isNow && <span className={classes['tag']}>{t('people.isNow')}</span>}
      </span>
      <NativeSelect
        className={classes['role'] ?? ''}
        aria-label={t('people.roleOf', { name })}
        value={role}
        onChange={(event) => {
          const next = rolesOf[kind].find((each) => each === event.currentTarget.value);
          if (next !== undefined) change({ role: next });
        }}
        data={rolesOf[kind].map((each) => ({ value: each, label: t(`role.${each}`) }))}
      />
      <MoreMenu label={t('common.more', { name })}>
        {kind === 'participant' && isKeyFileOpen && (
          <Menu.Item onClick={() => setNaming(true)}>{t('keyFile.names')}</Menu.Item>
        )}
        <Menu.Item disabled={isNow} onClick={() => choosePerson(id)}>
          {t('people.workAs')}
        </Menu.Item>
        <Menu.Item onClick={() => change({ isRetired: !isRetired })}>
          {t(isRetired ? 'people.bringBack' : 'people.retire')}
        </Menu.Item>
        {kind === 'participant' && (
          <Menu.Item
            color="red"
            onClick={() => {
              showTab('consent');
              beginWithdrawal({ kind: 'everything', personId: id });
            }}
          >
            {t('withdrawal.begin')}
          </Menu.Item>
        )}
        <Menu.Item color="red" onClick={() => void remove()}>
          {t('common.remove')}
        </Menu.Item>
      </MoreMenu>
      {isNaming && <PersonNamesDialog person={person} onClose={() => setNaming(false)} />}
    </li>
  );
}
