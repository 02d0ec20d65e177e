import { createStore, type StoreApi } from 'zustand/vanilla';
import { routes } from '../../shared/contract/routes.ts';
import type { InterviewId, StagedId } from '../../shared/model/ids.ts';
import { oneAfterAnother } from '../../shared/one-after-another.ts';
import { attempt, type CallFailure, failureOfBody, type Result } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { actorNow } from '../state/interface.ts';
import { orShow } from '../state/notices.ts';
import { write } from '../state/rows.ts';
import { mintId } from '../state/step.ts';
import type { InterviewClock } from './clock.ts';
import { type Microphone, type MicrophoneTrouble, openMicrophone } from './microphone.ts';
import { createSliceQueue } from './slices.ts';

export type RecorderState = {
  /** `ready`: a microphone is open and nothing is recorded. `lost`: it went away in the middle. `without`: by choice, or there is none. */
  readonly status: 'off' | 'ready' | 'recording' | 'lost' | 'without';
  readonly microphone: Microphone | null;
  /** Why there is none. */
  readonly trouble: MicrophoneTrouble | null;
  /** Why what is recorded is only in memory for now. */
  readonly failure: CallFailure | null;
  readonly isSilent: boolean;
};

export type Recorder = {
  readonly store: StoreApi<RecorderState>;
  /** Opens a microphone, in the place of another; one that was recording goes on in a new part. Null: the system's own. */
  open(deviceId: string | null): Promise<void>;
  /** Records from now on, if a microphone is open. */
  start(clock: InterviewClock): void;
  goWithout(): void;
  /** Ends the recording and lets go of the microphone. Resolves when all of it is on disk; it becomes a recording by itself after that. */
  close(): Promise<void>;
};

const sliceMs = 1000;
/** After a longer silence of the recorder itself something may be missing from the sound. */
const longestSliceMs = 3000;
const mimeType = 'audio/webm;codecs=opus';
/** Speech in a quiet room is far above this; a muted or dead microphone is below. */
const silentLevel = 0.05;
const silentAfterMs = 8000;
const lookEveryMs = 500;

/** Parts that this page records or finishes: they are not left over from a crash. */
const inHand = new Set<string>();

/**
 * Records the interview's own sound, slice by slice, in parts: each microphone, and each return to the interview, makes
 * one. So does a hole: a machine that slept or hung has not listened, and from there on the sound would lie beside the
 * interview's clock.
 */
export function createRecorder(interviewId: InterviewId): Recorder {
  const store = createStore<RecorderState>(() => ({
    status: 'off',
    microphone: null,
    trouble: null,
    failure: null,
    isSilent: false,
  }));
  let clock: InterviewClock | null = null;
  let part: Part | null = null;
  let stopLooking: (() => void) | null = null;
  const inTurn = oneAfterAnother();
  /** Parts that have ended and are not whole on the disk. */
  const endings = new Set<Promise<void>>();
  const failures = new Map<Part, CallFailure>();

  function note(of: Part, failure: CallFailure | null): void {
    if (failure === null) failures.delete(of);
    else failures.set(of, failure);
    store.setState({ failure: [...failures.values()][0] ?? null });
  }

  /** Nobody waits for what a full disk holds up: it is laid down when there is room. */
  function endPart(): void {
    if (part === null) return;
    const ended = part;
    part = null;
    const ending = ended.end().finally(() => {
      endings.delete(ending);
      note(ended, null);
    });
    endings.add(ending);
  }

  function letGo(): void {
    stopLooking?.();
    endPart();
    store.getState().microphone?.close();
    store.setState({ microphone: null, isSilent: false });
  }

  function begin(): void {
    const { microphone } = store.getState();
    if (microphone === null || clock === null || part !== null) return;
    const begun = recordPart(interviewId, microphone.stream, clock, {
      onFailure: (failure) => note(begun, failure),
      onBroken() {
        if (part !== begun) return;
        endPart();
        begin();
      },
    });
    part = begun;
    store.setState({ status: 'recording' });
  }

  async function openNow(deviceId: string | null): Promise<void> {
    letGo();
    const opened = await openMicrophone(deviceId);
    if (typeof opened === 'string') {
      store.setState({ status: clock === null ? 'off' : 'lost', trouble: opened });
      return;
    }
    opened.onLost(() => {
      letGo();
      store.setState({ status: 'lost', trouble: null });
    });
    stopLooking = lookForSilence(opened, (isSilent) => store.setState({ isSilent }));
    store.setState({ status: 'ready', microphone: opened, trouble: null });
    begin();
  }

  return {
    store,
    open: (deviceId) => inTurn(() => openNow(deviceId)),
    start(now) {
      clock = now;
      begin();
    },
    goWithout() {
      void inTurn(async () => {
        letGo();
        store.setState({ status: 'without', trouble: null });
      });
    },
    close: () =>
      inTurn(async () => {
        clock = null;
        letGo();
        store.setState({ status: 'off' });
        await Promise.all(endings);
      }),
  };
}

function lookForSilence(microphone: Microphone, tell: (isSilent: boolean) => void): () => void {
  let quietMs = 0;
  let isSilent = false;
  const timer = setInterval(() => {
    quietMs = microphone.level() < silentLevel ? quietMs + lookEveryMs : 0;
    if (isSilent === quietMs >= silentAfterMs) return;
    isSilent = !isSilent;
    tell(isSilent);
  }, lookEveryMs);
  return () => clearInterval(timer);
}

type Part = {
  /** Resolves when every slice is on disk, or the part was refused for good. */
  end(): Promise<void>;
};

function recordPart(
  interviewId: InterviewId,
  stream: MediaStream,
  clock: InterviewClock,
  {
    onFailure,
    onBroken,
  }: {
    readonly onFailure: (failure: CallFailure | null) => void;
    /** What comes from here on belongs into another part. */
    readonly onBroken: () => void;
  },
): Part {
  const partId = mintId<StagedId>();
  inHand.add(partId);
  let startMs = Math.round(clock.nowMs());
  let heardMs = startMs;
  const queue = createSliceQueue({
    send: (slice, offset) => sendSlice(`${interviewId}/${partId}?startMs=${startMs}&offset=${offset}`, slice),
    wait: (failures) => new Promise((resolve) => setTimeout(resolve, Math.min(5000, 250 * 2 ** failures))),
    onFailure,
    // Of a study that is closed another part would be refused as well.
    onRefused: ({ code }) => (code === 'CONFLICT' ? onBroken() : undefined),
  });
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 64_000 });
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()));
  recorder.addEventListener('start', () => {
    startMs = Math.round(clock.nowMs());
    heardMs = startMs;
  });
  recorder.addEventListener('dataavailable', ({ data }) => {
    queue.push(data);
    const sinceMs = clock.nowMs() - heardMs;
    heardMs += sinceMs;
    if (sinceMs > longestSliceMs && recorder.state !== 'inactive') onBroken();
  });
  recorder.start(sliceMs);
  return {
    async end() {
      // One whose microphone was pulled out has stopped by itself.
      if (recorder.state !== 'inactive') recorder.stop();
      await stopped;
      await queue.idle();
      if (queue.laidBytes === 0) inHand.delete(partId);
      else void finishPart(interviewId, partId).finally(() => inHand.delete(partId));
    },
  };
}

async function sendSlice(address: string, slice: Blob): Promise<Result<{ byteCount: number }>> {
  try {
    const response = await fetch(routes.recall + address, { method: 'POST', body: slice });
    const body: unknown = await response.json();
    if (response.ok && typeof body === 'object' && body !== null && 'byteCount' in body)
      return { ok: true, value: { byteCount: Number(body.byteCount) } };
    return { ok: false, failure: failureOfBody(body) };
  } catch {
    return { ok: false, failure: { code: 'LOST', data: {} } };
  }
}

async function finishPart(interviewId: InterviewId, partId: StagedId): Promise<void> {
  await orShow(write(client.interviewRecording.finish({ interviewId, partId, actor: actorNow() })));
}

/** What a crash cut off becomes recordings now. Answers how many there were. */
export async function finishLeftovers(interviewId: InterviewId): Promise<number> {
  const parts = await attempt(client.interviewRecording.unfinished({ interviewId }));
  if (!parts.ok) return 0;
  const leftovers = parts.value.filter(({ partId, byteCount }) => byteCount > 0 && !inHand.has(partId));
  for (const { partId } of leftovers) {
    inHand.add(partId);
    await finishPart(interviewId, partId);
    inHand.delete(partId);
  }
  return leftovers.length;
}
