import { Button, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionId } from '../../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow, tell } from '../../../state/notices.ts';
import { recordingsOfSession } from '../../../state/recordings.ts';
import { useRows, write } from '../../../state/rows.ts';
import { confirm } from '../../../ui/ConfirmDialog.tsx';
import { EditableText } from '../../../ui/EditableText.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { formatBytes } from '../../../ui/words.ts';
import classes from './board.module.css';

/** The recordings of a session, to be named anew or removed. */
export function SessionRecordings({ sessionId }: { readonly sessionId: SessionId }): ReactElement {
  const { t } = useTranslation();
  const recordings = useRows((rows) => recordingsOfSession(rows, sessionId));

  async function remove({ id, label }: RecordingRow): Promise<void> {
    const isMeant = await confirm({
      title: t('board.removeRecordingTitle', { label }),
      text: t('board.removeRecordingText'),
      confirmLabel: t('board.removeRecording'),
      isDangerous: true,
    });
    if (!isMeant) return;
    const done = await orShow(write(client.recording.remove({ id, actor: actorNow() })));
    if (done !== undefined) tell(t('board.recordingRemoved', { label }));
  }

  if (recordings.length === 0)
    return (
      <Text c="dimmed" size="sm">
        {t('board.noRecording')}
      </Text>
    );
  return (
    <div className={classes['lines']}>
      {recordings.map((recording) => {
        const { id, label, fileName, byteCount, durationMs } = recording;
        return (
          <div key={id} className={classes['line']}>
            <span className={classes['lineName']}>
              <EditableText
                value={label}
                label={t('import.label')}
                onSave={(text) =>
                  void orShow(write(client.recording.rename({ id, label: text, actor: actorNow() })))
                }
              />
              <span className={classes['lineDetail']}>
                <bdi>{fileName}</bdi> · {formatBytes(byteCount)}
              </span>
            </span>
            <TimeText ms={durationMs} decimals={0} />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              aria-label={t('board.removeRecordingNamed', { label })}
              onClick={() => void remove(recording)}
            >
              {t('common.remove')}
            </Button>
          </div>
        );
      })}
    </div>
  );
}
