import { Button } from '@mantine/core';
import { type ReactElement, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { client } from '../../../api/client.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { goToStep } from '../../../recall/steps.ts';
import { actorNow } from '../../../state/interface.ts';
import { mirror, useRows, write } from '../../../state/rows.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import { useRecall, useRecallState, useTarget } from '../recallContext.ts';
import { Leads } from './Leads.tsx';
import { MomentPanel } from './MomentPanel.tsx';
import { Statements } from './Statements.tsx';
import classes from './watch.module.css';

/** What is said of a stop: the statements, the leads that asked for them, and the moment it is about. */
export function Talk(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const stopId = useRecallState((state) => state.stopId);
  const stop = useRows((rows) => rows.get('stop', stopId));
  const heldUp = useRecallState((state) => state.slot.said.heldUp);
  const spokenOf = stop ?? heldUp;
  const closeKeys = useCommandKeys('recall.close');
  return (
    <aside className={classes['talk']} aria-labelledby="watch-talk">
      <div className={classes['talkHead']}>
        <h2 id="watch-talk">
          {spokenOf === null
            ? t('recall.watch.said')
            : t('recall.watch.atStop', { time: formatTime(spokenOf.sessionMs, 1) })}
        </h2>
        {spokenOf !== null && (
          <span className={classes['muted']}>{t(`recall.watch.who.${spokenOf.initiator}`)}</span>
        )}
      </div>
      {heldUp !== null && <p className={classes['heldUp']}>{t('recall.watch.heldUp')}</p>}
      {spokenOf === null && interview.recordingId !== null ? (
        <p className={classes['muted']}>{t('recall.watch.beforeStop')}</p>
      ) : (
        <Statements />
      )}
      <Leads />
      {stop !== undefined && <MomentPanel stop={stop} />}
      <Distress />
      <div className={classes['talkEnd']}>
        <Button variant="default" title={closeKeys} onClick={() => void goToStep(recall, 'close')}>
          {t('recall.watch.toClose')}
        </Button>
      </div>
    </aside>
  );
}

/** Out of sight until it is wanted, and then one key away: the recaller may be looking on. */
function Distress(): ReactElement {
  const { t } = useTranslation();
  const { id, distressNote } = useRecall().interview;
  const [isAsked, setAsked] = useState(false);
  const node = useRef<HTMLDivElement>(null);
  const keys = useCommandKeys('recall.noteDistress');
  useTarget('distress', () => {
    // Drawn at once: who has pressed the key writes on, and what is written before the next frame would be lost.
    flushSync(() => setAsked(true));
    node.current?.querySelector('textarea')?.focus();
  });
  if (!isAsked && distressNote === '')
    return (
      <div>
        <Button variant="subtle" color="gray" size="compact-md" title={keys} onClick={() => setAsked(true)}>
          {t('recall.watch.showDistress')}
        </Button>
      </div>
    );
  return (
    <div ref={node}>
      <DraftTextarea
        label={t('recall.watch.distress')}
        placeholder={t('recall.watch.distressHint')}
        source={{
          key: `interview.distressNote:${id}`,
          read: () => mirror.get('interview', id)?.distressNote ?? '',
          save: (text) => write(client.interview.update({ id, distressNote: text, actor: actorNow() })),
        }}
      />
    </div>
  );
}
