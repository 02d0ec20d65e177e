import { CloseButton, NativeSelect, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionId } from '../../../../shared/model/ids.ts';
import type { PersonRow, SessionParticipantRow } from '../../../../shared/model/rows.ts';
import { participantRoles } from '../../../../shared/model/vocabulary.ts';
import { client } from '../../../api/client.ts';
import { actorNow, go, showTab } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { recordingsOfSession } from '../../../state/recordings.ts';
import { useRows, write } from '../../../state/rows.ts';
import { compareNames } from '../../../ui/names.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import classes from './board.module.css';

type OfSession = { readonly sessionId: SessionId };

/** Who took part in a session, in which role, and on which channel of the recording they are heard alone. */
export function SessionPeople({ sessionId }: OfSession): ReactElement {
  const { t } = useTranslation();
  const present = useRows((rows) => rows.of('sessionParticipant', sessionId));
  const people = useRows((rows) => rows.all('person'));
  const absent = people
    .filter(({ id, kind, isRetired }) => {
      const isPresent = present.some(({ personId }) => personId === id);
      return kind === 'participant' && !isRetired && !isPresent;
    })
    .toSorted((left, right) => compareNames(left.name, right.name));

  function add(personId: string): void {
    const person = absent.find(({ id }) => id === personId);
    if (person === undefined) return;
    const role = participantRoles.find((each) => each === person.role) ?? 'other';
    const call = client.sessionParticipant.add({
      sessionId,
      personId: person.id,
      role,
      channel: null,
      actor: actorNow(),
    });
    void orShow(write(call));
  }

  if (people.every(({ kind }) => kind !== 'participant'))
    return (
      <Text c="dimmed" size="sm">
        {t('board.noParticipants')}{' '}
        <button
          type="button"
          className={classes['link']}
          onClick={() => {
            showTab('people');
            go({ screen: 'study' });
          }}
        >
          {t('board.addParticipants')}
        </button>
      </Text>
    );

  return (
    <div className={classes['lines']}>
      {present.map((row) => {
        const person = people.find(({ id }) => id === row.personId);
        return person === undefined ? null : <Line key={row.id} row={row} person={person} />;
      })}
      {absent.length > 0 && (
        <NativeSelect
          aria-label={t('board.addParticipant')}
          value=""
          onChange={(event) => add(event.currentTarget.value)}
        >
          <option value="">{t('board.addParticipant')}</option>
          {absent.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
    </div>
  );
}

type LineProps = { readonly row: SessionParticipantRow; readonly person: PersonRow };

function Line({ row, person }: LineProps): ReactElement {
  const { t } = useTranslation();
  const { id, sessionId, role, channel } = row;
  const { name } = person;
  const channels = useRows((rows) =>
    Math.max(
      2,
      ...recordingsOfSession(rows, sessionId).map((recording) => channelCount(recording.probe.tracks)),
    ),
  );
  const change = (fields: Partial<Pick<SessionParticipantRow, 'role' | 'channel'>>): void =>
    void orShow(write(client.sessionParticipant.update({ id, ...fields, actor: actorNow() })));

  return (
    <div className={classes['line']}>
      <PersonBadge person={person} />
      <span className={classes['lineName']}>{name}</span>
      <NativeSelect
        aria-label={t('board.roleOf', { name })}
        value={role}
        onChange={(event) => {
          const next = participantRoles.find((each) => each === event.currentTarget.value);
          if (next !== undefined) change({ role: next });
        }}
        data={participantRoles.map((each) => ({ value: each, label: t(`role.${each}`) }))}
      />
      <NativeSelect
        aria-label={t('board.channelOf', { name })}
        value={channel === null ? '' : String(channel)}
        onChange={({ currentTarget: { value } }) => change({ channel: value === '' ? null : Number(value) })}
        data={[
          { value: '', label: t('board.anyChannel') },
          ...Array.from({ length: channels }, (_, index) => ({
            value: String(index),
            label: t('board.channel', { number: index + 1 }),
          })),
        ]}
      />
      <CloseButton
        aria-label={t('board.removeParticipant', { name })}
        onClick={() => void orShow(write(client.sessionParticipant.remove({ id, actor: actorNow() })))}
      />
    </div>
  );
}

const channelCount = (tracks: readonly { channels: number | null }[]): number =>
  Math.max(0, ...tracks.map(({ channels }) => channels ?? 0));
