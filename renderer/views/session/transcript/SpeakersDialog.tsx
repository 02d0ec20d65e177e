import { ActionIcon, Button, NativeSelect, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpeakerRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { addSpeaker, inOrder } from '../../../desk/transcript/editing.ts';
import type { TranscriptDesk } from '../../../desk/transcript/transcriptDesk.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EditableText } from '../../../ui/EditableText.tsx';
import { TrashIcon } from '../icons.tsx';
import { peopleOf } from '../people.ts';
import classes from './TranscriptPanel.module.css';

type Props = { readonly desk: TranscriptDesk; readonly onClose: () => void };

/** The voices of a transcript: what they are called in it, and who they are. */
export function SpeakersDialog({ desk, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const speakers = inOrder(useRows((rows) => rows.of('speaker', desk.transcriptId)));
  const add = (): void =>
    void addSpeaker(desk, t('transcript.turn.newSpeakerName', { number: speakers.length + 1 }), null);
  return (
    <Dialog onClose={onClose} title={t('transcript.speakers.title')} size="lg">
      <Stack gap="sm">
        <Text size="sm">{t('transcript.speakers.text')}</Text>
        {speakers.map((speaker, index) => (
          <Speaker key={speaker.id} desk={desk} speaker={speaker} number={index + 1} />
        ))}
        <Button variant="default" onClick={add}>
          {t('transcript.speakers.add')}
        </Button>
      </Stack>
    </Dialog>
  );
}

type SpeakerProps = {
  readonly desk: TranscriptDesk;
  readonly speaker: SpeakerRow;
  readonly number: number;
};

function Speaker({ desk, speaker, number }: SpeakerProps): ReactElement {
  const { t } = useTranslation();
  const people = useRows((rows) => peopleOf(rows, desk.sessionId));
  const { id, label, personId } = speaker;
  const update = (patch: Partial<Pick<SpeakerRow, 'label' | 'personId'>>): void =>
    void orShow(write(client.speaker.update({ actor: actorNow(), id, ...patch })));
  return (
    <div className={classes['speakerLine']}>
      <EditableText
        value={label}
        label={t('transcript.speakers.name', { number })}
        onSave={(text) => update({ label: text })}
      />
      <NativeSelect
        size="sm"
        aria-label={t('transcript.speakers.person', { name: label })}
        value={personId ?? ''}
        data={[
          { value: '', label: t('transcript.speakers.nobody') },
          ...people.map((person) => ({ value: person.id, label: person.name })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          update({ personId: people.find((person) => person.id === value)?.id ?? null })
        }
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('transcript.speakers.remove', { name: label })}
        onClick={() => void orShow(write(client.speaker.remove({ actor: actorNow(), id, into: null })))}
      >
        <TrashIcon />
      </ActionIcon>
    </div>
  );
}
