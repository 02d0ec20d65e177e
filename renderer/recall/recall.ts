import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  InterviewId,
  MomentId,
  PersonId,
  PlaceId,
  SessionId,
  StatementId,
  StopId,
} from '../../shared/model/ids.ts';
import { byId } from '../../shared/model/order.ts';
import type { InterviewRow, PlaceRow, RecordingRow, StopRow } from '../../shared/model/rows.ts';
import type { Initiator, LeadCategory, Stance, StopMeans } from '../../shared/model/vocabulary.ts';
import type { CallFailure } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import type { Player } from '../player/types.ts';
import { onFound } from '../state/connection.ts';
import { actorNow } from '../state/interface.ts';
import { mirror, write } from '../state/rows.ts';
import type { Timeline } from '../timeline/types.ts';
import { createInterviewClock, type InterviewClock } from './clock.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Logger } from './logger.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** Places on the screen that a command can send the focus to; the views say how. */
export type RecallTarget =
  | 'recording'
  | 'dial'
  | 'statement'
  | 'places'
  | 'leads'
  | 'moment'
  | 'rating'
  | 'distress';

export type HeldUpStop = {
  readonly sessionMs: number;
  readonly initiator: Initiator;
  readonly failure: CallFailure;
};

/** A statement that is being written: before its first letter, or its lead, it is nowhere but here. */
export type Slot = {
  /** Names its text among the drafts. */
  readonly key: string;
  /** Shared by all states of it: its text is saved by whoever began to. */
  readonly said: {
    stopId: StopId | null;
    /** Its stop, while that cannot be written: what is said of it has a place at once, and is written after it. */
    heldUp: HeldUpStop | null;
    statementId: StatementId | null;
    /** Interview time of its first letter, or of its lead. */
    startMs: number | null;
    /** When it ended, for one whose stop had not been written by then. */
    endMs: number | null;
    /** The newest state of it, also when another one is being written by now. */
    chosen: Slot | null;
    /** Under way: nothing may begin it a second time. */
    beginning: Promise<unknown> | null;
  };
  readonly speakerId: PersonId;
  readonly stance: Stance | null;
  readonly category: LeadCategory | null;
  readonly lead: string;
};

export type RecallState = {
  /** The stop that is spoken about, or looked at. */
  readonly stopId: StopId | null;
  readonly slot: Slot;
  /** The place of the queue that was jumped to last. */
  readonly placeId: PlaceId | null;
  /** A stop that the sampling asks for now. */
  readonly dueId: PlaceId | null;
  readonly isPlaying: boolean;
  readonly isBlank: boolean;
  /** Why the log cannot be written now. */
  readonly failure: CallFailure | null;
};

export type NewStop = {
  readonly sessionMs: number;
  readonly interviewMs: number;
  readonly initiator: Initiator;
  readonly means: StopMeans;
  readonly at: number;
};
export type MadeStop = { readonly id: StopId; readonly isNew: boolean };

/** A recall interview being held, outside React: what commands act on and the views look at. */
export type Recall = {
  readonly interviewId: InterviewId;
  readonly sessionId: SessionId;
  clock: InterviewClock;
  readonly store: StoreApi<RecallState>;
  readonly ledger: Ledger<NewStop, MadeStop>;
  readonly recorder: Recorder;
  readonly focus: Map<RecallTarget, () => void>;
  /** Set by the views that make them, while the interview is watched. */
  player: Player | null;
  timeline: Timeline | null;
  log: Logger | null;
  /** When it was last stopped, by the page's monotonic clock. */
  stoppedAt: number;
};

let slots = 0;

export function newSlot(
  {
    stopId,
    speakerId,
    heldUp = null,
  }: Pick<Slot, 'speakerId'> & { readonly stopId: StopId | null; readonly heldUp?: HeldUpStop | null },
  asked: Partial<Pick<Slot, 'category' | 'lead'>> = {},
): Slot {
  slots += 1;
  return {
    key: `statement being written ${slots}`,
    speakerId,
    said: { stopId, heldUp, statementId: null, startMs: null, endMs: null, chosen: null, beginning: null },
    stance: 'then',
    category: asked.category ?? null,
    lead: asked.lead ?? '',
  };
}

/** Resolves after a rest, or as soon as the core is found again. */
function worthTrying(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, 1000);
    const stop = onFound(done);
  });
}

export function createRecall(interview: InterviewRow, nowMs: number): Recall {
  const interviewId = interview.id;
  const store = createStore<RecallState>(() => ({
    stopId: null,
    slot: newSlot({ stopId: null, speakerId: interview.recallerId }),
    placeId: null,
    dueId: null,
    isPlaying: false,
    isBlank: false,
    failure: null,
  }));
  return {
    interviewId,
    sessionId: interview.sessionId,
    clock: createInterviewClock(nowMs),
    store,
    ledger: createLedger<NewStop, MadeStop>({
      append: (lines) => write(client.log.append({ interviewId, lines, actor: actorNow() })),
      make: (stop) => write(client.stop.make({ interviewId, ...stop, actor: actorNow() })),
      wait: worthTrying,
      onFailure: (failure) => store.setState({ failure }),
    }),
    recorder: createRecorder(interviewId),
    focus: new Map(),
    player: null,
    timeline: null,
    log: null,
    stoppedAt: Number.NEGATIVE_INFINITY,
  };
}

export function interviewNow(recall: Recall): InterviewRow | undefined {
  return mirror.get('interview', recall.interviewId);
}

export function recordingNow(recall: Recall): RecordingRow | undefined {
  return mirror.get('recording', interviewNow(recall)?.recordingId ?? null);
}

export function stopsNow(recall: Recall): readonly StopRow[] {
  return mirror.of('stop', recall.interviewId).toSorted((a, b) => a.interviewMs - b.interviewMs);
}

export const byPosition = (a: PlaceRow, b: PlaceRow): number => a.position - b.position || byId(a, b);

export function placesNow(recall: Recall): readonly PlaceRow[] {
  return mirror.of('place', recall.interviewId).toSorted(byPosition);
}

/** The moment of the stop that is spoken about. */
export function momentIdNow(recall: Recall): MomentId | null {
  return mirror.get('stop', recall.store.getState().stopId)?.momentId ?? null;
}

export function focusOn(recall: Recall, target: RecallTarget): void {
  recall.focus.get(target)?.();
}
