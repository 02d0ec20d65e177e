import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { Timeline, type TimelineProps } from '../../../timeline/Timeline.tsx';
import { useScheme } from '../../../ui/scheme.ts';
import { styleNonce } from '../../../ui/styleNonce.ts';

type Props = Omit<TimelineProps, 'words' | 'durationMs' | 'scheme' | 'styleNonce'> & {
  readonly recording: RecordingRow;
};

/** The timeline of one recording of the session, on whichever screen. */
export function RecordingTimeline({ recording, ...props }: Props): ReactElement {
  const { t } = useTranslation();
  const { scheme } = useScheme();
  const words = { timeline: t('session.timeline.label'), overview: t('session.timeline.overview') };
  return (
    <Timeline
      words={words}
      durationMs={recording.durationMs}
      scheme={scheme}
      styleNonce={styleNonce}
      {...props}
    />
  );
}
