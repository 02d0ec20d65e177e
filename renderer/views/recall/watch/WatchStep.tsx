import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRows } from '../../../state/rows.ts';
import { useRecall } from '../recallContext.ts';
import { Places } from './Places.tsx';
import { Stops } from './Stops.tsx';
import { Talk } from './Talk.tsx';
import { WatchStage } from './WatchStage.tsx';
import classes from './watch.module.css';

/** The recording and one large Stop; beside it what is said of the stop; below it where to go and where one has been. */
export function WatchStep(): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const recording = useRows((rows) => rows.get('recording', interview.recordingId));
  return (
    <div className={classes['watch']}>
      <div className={classes['main']}>
        {recording === undefined ? (
          <p className={classes['without']}>{t('recall.watch.noRecording')}</p>
        ) : (
          <WatchStage key={recording.id} recording={recording} />
        )}
        <div className={classes['below']}>
          <Places />
          <Stops />
        </div>
      </div>
      <Talk />
    </div>
  );
}
