import type { Emitter, Unsubscribe } from '../timeline/emitter.ts';
import type { Span } from '../timeline/types.ts';

export type PlayerOptions = {
  /** The recording's duration as the study knows it; until the element knows, and never less than what it says. */
  readonly durationMs: number;
  /** Channels of the sound, 0 for none. */
  readonly channelCount?: number;
  /** The certificate's `averageFrameMs`; null or absent for sound alone, which steps by 10 ms. */
  readonly averageFrameMs?: number | null;
  /** How far to go back when playback resumes after a pause; 0 is off. Can be changed later. */
  readonly jumpBackMs?: number;
};

export type PlayerEvents = {
  play: undefined;
  pause: undefined;
  /** Every seek, also one of the loop or of the jump back. */
  seek: { readonly fromMs: number; readonly atMs: number };
  rate: { readonly rate: number };
  loop: { readonly span: Span | null };
  volume: { readonly volume: number };
  channels: { readonly gains: readonly number[] };
  ended: undefined;
  waiting: { readonly isWaiting: boolean };
  error: { readonly kind: PlayerErrorKind };
};

/** What a person can be told: the file cannot be reached, or its contents cannot be played; the view says it in words. */
export type PlayerErrorKind = 'unreachable' | 'undecodable';

/** Playback of one recording. The media element is the only clock; all instants are integer milliseconds of it. */
export interface Player {
  readonly media: HTMLMediaElement;
  readonly durationMs: number;
  readonly isPlaying: boolean;
  /** After a seek exactly the instant asked for, until playback moves on. */
  nowMs(): number;
  /** Resolves when sound begins. Refused by the browser without a gesture of the person: stays paused, says false. */
  play(): Promise<boolean>;
  pause(): void;
  toggle(): void;
  /** Clamped to the recording and rounded. */
  seek(ms: number): void;
  /** Relative to now. */
  skip(deltaMs: number): void;
  /** One frame of video, or 10 ms of sound; pauses first. */
  step(direction: -1 | 1): void;
  /** J, K, L: slower or back, stop, faster or on. */
  shuttle(key: 'J' | 'K' | 'L'): void;
  readonly rate: number;
  /** Clamped to 0.25–3; pitch is kept. */
  setRate(rate: number): void;
  readonly loop: Span | null;
  /** Repeats this span once playback reaches its end; null ends it. Shorter than 100 ms is played as 100 ms. */
  setLoop(span: Span | null): void;
  readonly volume: number;
  /** 0–1. */
  setVolume(volume: number): void;
  /** One for each channel, 1 unless set. */
  readonly channelGains: readonly number[];
  /** 0–2. The only audible channel is heard in both ears. Ignored for a channel that is not there. */
  setChannelGain(channel: number, gain: number): void;
  /** Listen to one speaker alone, or with null to all as before. */
  setSolo(channel: number | null): void;
  readonly solo: number | null;
  setJumpBack(jumpBackMs: number): void;
  readonly on: Emitter<PlayerEvents>['on'];
  /** Called once per painted frame while playing, and after each seek. */
  onFrame(listener: (nowMs: number) => void): Unsubscribe;
  dispose(): void;
}
