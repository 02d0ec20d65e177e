import { useEffect, useRef } from 'react';
import type { Peaks } from '../waveform/types.ts';
import { createTimeline } from './timeline.ts';
import type { Trace } from './traces.ts';
import type {
  ChannelLane,
  ColorScheme,
  FollowedPlayer,
  Span,
  Tier,
  Timeline as TimelineHandle,
  TimelineWords,
} from './types.ts';

export type TimelineProps = {
  readonly words: TimelineWords;
  readonly durationMs: number;
  readonly scheme: ColorScheme;
  readonly peaks: Peaks | null;
  readonly lanes: readonly ChannelLane[];
  readonly tiers: readonly Tier[];
  readonly traces?: readonly Trace[];
  readonly player: FollowedPlayer | null;
  readonly selectedMomentId: string | null;
  readonly selection: Span | null;
  readonly isMotionReduced?: boolean;
  readonly styleNonce?: string;
  readonly className?: string;
  /** The instance, for its events, view and zoom; null when it is gone. */
  readonly onReady: (timeline: TimelineHandle | null) => void;
};

const noTraces: readonly Trace[] = [];

/** The element and nothing else: props become imperative calls, and nothing that moves passes through React. */
export function Timeline(props: TimelineProps) {
  const { durationMs, scheme, peaks, lanes, tiers, player, selectedMomentId, selection } = props;
  const { traces = noTraces } = props;
  const host = useRef<HTMLDivElement>(null);
  const timeline = useRef<TimelineHandle | null>(null);
  const first = useRef(props);
  first.current = props;

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const { words, isMotionReduced, styleNonce, onReady } = first.current;
    const made = createTimeline(element, {
      words,
      durationMs: first.current.durationMs,
      scheme: first.current.scheme,
      ...(isMotionReduced === undefined ? {} : { isMotionReduced }),
      ...(styleNonce === undefined ? {} : { styleNonce }),
    });
    timeline.current = made;
    onReady(made);
    return () => {
      timeline.current = null;
      first.current.onReady(null);
      made.dispose();
    };
  }, []);
  useEffect(() => timeline.current?.setDuration(durationMs), [durationMs]);
  useEffect(() => timeline.current?.setScheme(scheme), [scheme]);
  useEffect(() => timeline.current?.setPeaks(peaks, lanes), [peaks, lanes]);
  useEffect(() => timeline.current?.setTiers(tiers), [tiers]);
  useEffect(() => timeline.current?.setTraces(traces), [traces]);
  useEffect(() => timeline.current?.setPlayer(player), [player]);
  useEffect(() => timeline.current?.setSelectedMoment(selectedMomentId), [selectedMomentId]);
  useEffect(() => timeline.current?.setSelection(selection), [selection]);

  return <div ref={host} className={`sp-timeline ${props.className ?? ''}`} />;
}
