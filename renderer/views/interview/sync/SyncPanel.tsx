import { Button, NativeSelect } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import type { InterviewDesk } from '../../../desk/interview/desk.ts';
import type { InterviewFacts } from '../../../desk/interview/model/facts.ts';
import { align, attach, driftPerHourMs, remove, toPoint } from '../../../desk/interview/points.ts';
import { useRows } from '../../../state/rows.ts';
import classes from '../interview.module.css';
import { PointForm } from './PointForm.tsx';

type Props = { readonly desk: InterviewDesk; readonly facts: InterviewFacts };

/** A recording made with another device: brought in, and laid on the interview's clock by instants known in both. */
export function SyncPanel({ desk, facts }: Props): ReactElement {
  const { t } = useTranslation();
  const [fraction, setFraction] = useState<number | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { recordings } = facts;
  const chosen = recordings.find(({ id }) => id === chosenId) ?? recordings.at(-1);
  return (
    <details className={classes['section']}>
      <summary className={classes['heading']}>{t('interview.sync.title')}</summary>
      <p className={classes['none']}>{t('interview.sync.hint')}</p>
      <Button
        size="compact-sm"
        variant="default"
        disabled={fraction !== null}
        onClick={() => void attach(facts, setFraction)}
      >
        {fraction === null
          ? t('interview.sync.attach')
          : t('interview.sync.attaching', { percent: Math.round(fraction * 100) })}
      </Button>
      {recordings.length > 1 && (
        <NativeSelect
          label={t('interview.sync.choose')}
          value={chosen?.id ?? ''}
          onChange={(event) => setChosenId(event.currentTarget.value)}
          data={recordings.map(({ id, fileName, interviewStartMs }) => ({
            value: id,
            label: `${fileName}, ${formatTime(interviewStartMs ?? 0, 1)}`,
          }))}
        />
      )}
      {chosen !== undefined && <Points key={chosen.id} desk={desk} facts={facts} recording={chosen} />}
    </details>
  );
}

function Points({ desk, facts, recording }: Props & { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const rows = useRows((reader) => reader.of('syncPoint', recording.id));
  const points = rows.toSorted((a, b) => a.recordingMs - b.recordingMs);
  const drift = driftPerHourMs(recording);
  return (
    <>
      <PointForm
        desk={desk}
        facts={facts}
        recording={recording}
        onAdd={(point) => align(recording, [...points.map(toPoint), point])}
      />
      {points.length > 0 && <h3 className={classes['subheading']}>{t('interview.sync.points')}</h3>}
      <ul className={classes['list']}>
        {points.map((point) => (
          <li key={point.id} className={classes['point']}>
            <span>
              {t('interview.sync.point', {
                recording: formatTime(point.recordingMs, 3),
                interview: formatTime(point.interviewMs, 3),
              })}
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => void align(recording, points.filter((one) => one !== point).map(toPoint))}
            >
              {t('interview.sync.removePoint')}
            </Button>
          </li>
        ))}
      </ul>
      <p className={classes['none']} role="status">
        {t('interview.sync.shift', { time: formatTime(recording.interviewStartMs ?? 0, 3) })}{' '}
        {points.length < 2
          ? t('interview.sync.driftNone')
          : t(drift < 0 ? 'interview.sync.driftLoses' : 'interview.sync.drift', { ms: Math.abs(drift) })}
      </p>
      <Button size="compact-sm" variant="subtle" color="red" onClick={() => void remove(recording)}>
        {t('interview.sync.remove')}
      </Button>
    </>
  );
}
