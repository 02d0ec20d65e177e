import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { transcriptFormats } from '../../../../shared/interchange/transcript/formats.ts';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { beginTranscript } from '../../../desk/transcript/beginning.ts';
import { draftByMachine } from '../../../desk/transcript/drafting.ts';
import { addTurn, setChecked, toggleAligning } from '../../../desk/transcript/editing.ts';
import { exportTranscript } from '../../../desk/transcript/exporting.ts';
import { type TranscriptDesk, turnsOf } from '../../../desk/transcript/transcriptDesk.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow, tell } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import { chooseTranscripts } from '../../../state/transcriptImports.ts';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';

type Props = {
  readonly desk: TranscriptDesk;
  readonly recording: RecordingRow;
  readonly uncheckedCount: number;
  readonly onSpeakers: () => void;
};

/** What is done to a whole transcript, and how another one is begun. */
export function TranscriptMenu({ desk, recording, uncheckedCount, onSpeakers }: Props): ReactElement {
  const { t } = useTranslation();
  const { sessionId, recordingId, transcriptId } = desk;

  async function remove(): Promise<void> {
    const removed = await orShow(write(client.transcript.remove({ actor: actorNow(), id: transcriptId })));
    if (removed !== undefined) tell(t('transcript.actions.removed'));
  }

  return (
    <MoreMenu label={t('transcript.actions.more')}>
      <Menu.Item onClick={() => void addTurn(desk)}>{t('transcript.actions.addTurn')}</Menu.Item>
      <Menu.Item onClick={() => toggleAligning(desk)}>{t('transcript.actions.align')}</Menu.Item>
      <Menu.Item onClick={onSpeakers}>{t('transcript.actions.speakers')}</Menu.Item>
      {uncheckedCount > 0 && (
        <Menu.Item
          onClick={() =>
            void setChecked(
              turnsOf(desk).map(({ id }) => id),
              true,
            )
          }
        >
          {t('transcript.actions.checkAll')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item onClick={() => void chooseTranscripts({ sessionId, recordingId })}>
        {t('transcript.actions.import')}
      </Menu.Item>
      <Menu.Item onClick={() => void beginTranscript(recording, desk.player?.nowMs() ?? null)}>
        {t('transcript.actions.create')}
      </Menu.Item>
      <Menu.Item onClick={() => void draftByMachine(recording)}>{t('transcript.draft.begin')}</Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t('transcript.actions.exportAs')}</Menu.Label>
      {transcriptFormats.map((format) => (
        <Menu.Item
          key={format}
          onClick={() => void exportTranscript(transcriptId, { format, hasTimes: true })}
        >
          {t(`interchange.format.${format}`)}
        </Menu.Item>
      ))}
      {(['text', 'docx'] as const).map((format) => (
        <Menu.Item
          key={`${format} plain`}
          onClick={() => void exportTranscript(transcriptId, { format, hasTimes: false })}
        >
          {t('transcript.actions.exportWithoutTimes', { format: t(`interchange.format.${format}`) })}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item color="red" onClick={() => void remove()}>
        {t('transcript.actions.remove')}
      </Menu.Item>
    </MoreMenu>
  );
}
