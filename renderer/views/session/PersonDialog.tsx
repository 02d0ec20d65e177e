import { Button, NativeSelect, TextInput, UnstyledButton } from '@mantine/core';
import { type FormEvent, type ReactElement, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonId, SessionId } from '../../../shared/model/ids.ts';
import { participantRoles, type Role, roles } from '../../../shared/model/vocabulary.ts';
import { client } from '../../api/client.ts';
import { answerPerson, usePersonQuestion } from '../../desk/session/person.ts';
import { actorNow, choosePerson } from '../../state/interface.ts';
import type { RowReader } from '../../state/mirror.ts';
import { orShow } from '../../state/notices.ts';
import { useRows, write } from '../../state/rows.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import classes from './PersonDialog.module.css';
import { activePeopleOf } from './people.ts';

/** Asks who is marking; what waited for the answer (a mark, with its instant) is then done in their name. */
export function PersonDialog({ sessionId }: { readonly sessionId: SessionId }): ReactElement | null {
  const { t } = useTranslation();
  const isAsked = usePersonQuestion((state) => state.isAsked);
  const people = useRows(useCallback((rows: RowReader) => activePeopleOf(rows, sessionId), [sessionId]));
  if (!isAsked) return null;

  const choose = (personId: PersonId): void => {
    choosePerson(personId);
    answerPerson(personId);
  };

  return (
    <Dialog
      onClose={() => answerPerson(null)}
      title={t('session.person.ask')}
      closeLabel={t('session.person.later')}
      centered
    >
      <p className={classes['text']}>
        {t(people.length === 0 ? 'session.person.noneYet' : 'session.person.askText')}
      </p>
      <ul className={classes['people']}>
        {people.map((person, index) => (
          <li key={person.id}>
            <UnstyledButton
              className={classes['person'] ?? ''}
              onClick={() => choose(person.id)}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
            >
              <PersonBadge person={person} />
              <span>{person.name}</span>
              <span className={classes['role']}>{t(`role.${person.role}`)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <NewPerson isFirst={people.length === 0} onMade={choose} />
    </Dialog>
  );
}

type NewPersonProps = { readonly isFirst: boolean; readonly onMade: (personId: PersonId) => void };

function NewPerson({ isFirst, onMade }: NewPersonProps): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [chosenRole, setRole] = useState<Role>('researcher');

  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return;
    const kind = participantRoles.some((each) => each === chosenRole) ? 'participant' : 'team';
    const made = await orShow(
      write(client.person.create({ kind, name: name.trim(), role: chosenRole, actor: actorNow() })),
    );
    if (made !== undefined) onMade(made.id);
  };

  return (
    <form className={classes['form']} onSubmit={(event) => void make(event)}>
      <TextInput
        label={isFirst ? t('session.person.name') : t('session.person.another')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
        {...(isFirst ? { 'data-autofocus': true } : {})}
      />
      <NativeSelect
        label={t('session.person.role')}
        value={chosenRole}
        onChange={(event) => setRole(roles.find((each) => each === event.currentTarget.value) ?? chosenRole)}
        data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <Button type="submit" disabled={name.trim() === ''} variant={isFirst ? 'filled' : 'default'}>
        {t('session.person.make')}
      </Button>
    </form>
  );
}
