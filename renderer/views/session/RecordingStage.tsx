import { type CSSProperties, type ReactElement, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelCountOf } from '../../../shared/model/recording.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { applyLoop } from '../../desk/session/going.ts';
import { keepKeeping, placeNow } from '../../desk/session/keep.ts';
import { useLayout } from '../../desk/session/layout.ts';
import type { Player as PlayerHandle } from '../../player/types.ts';
import { useRows } from '../../state/rows.ts';
import { readSettings, settingsNow } from '../../state/settings.ts';
import type { Timeline as TimelineHandle } from '../../timeline/types.ts';
import { DialPanel } from '../interview/dial/DialPanel.tsx';
import { CodingStrip } from './codes/CodingStrip.tsx';
import { useDesk, useDeskState } from './deskContext.ts';
import { activePeopleOf } from './people.ts';
import { PlayerBar } from './player/PlayerBar.tsx';
import { RecordingMedia } from './RecordingMedia.tsx';
import classes from './RecordingStage.module.css';
import { RedactionPreview } from './redaction/RedactionPreview.tsx';
import { Splitter } from './Splitter.tsx';
import { TimelinePane } from './timeline/TimelinePane.tsx';
import { usePeaks } from './usePeaks.ts';

type Props = {
  readonly recording: RecordingRow;
  readonly onPlayer: (player: PlayerHandle | null) => void;
};

/** A recording on the desk: its picture when it has one, the timeline, and the bar that plays it. */
export function RecordingStage({ recording, onPlayer }: Props): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const view = usePeaks(recording);
  const people = useRows((rows) => activePeopleOf(rows, recording.sessionId));
  const [player, setPlayer] = useState<PlayerHandle | null>(null);
  const [timeline, setTimeline] = useState<TimelineHandle | null>(null);
  const picturePart = useLayout((layout) => layout.picturePart);

  const takePlayer = useCallback(
    (made: PlayerHandle | null): void => {
      desk.player = made;
      const place = placeNow(desk);
      if (made !== null && place !== undefined) made.seek(place.atMs);
      setPlayer(made);
      onPlayer(made);
    },
    [desk, onPlayer],
  );
  const takeTimeline = useCallback(
    (made: TimelineHandle | null): void => {
      desk.timeline = made;
      const place = placeNow(desk);
      if (made !== null && place !== undefined) made.setView(place);
      setTimeline(made);
    },
    [desk],
  );
  useEffect(() => {
    if (player === null || timeline === null) return;
    return keepKeeping(desk);
  }, [desk, player, timeline]);
  useJumpBack(player);
  useLoop(player);

  const options = { channelCount: channelCountOf(recording), jumpBackMs: settingsNow().jumpBackMs };
  const style: CSSProperties & Record<`--${string}`, string> = { '--picture': `${picturePart * 100}%` };

  return (
    <div className={classes['stage']} style={style} data-divided="picturePart">
      <RecordingMedia
        recording={recording}
        options={options}
        onReady={takePlayer}
        className={classes['picture']}
        overlay={<RedactionPreview recording={recording} player={player} />}
      >
        {recording.kind === 'video' && (
          <Splitter
            part="picturePart"
            label={t('session.panel.resizePicture')}
            orientation="horizontal"
            direction={1}
            valueAt={({ y, box }) => y / box.height}
          />
        )}
      </RecordingMedia>
      <TimelinePane recording={recording} view={view} player={player} onReady={takeTimeline} />
      <CodingStrip timeline={timeline} />
      <DialPanel
        recording={recording}
        player={player}
        people={people}
        interviewId={null}
        onToggle={() => player?.toggle()}
      />
      <PlayerBar recording={recording} />
    </div>
  );
}

function useJumpBack(player: PlayerHandle | null): void {
  const jumpBackMs = useRows((rows) => readSettings(rows).jumpBackMs);
  useEffect(() => player?.setJumpBack(jumpBackMs), [player, jumpBackMs]);
}

/** The loop goes with the selected part, and with its times while they are changed; past React, or each mark would draw the whole stage. */
function useLoop(player: PlayerHandle | null): void {
  const desk = useDesk();
  const moments = useDeskState((state) => state.moments);
  useEffect(() => {
    if (player === null) return;
    const keep = (): void => applyLoop(desk);
    keep();
    const ends = [desk.store.subscribe(keep), moments?.subscribe(keep)];
    return () => {
      for (const end of ends) end?.();
    };
  }, [desk, moments, player]);
}
