import { Button, Group, NumberInput, TextInput, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { sessionName } from '../../../ui/names.ts';
import classes from './board.module.css';
import { SessionPeople } from './SessionPeople.tsx';
import { SessionRecordings } from './SessionRecordings.tsx';

type Props = { readonly session: SessionRow; readonly onClose: () => void };

/** Everything about a session but what is inside it. Each change is saved as it is made and can be undone. */
export function SessionDialog({ session, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, number, title, heldOn } = session;
  const change = (fields: Partial<Pick<SessionRow, 'number' | 'title' | 'heldOn'>>): void =>
    void orShow(write(client.session.update({ id, ...fields, actor: actorNow() })));

  return (
    <Dialog size="lg" onClose={onClose} title={sessionName(session)}>
      <div className={classes['fields']}>
        <NumberInput
          key={`number ${number}`}
          label={t('board.number')}
          defaultValue={number ?? ''}
          min={0}
          max={9999}
          allowDecimal={false}
          onBlur={(event) => {
            const text = event.currentTarget.value.trim();
            const next = text === '' ? null : Number(text);
            if (next !== number) change({ number: next });
          }}
        />
        <TextInput
          type="date"
          label={t('board.heldOn')}
          key={`date ${heldOn}`}
          defaultValue={heldOn ?? ''}
          onBlur={(event) => {
            const next = event.currentTarget.value === '' ? null : event.currentTarget.value;
            if (next !== heldOn) change({ heldOn: next });
          }}
        />
        <TextInput
          className={classes['wide'] ?? ''}
          label={t('board.title')}
          key={`title ${title}`}
          defaultValue={title}
          maxLength={200}
          onBlur={(event) => {
            const next = event.currentTarget.value.trim();
            if (next !== title) change({ title: next });
          }}
        />
      </div>
      <Title order={3} mt="lg" mb="xs">
        {t('board.participants')}
      </Title>
      <SessionPeople sessionId={id} />
      <Title order={3} mt="lg" mb="xs">
        {t('board.recordings')}
      </Title>
      <SessionRecordings sessionId={id} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t('common.done')}</Button>
      </Group>
    </Dialog>
  );
}
