import { Emitter } from '../timeline/emitter.ts';
import { clamp } from '../timeline/range.ts';
import { Scope } from '../timeline/scope.ts';
import type { Span } from '../timeline/types.ts';
import { type ChannelMixer, createChannelMixer, earGains, isPlain } from './channels.ts';
import { fastestRate, shuttle, slowestRate } from './shuttle.ts';
import type { Player, PlayerErrorKind, PlayerEvents, PlayerOptions } from './types.ts';

const soundStepMs = 10;
const shortestLoopMs = 100;

/** Takes an element that is, or will be, loaded with the recording. The element stays the caller's; its listeners end with `dispose`. */
export function createPlayer(media: HTMLMediaElement, options: PlayerOptions): Player {
  const scope = new Scope();
  const emitter = new Emitter<PlayerEvents>();
  const frames = new Emitter<{ frame: number }>();
  const channelCount = options.channelCount ?? 0;

  /** Where a seek went; kept as asked for until playback moves on, because the element rounds to its own time base. */
  let soughtMs: number | null = null;
  /** A seek that waits for the one before to finish, so that scrubbing video shows frames instead of starving. */
  let waitingSeekMs: number | null = null;
  let jumpBackMs = options.jumpBackMs ?? 0;
  /** Set by a real pause only; a seek takes it away, so that whoever went somewhere begins there. */
  let isResuming = false;
  /** Pauses of ours whose event is still to come: by then a seek may already have followed. */
  let ownPauses = 0;
  let loop: Span | null = null;
  let lastFrameMs = 0;
  /** Start of the video frame on screen, from the browser's compositor. */
  let shownFrameMs: number | null = null;
  /** Where the last step went before rounding, so that ten steps are ten frames. */
  let lastStepMs: number | null = null;
  let gains: readonly number[] = Array.from({ length: channelCount }, () => 1);
  let solo: number | null = null;
  let mixer: ChannelMixer | null = null;

  media.preservesPitch = true;

  const durationMs = (): number => {
    const own = Number.isFinite(media.duration) ? Math.round(media.duration * 1000) : 0;
    return Math.max(own, Math.round(options.durationMs));
  };
  const nowMs = (): number => soughtMs ?? Math.min(Math.round(media.currentTime * 1000), durationMs());
  const isPlaying = (): boolean => !media.paused && !media.ended;

  const apply = (ms: number): void => {
    // A seek that has ended is told of a moment later: one that waited for it until now would undo this one.
    waitingSeekMs = media.seeking ? ms : null;
    if (!media.seeking) media.currentTime = ms / 1000;
  };
  const goTo = (ms: number): void => {
    const target = clamp(Math.round(ms), 0, durationMs());
    const fromMs = nowMs();
    soughtMs = target;
    shownFrameMs = null;
    lastFrameMs = target;
    apply(target);
    emitter.emit('seek', { fromMs, atMs: target });
    requestFrame();
  };
  const seek = (ms: number): void => {
    isResuming = false;
    goTo(ms);
  };

  const onFrame = (): void => {
    const now = nowMs();
    // Only playback that crosses the end goes back; whoever sought beyond it wanted to be there.
    if (loop !== null && isPlaying() && lastFrameMs < loop.endMs && now >= loop.endMs) {
      goTo(loop.startMs);
      return;
    }
    lastFrameMs = now;
    frames.emit('frame', now);
    if (isPlaying() || media.seeking) requestFrame();
  };
  const requestFrame = scope.frame(onFrame);

  scope.listen(media, 'playing', () => {
    emitter.emit('waiting', { isWaiting: false });
    if (!media.seeking) soughtMs = null;
    requestFrame();
  });
  scope.listen(media, 'play', () => {
    mixer?.resume();
    emitter.emit('play', undefined);
    requestFrame();
  });
  scope.listen(media, 'pause', () => {
    if (ownPauses > 0) ownPauses -= 1;
    else isResuming = !media.ended;
    emitter.emit('pause', undefined);
    requestFrame();
  });
  scope.listen(media, 'ended', () => {
    isResuming = false;
    // Somebody has gone elsewhere since: the end, come to on the way, is where nobody listens.
    if (waitingSeekMs !== null || !media.ended) {
      void media.play().catch(() => undefined);
      return;
    }
    if (loop !== null && lastFrameMs < loop.endMs) {
      goTo(loop.startMs);
      void media.play();
      return;
    }
    emitter.emit('ended', undefined);
    requestFrame();
  });
  scope.listen(media, 'seeking', () => {
    // Somebody else (a media key, the system's controls) moved the element: what we remember is no longer true.
    if (soughtMs !== null && waitingSeekMs === null && Math.abs(media.currentTime * 1000 - soughtMs) > 1000)
      soughtMs = null;
    requestFrame();
  });
  scope.listen(media, 'seeked', () => {
    if (waitingSeekMs !== null) {
      const ms = waitingSeekMs;
      waitingSeekMs = null;
      media.currentTime = ms / 1000;
      return;
    }
    if (isPlaying()) soughtMs = null;
    requestFrame();
  });
  // Frames stop in a hidden window, playback does not: the loop and the listeners still get four ticks a second.
  scope.listen(media, 'timeupdate', () => {
    if (document.hidden) onFrame();
  });
  scope.listen(media, 'waiting', () => emitter.emit('waiting', { isWaiting: true }));
  scope.listen(media, 'canplay', () => emitter.emit('waiting', { isWaiting: false }));
  scope.listen(media, 'ratechange', () => emitter.emit('rate', { rate: media.playbackRate }));
  scope.listen(media, 'volumechange', () => emitter.emit('volume', { volume: media.volume }));
  scope.listen(media, 'error', () => {
    void errorKind(media).then((kind) => {
      if (!scope.isDisposed) emitter.emit('error', { kind });
    });
  });
  if (media instanceof HTMLVideoElement && 'requestVideoFrameCallback' in media) {
    const watch = (): number =>
      media.requestVideoFrameCallback((_, frame) => {
        shownFrameMs = frame.mediaTime * 1000;
        callback = watch();
      });
    let callback = watch();
    scope.add(() => media.cancelVideoFrameCallback(callback));
  }

  const play = async (): Promise<boolean> => {
    if (isPlaying()) return true;
    if (media.ended) goTo(loop?.startMs ?? 0);
    else if (isResuming && jumpBackMs > 0) goTo(Math.max(loop?.startMs ?? 0, nowMs() - jumpBackMs));
    isResuming = false;
    try {
      await media.play();
      return true;
    } catch {
      return false;
    }
  };
  const mix = (): void => {
    if (mixer === null && isPlain(gains, solo)) return;
    mixer ??= createChannelMixer(media, channelCount, scope);
    mixer.resume();
    mixer.set(earGains(gains, solo));
    emitter.emit('channels', { gains });
  };
  const pause = (): void => {
    if (media.paused) return;
    ownPauses += 1;
    isResuming = true;
    media.pause();
  };
  const step = (direction: -1 | 1): void => {
    pause();
    const frameMs = options.averageFrameMs ?? null;
    if (frameMs === null) {
      seek(nowMs() + direction * soundStepMs);
      return;
    }
    // From the frame on screen and not from the clock, which may be anywhere inside it; while that frame is still
    // to come (a key held down), from where the last step exactly went.
    const now = nowMs();
    const base =
      (media.seeking ? null : shownFrameMs) ??
      (lastStepMs !== null && Math.ceil(lastStepMs) === now ? lastStepMs : now);
    const next = base + direction * frameMs;
    // Frames of a variable rate may last longer than the average: always get past the clock.
    const wanted = direction === 1 && next <= now ? now + frameMs : next;
    // Up, because a millisecond before a frame's start still shows the frame before it.
    seek(Math.ceil(wanted));
    lastStepMs = wanted;
  };

  const player: Player = {
    media,
    get durationMs() {
      return durationMs();
    },
    get isPlaying() {
      return isPlaying();
    },
    get rate() {
      return media.playbackRate;
    },
    get loop() {
      return loop;
    },
    get volume() {
      return media.volume;
    },
    get channelGains() {
      return gains;
    },
    get solo() {
      return solo;
    },
    nowMs,
    play,
    pause,
    toggle(): void {
      if (isPlaying()) pause();
      else void play();
    },
    seek,
    skip: (deltaMs) => seek(nowMs() + deltaMs),
    step,
    shuttle(key): void {
      const action = shuttle(key, { isPlaying: isPlaying(), rate: media.playbackRate });
      if (action.do === 'play') void play();
      else if (action.do === 'pause') pause();
      else if (action.do === 'back') seek(nowMs() - action.ms);
      else player.setRate(action.rate);
    },
    setRate(rate): void {
      // The default too: loading another source resets the rate to it.
      media.defaultPlaybackRate = clamp(rate, slowestRate, fastestRate);
      media.playbackRate = media.defaultPlaybackRate;
    },
    setLoop(span): void {
      loop =
        span === null
          ? null
          : { startMs: span.startMs, endMs: Math.max(span.endMs, span.startMs + shortestLoopMs) };
      if (loop !== null && (nowMs() < loop.startMs || nowMs() >= loop.endMs)) seek(loop.startMs);
      emitter.emit('loop', { span: loop });
    },
    setVolume(volume): void {
      media.volume = clamp(volume, 0, 1);
    },
    setChannelGain(channel, gain): void {
      if (channel < 0 || channel >= channelCount) return;
      gains = gains.with(channel, clamp(gain, 0, 2));
      mix();
    },
    setSolo(channel): void {
      solo = channel !== null && channel >= 0 && channel < channelCount ? channel : null;
      mix();
    },
    setJumpBack(ms): void {
      jumpBackMs = Math.max(0, Math.round(ms));
    },
    on: emitter.on,
    onFrame: (listener) => frames.on('frame', listener),
    dispose(): void {
      media.pause();
      scope.dispose();
      emitter.clear();
      frames.clear();
    },
  };
  return player;
}

/** The element calls a missing file and one it cannot play the same; asking for its first byte tells them apart. */
async function errorKind(media: HTMLMediaElement): Promise<PlayerErrorKind> {
  if (media.error?.code === MediaError.MEDIA_ERR_NETWORK) return 'unreachable';
  if (media.error?.code === MediaError.MEDIA_ERR_DECODE) return 'undecodable';
  try {
    const response = await fetch(media.currentSrc, { headers: { range: 'bytes=0-0' } });
    await response.body?.cancel();
    return response.ok ? 'undecodable' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
