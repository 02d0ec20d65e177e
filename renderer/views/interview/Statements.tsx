import { VisuallyHidden } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StatementRow } from '../../../shared/model/rows.ts';
import { formatTime } from '../../../shared/time/timecode.ts';
import type { InterviewDesk } from '../../desk/interview/desk.ts';
import type { InterviewFacts } from '../../desk/interview/model/facts.ts';
import { useRows } from '../../state/rows.ts';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './interview.module.css';

type Props = { readonly desk: InterviewDesk; readonly facts: InterviewFacts };

/** What was said, as sentences in their order; each leads to what it speaks about. */
export function Statements({ desk, facts }: Props): ReactElement {
  const { t } = useTranslation();
  const now = useStore(desk.store, (state) => state.statementId);
  return (
    <section className={classes['section']} aria-labelledby="interview-statements">
      {/* To the eye, the switch above says it already. */}
      <VisuallyHidden>
        <h2 id="interview-statements">{t('interview.statements.title')}</h2>
      </VisuallyHidden>
      {facts.statements.length === 0 ? (
        <p className={classes['none']}>{t('interview.statements.none')}</p>
      ) : (
        <ol className={classes['list']}>
          {facts.statements.map((statement) => (
            <li key={statement.id}>
              <StatementButton
                statement={statement}
                isNow={statement.id === now}
                onPress={() => desk.goTo(statement.startMs, 'session')}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

type ButtonProps = {
  readonly statement: StatementRow;
  readonly isNow: boolean;
  readonly onPress: () => void;
};

function StatementButton({ statement, isNow, onPress }: ButtonProps): ReactElement {
  const { t } = useTranslation();
  const element = useRef<HTMLButtonElement>(null);
  const speaker = useRows((rows) => rows.get('person', statement.speakerId));
  useEffect(() => {
    if (isNow) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isNow]);
  const { body, stance, startMs } = statement;
  return (
    <button
      ref={element}
      type="button"
      className={classes['statement']}
      aria-current={isNow || undefined}
      title={t('interview.statements.at', { name: speaker?.name ?? '', time: formatTime(startMs, 1) })}
      onClick={onPress}
    >
      <span className={classes['meta']}>
        {speaker !== undefined && <PersonBadge person={speaker} size="sm" />}
        <span>{speaker?.name}</span>
        <TimeText ms={startMs} />
        {stance !== null && (
          <span>
            {t(
              stance === 'then' ? 'interview.statements.stance.ofThen' : 'interview.statements.stance.ofNow',
            )}
          </span>
        )}
      </span>
      <span className={classes['words']}>{body === '' ? t('interview.statements.empty') : body}</span>
    </button>
  );
}
