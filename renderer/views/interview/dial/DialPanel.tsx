import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import type { Player } from '../../../player/types.ts';
import { DialSetUp } from './DialSetUp.tsx';
import { DialTurning } from './DialTurning.tsx';
import classes from './dial.module.css';
import { showDial, useDial } from './dialState.ts';

type Props = { readonly recording: RecordingRow; readonly player: Player | null };

/** A continuous rating while the recording plays; between the timeline and the player while it is open. */
export function DialPanel({ recording, player }: Props): ReactElement | null {
  const { t } = useTranslation();
  const dial = useDial((state) => state.dial);
  // Its trace is of this recording: another one on the desk is another dial.
  useEffect(() => () => showDial({ status: 'closed' }), []);
  if (dial.status === 'closed' || player === null) return null;
  return (
    <section className={classes['panel']} aria-label={t('interview.dial.title')}>
      {dial.status === 'setUp' ? (
        <DialSetUp recording={recording} />
      ) : (
        <DialTurning key={dial.traceId} dial={dial} player={player} />
      )}
    </section>
  );
}
