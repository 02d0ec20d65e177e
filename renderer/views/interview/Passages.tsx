import { Button } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatTime } from '../../../shared/time/timecode.ts';
import type { InterviewDesk } from '../../desk/interview/desk.ts';
import { type InterviewFacts, soundAt } from '../../desk/interview/model/facts.ts';
import { type Passage, passagesAbout } from '../../desk/interview/model/passages.ts';
import { go } from '../../state/interface.ts';
import { useRows } from '../../state/rows.ts';
import { useSettings } from '../../state/settings.ts';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { PlayIcon } from '../session/icons.tsx';
import classes from './interview.module.css';

type Props = { readonly desk: InterviewDesk; readonly interviews: readonly InterviewFacts[] };

/** What every recaller said about the instant of the session that was asked for. */
export function Passages({ desk, interviews }: Props): ReactElement {
  const { t } = useTranslation();
  const askedMs = useStore(desk.store, (state) => state.askedMs);
  const { lookBackMs } = useSettings();
  const passages = useMemo(
    () => (askedMs === null ? [] : passagesAbout(interviews, askedMs, lookBackMs)),
    [interviews, askedMs, lookBackMs],
  );
  if (askedMs === null) return <p className={classes['none']}>{t('interview.passages.hint')}</p>;
  return (
    <section className={classes['section']} aria-labelledby="interview-passages" aria-live="polite">
      <h2 id="interview-passages" className={classes['heading']}>
        {t('interview.passages.title', { time: formatTime(askedMs, 1) })}
      </h2>
      {passages.length === 0 && (
        <p className={classes['none']}>{t('interview.passages.none', { seconds: lookBackMs / 1000 })}</p>
      )}
      <ol className={classes['list']}>
        {passages.map((passage) => {
          const of = interviews.find(({ interview }) => interview.id === passage.interviewId);
          return of === undefined ? null : (
            <PassageItem
              key={`${passage.interviewId} ${passage.kind} ${passage.startMs}`}
              desk={desk}
              passage={passage}
              of={of}
              isOwn={of === interviews.find(({ interview }) => interview.id === desk.interviewId)}
            />
          );
        })}
      </ol>
    </section>
  );
}

type ItemProps = {
  readonly desk: InterviewDesk;
  readonly passage: Passage;
  readonly of: InterviewFacts;
  readonly isOwn: boolean;
};

function PassageItem({ desk, passage, of, isOwn }: ItemProps): ReactElement {
  const { t } = useTranslation();
  const recaller = useRows((rows) => rows.get('person', of.interview.recallerId));
  const name = recaller?.name ?? '';
  const { startMs, endMs, kind, statements } = passage;
  const hasSound = soundAt(of.recordings, startMs) !== null;
  const time = formatTime(startMs, 1);
  return (
    <li className={classes['passage']}>
      <span className={classes['meta']}>
        {recaller !== undefined && <PersonBadge person={recaller} size="sm" />}
        <span>{name}</span>
        <TimeText ms={startMs} />
        <span>
          {kind === 'playing'
            ? t('interview.passages.played')
            : t('interview.passages.talked', { seconds: Math.round((endMs - startMs) / 1000) })}
        </span>
      </span>
      {statements.map((statement) => (
        <p key={statement.id} className={classes['words']}>
          {statement.body === '' ? t('interview.statements.empty') : statement.body}
        </p>
      ))}
      <span className={classes['actions']}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlayIcon />}
          disabled={!hasSound && !isOwn}
          aria-label={t('interview.passages.hear', { name, time })}
          onClick={() => desk.hear(passage, of.recordings)}
        >
          {time}
        </Button>
        {!isOwn && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => go({ screen: 'interview', interviewId: passage.interviewId })}
          >
            {t('interview.passages.show', { name })}
          </Button>
        )}
      </span>
    </li>
  );
}
