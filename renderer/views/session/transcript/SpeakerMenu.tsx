import { Menu } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpeakerRow, TurnRow } from '../../../../shared/model/rows.ts';
import { addSpeaker, inOrder, setSpeaker } from '../../../desk/transcript/editing.ts';
import { inTurn, type TranscriptDesk } from '../../../desk/transcript/transcriptDesk.ts';
import { useRows } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import classes from './TranscriptPanel.module.css';

type Props = { readonly desk: TranscriptDesk; readonly turn: TurnRow };

/** Who speaks, and the choice of another; the menu is made at the first click, since a list has many of them. */
export function SpeakerMenu({ desk, turn }: Props): ReactElement {
  const { t } = useTranslation();
  const [isWanted, setWanted] = useState(false);
  const speaker = useRows((rows) => rows.get('speaker', turn.speakerId));
  const label = t('transcript.turn.speaker', { name: speaker?.label ?? t('transcript.turn.nobody') });
  const button = (
    <button
      type="button"
      className={classes['speaker']}
      aria-label={label}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      <SpeakerName speaker={speaker} />
    </button>
  );
  if (!isWanted) return button;
  return (
    <Menu position="bottom-start" defaultOpened returnFocus onClose={() => setWanted(false)}>
      <Menu.Target>{button}</Menu.Target>
      <Choices desk={desk} turn={turn} />
    </Menu>
  );
}

function Choices({ desk, turn }: Props): ReactElement {
  const { t } = useTranslation();
  const speakers = useRows((rows) => rows.of('speaker', desk.transcriptId));
  const set = (speakerId: SpeakerRow['id'] | null): void =>
    void inTurn(desk, () => setSpeaker(turn.id, speakerId));
  async function add(): Promise<void> {
    const label = t('transcript.turn.newSpeakerName', { number: speakers.length + 1 });
    const id = await addSpeaker(desk, label, null);
    if (id !== null) set(id);
  }
  return (
    <Menu.Dropdown>
      {inOrder(speakers).map((speaker) => (
        <Menu.Item key={speaker.id} onClick={() => set(speaker.id)}>
          <SpeakerName speaker={speaker} />
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => set(null)}>{t('transcript.turn.nobody')}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => void add()}>{t('transcript.turn.newSpeaker')}</Menu.Item>
    </Menu.Dropdown>
  );
}

/** With the colour and letters of the person, where it is said who that is. */
export function SpeakerName({ speaker }: { readonly speaker: SpeakerRow | undefined }): ReactElement {
  const { t } = useTranslation();
  const person = useRows((rows) => rows.get('person', speaker?.personId ?? null));
  return (
    <span className={classes['who']}>
      {person !== undefined && <PersonBadge person={person} size="sm" />}
      {speaker === undefined ? (
        <span className={classes['nobody']}>{t('transcript.turn.nobody')}</span>
      ) : (
        <span className={classes['name']}>{speaker.label}</span>
      )}
    </span>
  );
}
