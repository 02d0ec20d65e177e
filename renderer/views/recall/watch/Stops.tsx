import { UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { showStop } from '../../../recall/playing.ts';
import { useRows } from '../../../state/rows.ts';
import { icon } from '../../../ui/icons.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { useRecall, useRecallState } from '../recallContext.ts';
import classes from './watch.module.css';

const MomentIcon = icon('M5.5 17.5v-14M5.5 4h9.5l-2.5 3.5 2.5 3.5H5.5');

/** The stops so far, the last one first: each can be looked at again, to write what was left for later. */
export function Stops(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const stopId = useRecallState((state) => state.stopId);
  const keys = useCommandKeys('recall.toggle');
  const stops = useRows((rows) =>
    rows.of('stop', interview.id).toSorted((a, b) => b.interviewMs - a.interviewMs),
  );
  const statements = useRows((rows) => rows.of('statement', interview.id));
  return (
    <section className={classes['list']} aria-labelledby="watch-stops">
      <h2 id="watch-stops">{t('recall.watch.stops')}</h2>
      {stops.length === 0 && <p className={classes['muted']}>{t('recall.watch.noStops', { key: keys })}</p>}
      <ol>
        {stops.map((stop, index) => {
          const said = statements.find((each) => each.stopId === stop.id && each.body !== '')?.body ?? '';
          const who = t(`recall.watch.who.${stop.initiator}`);
          const number = stops.length - index;
          return (
            <li key={stop.id} data-current={stop.id === stopId || undefined}>
              <UnstyledButton
                className={classes['row'] ?? ''}
                aria-label={t('recall.watch.stopBy', { number, time: formatTime(stop.sessionMs, 1), who })}
                aria-pressed={stop.id === stopId}
                onClick={() => showStop(recall, stop.id)}
              >
                <TimeText ms={stop.sessionMs} />
                <span className={classes['who']}>{who}</span>
                <span className={classes['rowName']}>{said}</span>
                {stop.momentId !== null && <MomentIcon size="1em" />}
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
