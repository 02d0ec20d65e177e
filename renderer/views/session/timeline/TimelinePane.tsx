import { ActionIcon, Tooltip } from '@mantine/core';
import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRow, RecordingRow } from '../../../../shared/model/rows.ts';
import type { CommandId } from '../../../commands/command.ts';
import { labelOf, runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { createCodeTier, createPersonTiers } from '../../../desk/session/model/tiers.ts';
import type { Player } from '../../../player/types.ts';
import { useRows } from '../../../state/rows.ts';
import type { ChannelLane, Tier, Timeline as TimelineHandle } from '../../../timeline/types.ts';
import { personLook } from '../../../ui/people.ts';
import { useAfterFrame } from '../../../ui/useAfterFrame.ts';
import { useDialTraces } from '../../interview/dial/useDialTraces.ts';
import { useCoverageTiers } from '../../interview/useCoverageTiers.ts';
import { useInterviews } from '../../interview/useInterviews.ts';
import { CommandMenu, type MenuAt } from '../CommandMenu.tsx';
import { useSpanTiers } from '../codes/useSpanTiers.ts';
import { useDeskState, useEntries } from '../deskContext.ts';
import { FitIcon, FollowIcon, ZoomInIcon, ZoomOutIcon } from '../icons.tsx';
import { PreviewChip } from '../redaction/RedactionPreview.tsx';
import {
  useRedactionEvents,
  useRedactionTier,
  useSelectedRedactionId,
} from '../redaction/useRedactionTier.ts';
import { useTurnTier } from '../transcript/turnTier.ts';
import type { PeaksView } from '../usePeaks.ts';
import { useSpeakers } from '../useSpeakers.ts';
import { OpenMarkChip } from './OpenMarkChip.tsx';
import { RecordingTimeline } from './RecordingTimeline.tsx';
import { SpanBar } from './SpanBar.tsx';
import classes from './TimelinePane.module.css';
import { useTierPeople } from './useTierPeople.ts';
import { useTimelineEvents } from './useTimelineEvents.ts';

type Props = {
  readonly recording: RecordingRow;
  readonly view: PeaksView;
  readonly player: Player | null;
  readonly onReady: (timeline: TimelineHandle | null) => void;
};

/** The timeline with what floats on it: the drawn span's actions, the open mark, zoom, and what is still to come. */
export function TimelinePane({ recording, view, player, onReady }: Props): ReactElement {
  const { t } = useTranslation();
  const [timeline, setTimeline] = useState<TimelineHandle | null>(null);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  useTimelineEvents(timeline, setMenu);
  useRedactionEvents(timeline);

  const take = useCallback(
    (made: TimelineHandle | null): void => {
      setTimeline(made);
      onReady(made);
    },
    [onReady],
  );

  return (
    <section className={classes['pane']} aria-label={t('session.timeline.label')}>
      <Drawn recording={recording} peaks={view.peaks} player={player} onReady={take} />
      <div className={classes['floating']}>
        <OpenMarkChip />
        <SpanBar />
        <PreviewChip />
      </div>
      <div className={classes['tools']}>
        <ZoomTool id="timeline.follow" icon={<FollowIcon />} />
        <ZoomTool id="timeline.zoomOut" icon={<ZoomOutIcon />} />
        <ZoomTool id="timeline.zoomIn" icon={<ZoomInIcon />} />
        <ZoomTool id="timeline.zoomAll" icon={<FitIcon />} />
      </div>
      <Told view={view} />
      {menu !== null && <CommandMenu at={menu} onClose={() => setMenu(null)} />}
    </section>
  );
}

type DrawnProps = Omit<Props, 'view'> & { readonly peaks: PeaksView['peaks'] };

/** What changes with every mark and selection, apart from the buttons beside it, which do not. */
function Drawn({ recording, peaks, player, onReady }: DrawnProps): ReactElement {
  const momentId = useDeskState((state) => state.momentId);
  const span = useDeskState((state) => state.span);
  const { interviews } = useInterviews(recording.sessionId);
  const coverage = useCoverageTiers(interviews, recording.id);
  const traces = useDialTraces(recording.sessionId, recording.id);
  const marks = usePersonTiers(recording.sessionId);
  const codes = useCodeTier();
  const spans = useSpanTiers(recording.id);
  const turns = useTurnTier(recording.id);
  const redacted = useRedactionTier(recording);
  const redactionId = useSelectedRedactionId();
  const tiers = useMemo(
    () => [...marks, ...codes, ...spans, ...redacted, ...coverage, ...turns],
    [marks, codes, spans, redacted, coverage, turns],
  );
  const lanes = useLanes(recording.sessionId, peaks?.channelCount ?? 0);

  return (
    <RecordingTimeline
      recording={recording}
      peaks={peaks}
      lanes={lanes}
      tiers={tiers}
      traces={traces}
      player={player}
      selectedMomentId={redactionId ?? momentId}
      selection={span}
      onReady={onReady}
      className={classes['timeline'] ?? ''}
    />
  );
}

function ZoomTool({ id, icon }: { readonly id: CommandId; readonly icon: ReactElement }): ReactElement {
  const keys = useCommandKeys(id);
  return (
    <Tooltip label={`${labelOf(id)}  ${keys}`} openDelay={500}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={labelOf(id)}
        // The focus stays where it was: Space plays on.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => runById(id)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** What the waveform is waiting for, or why there is none. */
function Told({ view }: { readonly view: PeaksView }): ReactElement | null {
  const { t } = useTranslation();
  const text =
    view.failure !== null
      ? `${t('session.recording.peaksFailed')}. ${t(`failure.${view.failure.code}`, view.failure.data)}`
      : view.fraction !== null
        ? t('session.recording.peaksGrowing', { percent: Math.round(view.fraction * 100) })
        : view.hasSound
          ? null
          : t('session.recording.noSound');
  return text === null ? null : <p className={classes['told']}>{text}</p>;
}

function usePersonTiers(sessionId: string): readonly Tier[] {
  const entries = useEntries();
  const looks = useTierPeople(sessionId);
  const [tiersOf] = useState(createPersonTiers);
  return useMemo(() => tiersOf(entries, looks), [tiersOf, entries, looks]);
}

/** After the frame: who codes by key waits for the code on the moment, and the marks of 10,000 codings are looked through here. */
function useCodeTier(): readonly Tier[] {
  const { t } = useTranslation();
  const { shown: entries } = useAfterFrame(useEntries());
  const codes = useRows((rows) => rows.all('code'));
  const [tierOf] = useState(createCodeTier);
  const codesById = useMemo(() => new Map<string, CodeRow>(codes.map((code) => [code.id, code])), [codes]);
  return useMemo(
    () => tierOf(entries, codesById, t('session.timeline.codes')),
    [tierOf, entries, codesById, t],
  );
}

/** Each channel by the person whose voice it carries, where the study knows. */
function useLanes(sessionId: string, channelCount: number): readonly ChannelLane[] {
  const { t } = useTranslation();
  const speakers = useSpeakers(sessionId);
  return useMemo(
    () =>
      Array.from({ length: channelCount }, (_, channel): ChannelLane => {
        const person = speakers.find((speaker) => speaker.channel === channel)?.person;
        if (person === undefined)
          return { label: channelCount === 1 ? '' : t('session.player.channel', { number: channel + 1 }) };
        const { color, letters, shape } = personLook(person);
        return { label: person.name, color, letter: letters, shape };
      }),
    [speakers, channelCount, t],
  );
}
