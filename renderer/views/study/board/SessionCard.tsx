import { Menu, UnstyledButton } from '@mantine/core';
import { type DragEvent, Fragment, memo, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { rateSession, showMemosOf } from '../../../desk/memos/about.ts';
import { useCounts } from '../../../state/counts.ts';
import { addFiles, chooseAndAdd } from '../../../state/importing.ts';
import { actorNow, go } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { recordingsOfSession } from '../../../state/recordings.ts';
import { useRows, write } from '../../../state/rows.ts';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import { sessionName } from '../../../ui/names.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { formatIsoDate } from '../../../ui/words.ts';
import { InterviewsOfSession } from '../../recall/board/InterviewsOfSession.tsx';
import classes from './board.module.css';
import { RecordingLine } from './RecordingLine.tsx';
import { SessionDialog } from './SessionDialog.tsx';

type Props = { readonly session: SessionRow };

/** A session at a glance; opens the desk. Files dropped on it are for it. */
export const SessionCard = memo(function SessionCard({ session }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, title, heldOn } = session;
  const [isEdited, setEdited] = useState(false);
  const recordings = useRows((rows) => recordingsOfSession(rows, id));
  const name = sessionName(session);
  const facts = [name === title ? '' : title, heldOn === null ? '' : formatIsoDate(heldOn)].filter(Boolean);

  function onDrop(event: DragEvent): void {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    void addFiles([...event.dataTransfer.files], id);
  }

  return (
    <li className={classes['card']} onDrop={onDrop}>
      <div className={classes['cardHead']}>
        <UnstyledButton
          className={classes['cardName'] ?? ''}
          onClick={() => go({ screen: 'session', sessionId: id })}
        >
          {name}
        </UnstyledButton>
        <MoreMenu label={t('common.more', { name })} className={classes['cardMenu']}>
          <Menu.Item onClick={() => setEdited(true)}>{t('board.editSession')}</Menu.Item>
          <Menu.Item onClick={() => void chooseAndAdd(id)}>{t('board.importInto')}</Menu.Item>
          <Menu.Item onClick={() => showMemosOf({ kind: 'session', id })}>{t('memo.menu')}</Menu.Item>
          <Menu.Item onClick={() => rateSession(id)}>{t('rating.menu')}</Menu.Item>
          <Menu.Item
            color="red"
            onClick={() => void orShow(write(client.session.remove({ id, actor: actorNow() })))}
          >
            {t('board.removeSession')}
          </Menu.Item>
        </MoreMenu>
      </div>
      {facts.length > 0 && (
        <p className={classes['cardFacts']}>
          {facts.map((fact, index) => (
            <Fragment key={fact}>
              {index > 0 && ' · '}
              {/* By itself: a title in Arabic would turn the date round. */}
              <bdi>{fact}</bdi>
            </Fragment>
          ))}
        </p>
      )}
      <Participants sessionId={id} />
      {recordings.length === 0 ? (
        <p className={classes['cardFacts']}>{t('board.noRecording')}</p>
      ) : (
        <ul className={classes['recordings']}>
          {recordings.map((recording) => (
            <RecordingLine key={recording.id} recording={recording} />
          ))}
        </ul>
      )}
      <InterviewsOfSession session={session} />
      <Counts sessionId={id} />
      {isEdited && <SessionDialog session={session} onClose={() => setEdited(false)} />}
    </li>
  );
});

type OfSession = { readonly sessionId: SessionRow['id'] };

function Participants({ sessionId }: OfSession): ReactElement | null {
  const { t } = useTranslation();
  const present = useRows((rows) =>
    rows
      .of('sessionParticipant', sessionId)
      .map(({ personId }) => rows.get('person', personId))
      .filter((person) => person !== undefined),
  );
  if (present.length === 0) return null;
  return (
    <ul className={classes['participants']} aria-label={t('board.participants')}>
      {present.map((person) => (
        <li key={person.id}>
          <PersonBadge person={person} size="sm" />
          {person.name}
        </li>
      ))}
    </ul>
  );
}

/** A line that is empty until the core has counted, which it does when the board is on the screen. */
function Counts({ sessionId }: OfSession): ReactElement {
  const { t } = useTranslation();
  const isCounted = useCounts((state) => state.counts !== null);
  const count = useCounts((state) => state.counts?.get(sessionId));
  const texts = isCounted
    ? [
        t('board.moments', { count: count?.moments ?? 0 }),
        t('board.notes', { count: count?.notes ?? 0 }),
        t('board.codings', { count: count?.codings ?? 0 }),
      ]
    : ['\u00a0'];
  return (
    <p className={classes['counts']}>
      {texts.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}
