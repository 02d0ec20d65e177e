import { logOf } from '../../shared/interchange/interview-summary.ts';
import type { StopId } from '../../shared/model/ids.ts';
import { byInterviewTime } from '../../shared/model/order.ts';
import { leftAtMs, missingPause } from '../../shared/model/playback-log.ts';
import type { InterviewRow, LogLineRow } from '../../shared/model/rows.ts';
import { mayStop, samplingStopMs } from '../../shared/model/stopping.ts';
import type { StopMeans } from '../../shared/model/vocabulary.ts';
import { coverage, playbackMap } from '../../shared/time/playback-map.ts';
import { lengthMs } from '../../shared/time/spans.ts';
import { formatTime } from '../../shared/time/timecode.ts';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import type { Player } from '../player/types.ts';
import { onMessage } from '../state/connection.ts';
import { flushDrafts } from '../state/drafts.ts';
import { actorNow } from '../state/interface.ts';
import { orShow, showFailure } from '../state/notices.ts';
import { mirror, write } from '../state/rows.ts';
import { settingsNow } from '../state/settings.ts';
import { announce } from '../ui/announcer.tsx';
import { t } from '../ui/i18n.ts';
import { createLogger, type Initiator } from './logger.ts';
import { stopToMoment } from './moments.ts';
import {
  type HeldUpStop,
  interviewNow,
  newSlot,
  placesNow,
  type Recall,
  recordingNow,
  type Slot,
  stopsNow,
} from './recall.ts';
import { endStatements } from './statements.ts';
import { tellPlayback } from './telling.ts';
import { passedThrough } from './visits.ts';

/** Who is taken to have stopped, unless somebody says otherwise: a clicker is in the recaller's hand. */
export function initiatorOf(interview: InterviewRow | undefined, means: StopMeans): Initiator {
  if (means === 'rule') return 'rule';
  if (interview?.whoMayStop === 'inquirer') return 'inquirer';
  if (interview?.whoMayStop === 'recaller') return 'recaller';
  return means === 'clicker' || means === 'recallerWindow' ? 'recaller' : 'inquirer';
}

/** Pauses at once, and keeps the stop. `agoMs`: how long ago it was pressed, in another window. Nothing happens unless it plays. */
export async function stopNow(
  recall: Recall,
  means: StopMeans,
  {
    initiator = initiatorOf(interviewNow(recall), means),
    agoMs = 0,
  }: { initiator?: Initiator; agoMs?: number } = {},
): Promise<void> {
  const { player, log } = recall;
  const stood = log?.stop(agoMs) ?? null;
  player?.pause();
  if (stood === null) return;
  recall.stoppedAt = performance.now();
  recall.store.setState({ dueId: null });
  // Pressed in another window, it has played on for a moment: it stands where the stop says. Not a seek of anybody's.
  if (player !== null && agoMs > 0) player.media.currentTime = stood.sessionMs / 1000;
  const held: { slot: Slot | null } = { slot: null };
  const made = await recall.ledger.stop({ ...stood, initiator, means, at: Date.now() - agoMs }, (failure) => {
    held.slot = showHeldUp(recall, { sessionMs: stood.sessionMs, initiator, failure });
  });
  if (held.slot !== null) letGo(recall, held.slot, made.ok ? made.value.id : null);
  if (!made.ok) {
    // Refused for good: it is no stop, and it stands there all the same.
    recall.ledger.line({
      kind: 'pause',
      ...stood,
      toMs: null,
      rate: null,
      initiator,
      at: Date.now() - agoMs,
    });
    showFailure(made.failure);
    return;
  }
  if (held.slot === null) {
    showStop(recall, made.value.id);
    announce(t('recall.said.stopped', { time: formatTime(stood.sessionMs, 1) }));
  }
  if (made.value.isNew && settingsNow().stopsBecomeMoments) await stopToMoment(recall, null, made.value.id);
}

/** A stop that cannot be written now: the recaller speaks all the same, so there is a field for it, of no stop as yet. */
function showHeldUp(recall: Recall, heldUp: HeldUpStop): Slot | null {
  const speakerId = interviewNow(recall)?.recallerId;
  if (speakerId === undefined) return null;
  const slot = newSlot({ stopId: null, speakerId, heldUp });
  recall.store.setState({ stopId: null, slot });
  announce(t('recall.said.stoppedHeldUp', { time: formatTime(heldUp.sessionMs, 1) }));
  return slot;
}

/** It is written, or never will be: what was said of it meanwhile is written after it, whatever is looked at by now. */
function letGo(recall: Recall, { key, said }: Slot, stopId: StopId | null): void {
  said.stopId = stopId;
  said.heldUp = null;
  const { slot } = recall.store.getState();
  if (slot.key === key) recall.store.setState({ stopId, slot: { ...slot } });
  void flushDrafts();
}

/** Looks at a stop, to speak about it or to write what was said. */
export function showStop(recall: Recall, stopId: StopId): void {
  const speakerId = interviewNow(recall)?.recallerId;
  if (speakerId === undefined || recall.store.getState().stopId === stopId) return;
  recall.store.setState({ stopId, slot: newSlot({ stopId, speakerId }) });
}

/** Coming back to where it was stopped is coming back to what was said there. */
function showStandingStop(recall: Recall): void {
  if (recall.store.getState().slot.said.heldUp !== null) return;
  const last = stopsNow(recall).at(-1);
  const hasPlayedOn = mirror
    .of('logLine', recall.interviewId)
    .some(({ kind, interviewMs }) => kind === 'play' && interviewMs > (last?.interviewMs ?? 0));
  if (last !== undefined && !hasPlayedOn && recall.store.getState().stopId === null)
    showStop(recall, last.id);
}

/** Plays on, a little before where it was stopped; what was being said has ended. */
export function resume(recall: Recall, initiator: Initiator = 'inquirer'): void {
  const { player, log, store } = recall;
  if (player === null) return;
  log?.by(initiator);
  store.setState({ dueId: null });
  void endStatements(recall);
  void player.play();
}

/**
 * Two people press for the same thing, a little apart, and a clicker bounces: within this time of a stop a press is that
 * stop again, and must not play on.
 */
const sameStopMs = 600;

/** The one key of watching: stops what plays, and plays on what stands. */
export function stopOrResume(recall: Recall, means: StopMeans): void {
  const interview = interviewNow(recall);
  const who = initiatorOf(interview, means);
  if (recall.player?.isPlaying !== true) {
    if (performance.now() - recall.stoppedAt >= sameStopMs) resume(recall, who);
  } else if (interview !== undefined && mayStop(interview.whoMayStop, who)) void stopNow(recall, means);
  else announce(t('recall.said.onlyRule'));
}

/** Whatever happens, anybody can have it quiet: a pause in the log and not a stop, also where only a rule stops. */
export function pauseNow(recall: Recall): void {
  recall.log?.by('inquirer');
  recall.player?.pause();
  announce(t('recall.said.paused'));
}

export function seekTo(recall: Recall, ms: number): void {
  recall.log?.by('inquirer');
  recall.player?.seek(ms);
}

const wheelRates = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

export function changeRate(recall: Recall, direction: 1 | -1): void {
  const { player } = recall;
  if (player === null) return;
  const rates = direction === 1 ? wheelRates : wheelRates.toReversed();
  const next = rates.find((rate) => (rate - player.rate) * direction > 0.001);
  if (next === undefined) return;
  recall.log?.by('inquirer');
  player.setRate(next);
  announce(t('session.player.speedValue', { rate: next }));
}

/**
 * Everything that hangs on the player while the interview is watched: the log, the recaller's window, the places that
 * are passed, the stops that come by rule. Answers how to end it.
 */
export function watch(recall: Recall, player: Player): () => void {
  const interview = interviewNow(recall);
  player.setJumpBack(interview?.resumeBackMs ?? 0);
  player.seek(leftAtMs(logNow(recall)));
  closeBrokenLog(recall);
  const log = createLogger(player, { clock: recall.clock, write: (line) => recall.ledger.line(line) });
  recall.player = player;
  recall.log = log;
  showStandingStop(recall);

  let lastFrameMs: number | null = null;
  const note = (): void => recall.store.setState({ isPlaying: player.isPlaying });
  const closeLog = (): void => log.dispose();
  window.addEventListener('pagehide', closeLog);
  const ends = [
    player.on('play', note),
    player.on('pause', note),
    player.on('ended', note),
    tellPlayback(player, {
      send: (playback) => void attempt(client.projection.tell({ interviewId: recall.interviewId, playback })),
    }),
    player.on('seek', () => {
      lastFrameMs = null;
    }),
    player.onFrame((atMs) => {
      if (!player.isPlaying) return;
      if (lastFrameMs !== null && atMs > lastFrameMs) pass(recall, lastFrameMs, atMs);
      lastFrameMs = atMs;
    }),
    onMessage((message) => {
      if (message.type === 'blank') recall.store.setState({ isBlank: message.isBlank });
      if (message.type !== 'recallerStop') return;
      const agoMs = Math.min(1000, Math.max(0, Date.now() - message.at));
      if (player.isPlaying) void stopNow(recall, 'recallerWindow', { initiator: 'recaller', agoMs });
    }),
    () => window.removeEventListener('pagehide', closeLog),
  ];
  note();
  return () => {
    for (const end of ends) end();
    log.dispose();
    recall.player = null;
    recall.log = null;
    recall.store.setState({ isPlaying: false });
  };
}

/** Ticks off the places that playback has passed through, and stops, or proposes to, where the sampling says so. */
function pass(recall: Recall, fromMs: number, toMs: number): void {
  for (const place of passedThrough(placesNow(recall), { fromMs, toMs })) {
    const visitedMs = Math.round(recall.clock.nowMs());
    void orShow(
      write(client.place.update({ id: place.id, visited: 'played', visitedMs, actor: actorNow() })),
    );
    if (samplingStopMs(place) === null) continue;
    if (interviewNow(recall)?.whoMayStop === 'rule') void stopNow(recall, 'rule');
    else {
      recall.store.setState({ dueId: place.id });
      announce(t('recall.said.due'));
    }
  }
}

function logNow(recall: Recall): LogLineRow[] {
  return mirror.of('logLine', recall.interviewId).toSorted(byInterviewTime);
}

/** The app was killed while it played: it is known to have played until the last line, and not for longer. */
function closeBrokenLog(recall: Recall): void {
  const pause = missingPause(logNow(recall));
  if (pause === null) return;
  recall.ledger.line({ kind: 'pause', ...pause, toMs: null, rate: null, initiator: 'rule', at: Date.now() });
}

export type CoverageNow = { readonly watchedMs: number; readonly fraction: number };

/** How much of the recording has been played so far. */
export function coverageNow(recall: Recall): CoverageNow {
  const durationMs = recordingNow(recall)?.durationMs ?? 0;
  const map = playbackMap(logOf({ logLines: logNow(recall) }), { untilMs: recall.clock.nowMs(), durationMs });
  const watchedMs = lengthMs(coverage(map, durationMs).watched);
  return { watchedMs, fraction: durationMs === 0 ? 0 : watchedMs / durationMs };
}
