import { createStore, type StoreApi } from 'zustand';
import type { InterviewId, RecordingId, StatementId } from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { type Alignment, toInterviewMs } from '../../../shared/time/align.ts';
import { toSessionMs } from '../../../shared/time/playback-map.ts';
import type { Player, PlayerEvents } from '../../player/types.ts';
import { Emitter } from '../../timeline/emitter.ts';
import type { FollowedPlayer } from '../../timeline/types.ts';
import { alignmentOf, type InterviewFacts, soundAt } from './model/facts.ts';
import type { Passage } from './model/passages.ts';
import { statementAt } from './model/passages.ts';

export type InterviewDeskState = {
  readonly statementId: StatementId | null;
  /** The instant of the session whose passages are listed; null while none has been asked for. */
  readonly askedMs: number | null;
  /** The recording of an interview that is at hand to be heard; of another interview for a passage of it. */
  readonly soundId: RecordingId | null;
};

/** An instant of the interview, and the instant of the session that belongs to it; ms. */
export type Link = { readonly interviewMs: number; readonly sessionMs: number | null };

/**
 * The desk of one recall interview, outside React: two players, and the link between their clocks. The timelines follow
 * `session` and `interview`, which speak in the time of their lane whichever media file is behind it.
 */
export type InterviewDesk = {
  readonly interviewId: InterviewId;
  readonly store: StoreApi<InterviewDeskState>;
  readonly session: FollowedPlayer;
  readonly interview: FollowedPlayer;
  readonly link: Link;
  /** Told of every move of the link. */
  onLink(listener: () => void): () => void;
  /** Told whenever one of the two began or ceased to play. */
  onPlaying(listener: () => void): () => void;
  setFacts(facts: InterviewFacts): void;
  setSessionPlayer(player: Player | null): void;
  setSoundPlayer(player: Player | null): void;
  /** Shows an instant of the interview with what it speaks about, and plays one of the two, or neither. */
  goTo(interviewMs: number, play: 'session' | 'sound' | null): void;
  /** Goes to an instant of the session and asks which passages of the interviews are about it. */
  ask(sessionMs: number): void;
  /** Plays the sound of a passage, which may be another interview's. */
  hear(passage: Passage, recordings: readonly RecordingRow[]): void;
  toggle(which: 'session' | 'sound'): void;
  /** Shows the statement after or before the one at hand, with what it speaks about. */
  goToStatement(direction: 1 | -1): void;
  /** Where the sound at hand stands, in its own time; null without sound. */
  soundNowMs(): number | null;
  dispose(): void;
};

type Sound = { readonly interviewId: InterviewId | null; readonly alignment: Alignment };

export function createInterviewDesk(interviewId: InterviewId): InterviewDesk {
  const store = createStore<InterviewDeskState>(() => ({ statementId: null, askedMs: null, soundId: null }));
  const links = new Emitter<{ link: undefined; playing: undefined }>();
  const tellPlaying = (): void => links.emit('playing', undefined);
  let facts: InterviewFacts | null = null;
  let sessionPlayer: Player | null = null;
  let soundPlayer: Player | null = null;
  let sound: Sound | null = null;
  /** Where the sound is to begin once its file is there. */
  let waiting: { readonly ms: number; readonly isPlaying: boolean } | null = null;
  /** Whose clock moves the link: the session's own playback leaves it where it is. */
  let leads: 'session' | 'sound' = 'session';
  let link: Link = { interviewMs: 0, sessionMs: null };
  let sessionMs = 0;
  const endings: (() => void)[] = [];

  const sessionLane = lane(
    () => sessionMs,
    () => (leads === 'sound' ? soundPlayer : sessionPlayer)?.isPlaying === true,
    (ms) => ask(ms),
  );
  const interviewLane = lane(
    () => Math.round(link.interviewMs),
    () => leads === 'sound' && soundPlayer?.isPlaying === true,
    (ms) => goTo(ms, 'session'),
  );

  const isOwnSound = (): boolean => sound !== null && sound.interviewId === interviewId;

  function moveLink(interviewMs: number): void {
    const at = facts === null ? null : toSessionMs(facts.map, interviewMs);
    link = { interviewMs, sessionMs: at };
    const statementId = facts === null ? null : (statementAt(facts, interviewMs)?.id ?? null);
    if (store.getState().statementId !== statementId) store.setState({ statementId });
    interviewLane.frames.emit('frame', Math.round(interviewMs));
    links.emit('link', undefined);
  }
  function moveSession(ms: number): void {
    sessionMs = Math.round(ms);
    sessionLane.frames.emit('frame', sessionMs);
  }
  function jumpSession(ms: number): void {
    const fromMs = sessionMs;
    sessionPlayer?.seek(ms);
    moveSession(ms);
    sessionLane.events.emit('seek', { fromMs, atMs: sessionMs });
  }
  function putSound(recording: RecordingRow, ms: number, isPlaying: boolean): void {
    sound = { interviewId: recording.interviewId, alignment: alignmentOf(recording) };
    if (store.getState().soundId === recording.id && soundPlayer !== null) {
      soundPlayer.seek(ms);
      if (isPlaying) void soundPlayer.play();
      return;
    }
    waiting = { ms, isPlaying };
    store.setState({ soundId: recording.id });
  }

  function goTo(interviewMs: number, play: 'session' | 'sound' | null): void {
    leads = play === 'sound' ? 'sound' : 'session';
    soundPlayer?.pause();
    if (play !== 'session') sessionPlayer?.pause();
    const fromMs = Math.round(link.interviewMs);
    moveLink(interviewMs);
    if (link.sessionMs !== null) jumpSession(link.sessionMs);
    interviewLane.events.emit('seek', { fromMs, atMs: Math.round(interviewMs) });
    const found = soundAt(facts?.recordings ?? [], interviewMs);
    if (found !== null) putSound(found.recording, found.recordingMs, play === 'sound');
    if (play === 'session' && link.sessionMs !== null) void sessionPlayer?.play();
  }
  function ask(ms: number): void {
    leads = 'session';
    soundPlayer?.pause();
    jumpSession(ms);
    store.setState({ askedMs: ms });
  }

  return {
    interviewId,
    store,
    session: sessionLane.player,
    interview: interviewLane.player,
    get link() {
      return link;
    },
    onLink: (listener) => links.on('link', listener),
    onPlaying: (listener) => links.on('playing', listener),
    setFacts(next) {
      facts = next;
      moveLink(link.interviewMs);
    },
    setSessionPlayer(player) {
      sessionPlayer = player;
      if (player === null) return;
      player.seek(sessionMs);
      endings.push(
        player.onFrame((now) => {
          if (leads === 'session') moveSession(now);
        }),
        player.on('play', () => {
          leads = 'session';
          soundPlayer?.pause();
          sessionLane.events.emit('play', undefined);
          tellPlaying();
        }),
        player.on('pause', tellPlaying),
        player.on('ended', tellPlaying),
      );
    },
    setSoundPlayer(player) {
      soundPlayer = player;
      if (player === null) return;
      endings.push(
        player.onFrame((now) => {
          if (leads !== 'sound' || sound === null || !isOwnSound()) return;
          moveLink(toInterviewMs(sound.alignment, now));
          if (link.sessionMs !== null) moveSession(link.sessionMs);
        }),
        player.on('play', () => {
          leads = 'sound';
          sessionPlayer?.pause();
          if (isOwnSound()) interviewLane.events.emit('play', undefined);
          tellPlaying();
        }),
        player.on('ended', tellPlaying),
        // Left where the sound ended, so that playing the session goes on from what was spoken about.
        player.on('pause', () => {
          if (leads === 'sound' && isOwnSound()) sessionPlayer?.seek(sessionMs);
          tellPlaying();
        }),
      );
      if (waiting === null) return;
      player.seek(waiting.ms);
      if (waiting.isPlaying) void player.play();
      waiting = null;
    },
    goTo,
    ask,
    hear(passage, recordings) {
      if (passage.interviewId === interviewId) {
        const hasSound = soundAt(facts?.recordings ?? [], passage.startMs) !== null;
        goTo(passage.startMs, hasSound ? 'sound' : 'session');
        return;
      }
      const found = soundAt(recordings, passage.startMs);
      if (found === null) return;
      leads = 'sound';
      sessionPlayer?.pause();
      putSound(found.recording, found.recordingMs, true);
    },
    toggle(which) {
      if (which === 'session') sessionPlayer?.toggle();
      else if (soundPlayer?.isPlaying === true) soundPlayer.pause();
      else goTo(link.interviewMs, 'sound');
    },
    goToStatement(direction) {
      const at = link.interviewMs;
      const statements = facts?.statements ?? [];
      const next =
        direction === 1
          ? statements.find(({ startMs }) => startMs > at)
          : statements.findLast(({ startMs }) => startMs < at);
      if (next !== undefined) goTo(next.startMs, null);
    },
    soundNowMs: () => (isOwnSound() ? (soundPlayer?.nowMs() ?? null) : null),
    dispose() {
      for (const end of endings) end();
      links.clear();
      sessionLane.clear();
      interviewLane.clear();
    },
  };
}

/** A lane's clock as its timeline follows it. */
function lane(nowMs: () => number, isPlaying: () => boolean, seek: (ms: number) => void) {
  const events = new Emitter<PlayerEvents>();
  const frames = new Emitter<{ frame: number }>();
  const player: FollowedPlayer = {
    nowMs,
    get isPlaying() {
      return isPlaying();
    },
    seek,
    on: events.on,
    onFrame: (listener) => frames.on('frame', listener),
  };
  return {
    player,
    events,
    frames,
    clear(): void {
      events.clear();
      frames.clear();
    },
  };
}
