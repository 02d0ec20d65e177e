import type { Player } from '../player/types.ts';
import type { Peaks } from '../waveform/types.ts';
import type { Emitter } from './emitter.ts';
import type { Trace } from './traces.ts';

/** A span of recording time in integer milliseconds, `startMs <= endMs`. */
export type Span = { readonly startMs: number; readonly endMs: number };

/** The most significant instant inside a moment, drawn as a small triangle. */
export type MarkPeak = {
  readonly id: string;
  readonly atMs: number;
  readonly letter: string;
  readonly color: string;
};

/** One segment of a moment (or one coding, turn, watched span) as the timeline draws it. */
export type Mark = {
  /** The segment's id; of a coding or a turn, its own. Unique within its tier. */
  readonly id: string;
  readonly momentId: string | null;
  readonly startMs: number;
  /** Equal to `startMs` for a point. */
  readonly endMs: number;
  readonly label: string;
  /** Any CSS colour, the person's or the code's. */
  readonly color: string;
  /** Never colour alone: the person's letter or the code's key. */
  readonly letter: string;
  /** Given only by those who know better than the timeline how to stack what overlaps. 0 is the top. */
  readonly lane?: number;
  readonly peaks?: readonly MarkPeak[];
};

export type TierKind = 'person' | 'codes' | 'coverage' | 'turns';

/** Of the badge in the gutter, as everywhere else; square where it is not said. */
export type BadgeShape = 'round' | 'square';

export type Tier = {
  readonly id: string;
  readonly label: string;
  readonly kind: TierKind;
  readonly marks: readonly Mark[];
  /** The person's, shown with the label. */
  readonly color?: string;
  readonly letter?: string;
  readonly shape?: BadgeShape;
  /** Whether its marks can be moved and resized. Default: only those of a `person` tier. */
  readonly isEditable?: boolean;
};

/** One channel of sound and whose voice it is. */
export type ChannelLane = {
  readonly label: string;
  readonly color?: string;
  readonly letter?: string;
  readonly shape?: BadgeShape;
};

/** The part of the recording on screen. Integer milliseconds, so that it can be kept and given back. */
export type TimelineView = Span & { readonly msPerPixel: number };

/** What lies under the pointer. `atMs` is always the instant under it. */
export type HitTarget =
  | {
      readonly kind: 'mark' | 'markStart' | 'markEnd';
      readonly atMs: number;
      readonly tierId: string;
      readonly mark: Mark;
    }
  | {
      readonly kind: 'peak';
      readonly atMs: number;
      readonly tierId: string;
      readonly mark: Mark;
      readonly peak: MarkPeak;
    }
  | { readonly kind: 'selection' | 'selectionStart' | 'selectionEnd'; readonly atMs: number }
  | { readonly kind: 'playhead' | 'ruler' | 'wave'; readonly atMs: number }
  | { readonly kind: 'empty'; readonly atMs: number; readonly tierId: string | null }
  | { readonly kind: 'overview' | 'overviewWindow'; readonly atMs: number };

export type TimelineEvents = {
  /** A click asks for this instant. When a player is set the timeline has already sought there. */
  seek: { readonly atMs: number };
  /** A mark (or, with nulls, nothing) was clicked. The timeline shows it as selected only when told so. */
  select: { readonly id: string | null; readonly momentId: string | null; readonly tierId: string | null };
  /** Double click or Enter on a mark: go into it. */
  open: { readonly id: string; readonly momentId: string | null; readonly tierId: string };
  /** A span was dragged out or taken away again. */
  spanSelected: Span | null;
  /** A move or resize was approved; the tiers still hold the old times until `setTiers`. */
  segmentChanged: { readonly id: string; readonly momentId: string | null; readonly tierId: string } & Span;
  rangeChanged: TimelineView;
  /** Right click; coordinates are the window's. */
  context: { readonly target: HitTarget; readonly clientX: number; readonly clientY: number };
  /** The view began or stopped to follow the playhead. */
  followChanged: { readonly isFollowing: boolean };
};

/** What the timeline needs of a player. Its instants are the timeline's own, which need not be those of one media file. */
export type FollowedPlayer = Pick<Player, 'isPlaying' | 'nowMs' | 'seek' | 'on' | 'onFrame'>;

export type ColorScheme = 'light' | 'dark';

/** Words come in, because the timeline knows no catalogue. */
export type TimelineWords = {
  /** Accessible name of the whole. */
  readonly timeline: string;
  readonly overview: string;
};

export type TimelineOptions = {
  readonly words: TimelineWords;
  readonly durationMs?: number;
  readonly scheme?: ColorScheme;
  /** Default: as the system asks. */
  readonly isMotionReduced?: boolean;
  /** A nonce for wavesurfer's own style element, for a page with a strict `style-src`. */
  readonly styleNonce?: string;
};

export interface Timeline {
  readonly host: HTMLElement;
  readonly on: Emitter<TimelineEvents>['on'];
  setDuration(durationMs: number): void;
  /** Null: a recording without sound, or none yet. Lanes are named in the order of the channels. */
  setPeaks(peaks: Peaks | null, lanes?: readonly ChannelLane[]): void;
  /** Marks need not be sorted. Cheap to call with unchanged `marks` arrays: their index is kept. */
  setTiers(tiers: readonly Tier[]): void;
  /** Lines over the waveform, one for each person who dialled. */
  setTraces(traces: readonly Trace[]): void;
  /** All segments of this moment are drawn as selected. */
  setSelectedMoment(momentId: string | null): void;
  setSelection(span: Span | null): void;
  readonly selection: Span | null;
  /** The playhead follows this player; clicks and scrubs seek it. Null takes it away. */
  setPlayer(player: FollowedPlayer | null): void;
  /** Reads the CSS variables again. */
  setScheme(scheme: ColorScheme): void;
  readonly view: TimelineView;
  setView(view: { readonly startMs: number; readonly msPerPixel: number }): void;
  /** Pans, and zooms out when need be, until the span is on screen. */
  show(span: Span): void;
  /** Around the playhead when it is on screen, else around the middle. */
  zoomIn(): void;
  zoomOut(): void;
  zoomAll(): void;
  /** Brings the playhead back on screen and follows it while it plays. */
  followPlayhead(): void;
  readonly isFollowing: boolean;
  dispose(): void;
}
