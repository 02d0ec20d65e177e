import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { type SyncPoint, toRecordingMs } from '../../../../shared/time/align.ts';
import { formatTime, parseTime } from '../../../../shared/time/timecode.ts';
import type { InterviewDesk } from '../../../desk/interview/desk.ts';
import { alignmentOf, type InterviewFacts } from '../../../desk/interview/model/facts.ts';
import classes from '../interview.module.css';

type Props = {
  readonly desk: InterviewDesk;
  readonly facts: InterviewFacts;
  readonly recording: RecordingRow;
  /** Whether it was taken. */
  readonly onAdd: (point: SyncPoint) => Promise<boolean>;
};

/** One instant in both clocks: typed, taken from where playback stands, or from a stop, which the log knows exactly. */
export function PointForm({ desk, facts, recording, onAdd }: Props): ReactElement {
  const { t } = useTranslation();
  const [inRecording, setInRecording] = useState('');
  const [inInterview, setInInterview] = useState('');
  const recordingMs = parseTime(inRecording);
  const interviewMs = parseTime(inInterview);
  const error = (text: string, ms: number | null): string | null =>
    text !== '' && ms === null ? t('interview.sync.notATime') : null;
  const takeRecording = (): void => {
    const atMs = desk.soundNowMs() ?? toRecordingMs(alignmentOf(recording), desk.link.interviewMs);
    setInRecording(formatTime(Math.max(0, Math.round(atMs)), 3));
  };
  const add = async (): Promise<void> => {
    if (recordingMs === null || interviewMs === null) return;
    if (!(await onAdd({ recordingMs, interviewMs }))) return;
    setInRecording('');
    setInInterview('');
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextInput
        label={t('interview.sync.inRecording')}
        value={inRecording}
        error={error(inRecording, recordingMs)}
        onChange={(event) => setInRecording(event.currentTarget.value)}
      />
      <Button size="compact-sm" variant="default" onClick={takeRecording}>
        {t('interview.sync.take')}
      </Button>
      <TextInput
        label={t('interview.sync.inInterview')}
        value={inInterview}
        error={error(inInterview, interviewMs)}
        onChange={(event) => setInInterview(event.currentTarget.value)}
      />
      {facts.stops.length > 0 && (
        <NativeSelect
          aria-label={t('interview.sync.takeStop')}
          value=""
          onChange={(event) => {
            const stop = facts.stops.find(({ id }) => id === event.currentTarget.value);
            if (stop !== undefined) setInInterview(formatTime(stop.interviewMs, 3));
          }}
          data={[
            { value: '', label: t('interview.sync.takeStop') },
            ...facts.stops.map((stop) => ({
              value: stop.id,
              label: t('interview.sync.stop', {
                interview: formatTime(stop.interviewMs, 1),
                session: formatTime(stop.sessionMs, 1),
              }),
            })),
          ]}
        />
      )}
      <Button type="submit" size="compact-sm" disabled={recordingMs === null || interviewMs === null}>
        {t('interview.sync.add')}
      </Button>
    </form>
  );
}
