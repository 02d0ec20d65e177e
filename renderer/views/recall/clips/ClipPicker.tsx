import { type ReactElement, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { createEntryStore, type EntryStore, type MomentEntry } from '../../../desk/session/model/entries.ts';
import { createPersonTiers } from '../../../desk/session/model/tiers.ts';
import type { Player } from '../../../player/types.ts';
import { mirror } from '../../../state/rows.ts';
import type { ChannelLane, Span, Timeline as TimelineHandle } from '../../../timeline/types.ts';
import { RecordingMedia } from '../../session/RecordingMedia.tsx';
import { RecordingTimeline } from '../../session/timeline/RecordingTimeline.tsx';
import { useTierPeople } from '../../session/timeline/useTierPeople.ts';
import { usePeaks } from '../../session/usePeaks.ts';
import { useRecall } from '../recallContext.ts';
import { ClipBar } from './ClipBar.tsx';
import { ClipMoments } from './ClipMoments.tsx';
import classes from './clips.module.css';

const noLanes: readonly ChannelLane[] = [];
const nothing: readonly MomentEntry[] = [];
const never = (): (() => void) => () => undefined;

/**
 * What is watched, chosen beforehand: moments of the session as far as this interview may see them, and spans drawn on
 * the timeline. It can be listened to until the interview has begun: what is heard in an interview is heard where the
 * log is kept.
 */
export function ClipPicker({ recording }: { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const { peaks } = usePeaks(recording);
  const entries = useEntries(recording.id);
  const [player, setPlayer] = useState<Player | null>(null);
  const [timeline, setTimeline] = useState<TimelineHandle | null>(null);
  const [span, setSpan] = useState<Span | null>(null);
  const [momentId, setMomentId] = useState<string | null>(null);
  const canListen = interview.startedAt === null;
  const people = useTierPeople(recording.sessionId);
  const [tiersOf] = useState(createPersonTiers);
  const tiers = useMemo(() => tiersOf(entries, people), [tiersOf, entries, people]);
  useEffect(() => {
    if (timeline === null) return;
    const ends = [
      timeline.on('spanSelected', setSpan),
      timeline.on('select', (selected) => setMomentId(selected.momentId)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [timeline]);
  const show = useCallback(
    (entry: MomentEntry) => {
      setMomentId(entry.moment.id);
      timeline?.show(entry);
      player?.seek(entry.startMs);
    },
    [timeline, player],
  );

  return (
    <section className={classes['picker']} aria-labelledby="prepare-clips">
      <h2 id="prepare-clips">{t('recall.clips.title')}</h2>
      <p className={classes['muted']}>{t('recall.clips.hint')}</p>
      {canListen && (
        <RecordingMedia recording={recording} onReady={setPlayer} className={classes['picture']} />
      )}
      <RecordingTimeline
        recording={recording}
        peaks={peaks}
        lanes={noLanes}
        tiers={tiers}
        player={canListen ? player : null}
        selectedMomentId={momentId}
        selection={span}
        onReady={setTimeline}
        className={classes['timeline'] ?? ''}
      />
      <ClipBar
        recording={recording}
        player={canListen ? player : null}
        timeline={timeline}
        span={span}
        onSpan={setSpan}
      />
      <ClipMoments entries={entries} momentId={momentId} onShow={show} />
    </section>
  );
}

function useEntries(recordingId: string): readonly MomentEntry[] {
  const [store, setStore] = useState<EntryStore | null>(null);
  useEffect(() => {
    const made = createEntryStore(mirror, recordingId);
    setStore(made);
    return () => made.dispose();
  }, [recordingId]);
  return useSyncExternalStore(store?.subscribe ?? never, () => store?.all() ?? nothing);
}
