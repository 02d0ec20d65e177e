import { SegmentedControl } from '@mantine/core';
import { type ReactElement, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { showTranscriptPanel, useTranscriptChoice } from '../../../desk/transcript/choice.ts';
import { useDesk, usePlayer } from '../deskContext.ts';
import { MomentList } from '../list/MomentList.tsx';
import classes from './TranscriptPanel.module.css';
import { TranscriptPanel } from './TranscriptPanel.tsx';

/** The upper part of the desk's panel: what was marked, or what was said. */
export function MomentsOrTranscript({
  recording,
}: {
  readonly recording: RecordingRow | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const player = usePlayer();
  const isShown = useTranscriptChoice((state) => state.isShown);
  const recordings = useMemo(() => (recording === undefined ? [] : [recording]), [recording]);
  const playerOf = useCallback((_: RecordingId) => player, [player]);
  return (
    <div className={classes['panel']}>
      <div className={classes['tabs']}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('transcript.tabs')}
          value={isShown ? 'transcript' : 'moments'}
          data={[
            { value: 'moments', label: t('session.moments.title') },
            { value: 'transcript', label: t('transcript.title') },
          ]}
          onChange={(value) => showTranscriptPanel(value === 'transcript')}
        />
      </div>
      {isShown ? (
        <TranscriptPanel sessionId={desk.sessionId} recordings={recordings} playerOf={playerOf} />
      ) : (
        <MomentList />
      )}
    </div>
  );
}
