import { Button, Menu, UnstyledButton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byId } from '../../../../shared/model/order.ts';
import type { InterviewRow, SessionRow } from '../../../../shared/model/rows.ts';
import { daysBetween, localDate } from '../../../../shared/time/days.ts';
import { client } from '../../../api/client.ts';
import { actorNow, go } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { confirm } from '../../../ui/ConfirmDialog.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { formatIsoDate } from '../../../ui/words.ts';
import classes from './interviews.module.css';
import { PlanDialog } from './PlanDialog.tsx';

/** The recall interviews of a session on the board: planned, under way, done, missed; and the way to plan another. */
export function InterviewsOfSession({ session }: { readonly session: SessionRow }): ReactElement {
  const { t } = useTranslation();
  const interviews = useRows((rows) => rows.of('interview', session.id).toSorted(byId));
  const [isPlanning, setPlanning] = useState(false);
  return (
    <div className={classes['interviews']}>
      {interviews.length > 0 && (
        <>
          <p className={classes['title']} aria-hidden="true">
            {t('recall.board.label')}
          </p>
          <ul aria-label={t('recall.board.label')}>
            {interviews.map((interview) => (
              <InterviewLine key={interview.id} interview={interview} heldOn={session.heldOn} />
            ))}
          </ul>
        </>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        className={classes['plan'] ?? ''}
        leftSection={<PlusIcon size="1em" />}
        onClick={() => setPlanning(true)}
      >
        {t('recall.board.plan')}
      </Button>
      {isPlanning && <PlanDialog session={session} onClose={() => setPlanning(false)} />}
    </div>
  );
}

type LineProps = { readonly interview: InterviewRow; readonly heldOn: string | null };

function InterviewLine({ interview, heldOn }: LineProps): ReactElement {
  const { t } = useTranslation();
  const { id, status, followUp } = interview;
  const recaller = useRows((rows) => rows.get('person', interview.recallerId));
  const name = recaller?.name ?? '';
  // One that was held has a desk of its own; the others are gone on with.
  const open = (): void => go({ screen: status === 'done' ? 'interview' : 'recall', interviewId: id });
  const setStatus = (next: 'planned' | 'missed'): void =>
    void orShow(write(client.interview.update({ id, status: next, actor: actorNow() })));

  async function remove(): Promise<void> {
    const isMeant = await confirm({
      title: t('recall.board.removeTitle', { name }),
      text: t('recall.board.removeText'),
      confirmLabel: t('recall.board.remove'),
      isDangerous: true,
    });
    if (isMeant) await orShow(write(client.interview.remove({ id, actor: actorNow() })));
  }

  const days = daysSince(heldOn, interview);
  const facts = [
    followUp > 0 ? t('recall.board.followUp', { number: followUp }) : '',
    status === 'planned' && interview.plannedFor !== null
      ? t('recall.board.plannedFor', { date: formatIsoDate(interview.plannedFor) })
      : t(`recall.board.status.${status}`),
    days === null ? '' : days === 0 ? t('recall.board.sameDay') : t('recall.board.interval', { count: days }),
  ].filter(Boolean);

  return (
    <li className={classes['line']} data-status={status}>
      {recaller !== undefined && <PersonBadge person={recaller} size="sm" />}
      <UnstyledButton
        className={classes['open'] ?? ''}
        aria-label={t('recall.board.open', { name })}
        onClick={open}
      >
        <span>{name}</span>
        <span className={classes['facts']}>{facts.join(' · ')}</span>
      </UnstyledButton>
      <MoreMenu label={t('recall.board.more', { name })}>
        {status === 'done' && (
          <Menu.Item onClick={() => go({ screen: 'recall', interviewId: id })}>
            {t('recall.board.notes')}
          </Menu.Item>
        )}
        {status === 'planned' && (
          <Menu.Item onClick={() => setStatus('missed')}>{t('recall.board.missed')}</Menu.Item>
        )}
        {status === 'missed' && (
          <Menu.Item onClick={() => setStatus('planned')}>{t('recall.board.planned')}</Menu.Item>
        )}
        <Menu.Item color="red" onClick={() => void remove()}>
          {t('recall.board.remove')}
        </Menu.Item>
      </MoreMenu>
    </li>
  );
}

/** Whole days from the session to the interview, as it was held or is planned; null when either is not known. */
function daysSince(heldOn: string | null, { startedAt, plannedFor }: InterviewRow): number | null {
  const on = startedAt === null ? plannedFor : localDate(startedAt);
  if (heldOn === null || on === null) return null;
  const days = daysBetween(heldOn, on);
  return days < 0 ? null : days;
}
