import { Menu, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { returnToRecording } from '../../desk/session/desk.ts';
import { changeRecording } from '../../desk/session/keep.ts';
import { recordingsOf } from '../../desk/session/recordings.ts';
import { recordingsOfSession } from '../../state/recordings.ts';
import { useRows } from '../../state/rows.ts';
import { ChevronDownIcon, SoundIcon, VideoIcon } from '../../ui/icons.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Chooser.module.css';
import { useDesk, useDeskState } from './deskContext.ts';

/** Which of the session's recordings is on the desk; shown only when there is a choice. */
export function RecordingSwitch(): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const recordingId = useDeskState((state) => state.recordingId);
  const recordings = useRows((rows) => recordingsOfSession(rows, desk.sessionId));
  const now = recordings.find(({ id }) => id === recordingId);
  if (recordings.length < 2 || now === undefined) return null;

  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton className={`${classes['button']} ${classes['recording']}`}>
          <span className={classes['caption']}>{t('session.recording.choose')}</span>
          {now.kind === 'video' ? <VideoIcon /> : <SoundIcon />}
          <span className={classes['name']} title={now.label}>
            {now.label}
          </span>
          <ChevronDownIcon size="1em" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {recordingsOf(desk).map(({ id, label, kind, durationMs }) => (
          <Menu.RadioItem
            key={id}
            value={id}
            checked={id === recordingId}
            closeMenuOnClick
            onChange={() => {
              changeRecording(desk, id);
              returnToRecording(desk);
            }}
            rightSection={
              <span className={classes['detail']}>
                <TimeText ms={durationMs} decimals={0} />
              </span>
            }
          >
            <span className={classes['item']}>
              {kind === 'video' ? <VideoIcon /> : <SoundIcon />}
              {label}
            </span>
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
