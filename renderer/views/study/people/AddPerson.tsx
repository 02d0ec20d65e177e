import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonKind, Role } from '../../../../shared/model/vocabulary.ts';
import { client } from '../../../api/client.ts';
import { actorNow, choosePerson } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import classes from './people.module.css';
import { rolesOf } from './roles.ts';

/** One more person. The first of the team is whoever is at the screen. */
export function AddPerson({ kind }: { readonly kind: PersonKind }): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(kind === 'team' ? 'researcher' : 'client');
  const field = useRef<HTMLInputElement>(null);

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() === '') return;
    const call = client.person.create({ kind, name: name.trim(), role, actor: actorNow() });
    const made = await orShow(write(call));
    if (made === undefined) return;
    setName('');
    field.current?.focus();
    if (kind === 'team' && actorNow() === null) choosePerson(made.id);
  }

  return (
    <form className={classes['add']} onSubmit={(event) => void add(event)}>
      <TextInput
        className={classes['addName'] ?? ''}
        ref={field}
        label={t(`people.nameOf.${kind}`)}
        placeholder={t(`people.example.${kind}`)}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('people.role')}
        value={role}
        onChange={(event) =>
          setRole(rolesOf[kind].find((each) => each === event.currentTarget.value) ?? role)
        }
        data={rolesOf[kind].map((each) => ({ value: each, label: t(`role.${each}`) }))}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ''}>
        {t('people.add')}
      </Button>
    </form>
  );
}
