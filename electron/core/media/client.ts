import * as z from 'zod';
import { Failure } from '../../../shared/contract/failure.ts';
import { clockCertificate, probe } from '../../../shared/model/recording.ts';
import { draftedTurns, peaksProgress, peaksSummary, type WorkerRequest, workerReply } from './protocol.ts';
import type { MediaWorker, SpawnWorker, WorkerChannel } from './types.ts';

/** A worker that has not let go of a cancelled call by then is stuck inside FFmpeg, and is killed. */
const patienceMs = 5000;

type Call = Exclude<WorkerRequest, { call: 'cancel' }>;
/** A request without its number, for each kind of call. */
type Numberless<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

type PendingCall = {
  finish(value: unknown): void;
  fail(failure: Failure): void;
  progress(value: unknown): void;
};

/**
 * The media worker as the core sees it: started at the first call, at most one at a time, started again at the next
 * call after a crash. A crash fails every call under way with WORKER_CRASHED; what they had begun may be asked again.
 * `onAltered` is told the name of a sealed file that it found altered.
 */
export function createMediaWorker(
  spawn: SpawnWorker,
  onAltered: (file: string) => void = () => {},
): MediaWorker {
  const pending = new Map<number, PendingCall>();
  let channel: WorkerChannel | null = null;
  let lastId = 0;
  let isDisposed = false;

  function failAll(code: 'WORKER_CRASHED' | 'CANCELLED'): void {
    const calls = [...pending.values()];
    pending.clear();
    for (const call of calls) call.fail(new Failure(code));
  }

  function end(): void {
    const worker = channel;
    channel = null;
    failAll('CANCELLED');
    worker?.kill();
  }

  function start(): WorkerChannel {
    const started = spawn();
    started.onMessage((message) => {
      const reply = workerReply.safeParse(message);
      if (!reply.success) return;
      const call = pending.get(reply.data.id);
      if (call === undefined) return;
      if (reply.data.kind === 'progress') {
        call.progress(reply.data.value);
        return;
      }
      pending.delete(reply.data.id);
      if (reply.data.kind === 'done') call.finish(reply.data.value);
      else call.fail(new Failure(reply.data.code, reply.data.data));
    });
    started.onExit(() => {
      if (channel !== started) return;
      channel = null;
      failAll('WORKER_CRASHED');
    });
    return started;
  }

  function call<Value>(
    request: Numberless<Call>,
    value: z.ZodType<Value>,
    options: { onProgress?: ((value: unknown) => void) | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<Value> {
    const { signal, onProgress } = options;
    if (isDisposed || signal?.aborted) return Promise.reject(new Failure('CANCELLED'));
    channel ??= start();
    const worker = channel;
    lastId += 1;
    const id = lastId;
    return new Promise<Value>((resolve, reject) => {
      let stuck: NodeJS.Timeout | undefined;
      const cancel = (): void => {
        worker.post({ id, call: 'cancel' } satisfies WorkerRequest);
        stuck = setTimeout(() => worker.kill(), patienceMs);
      };
      const settle = (): void => {
        clearTimeout(stuck);
        signal?.removeEventListener('abort', cancel);
      };
      signal?.addEventListener('abort', cancel);
      pending.set(id, {
        progress: (progressed) => onProgress?.(progressed),
        finish: (finished) => {
          settle();
          const parsed = value.safeParse(finished);
          if (parsed.success) resolve(parsed.data);
          else reject(new Failure('INTERNAL', {}, { cause: parsed.error }));
        },
        fail: (failure) => {
          settle();
          if (failure.code === 'FILE_ALTERED') onAltered(String(failure.data['file']));
          // Killed because it was stuck: to the caller that is the cancelling it asked for.
          reject(signal?.aborted ? new Failure('CANCELLED', {}, { cause: failure }) : failure);
        },
      });
      worker.post({ ...request, id });
    });
  }

  return {
    isOffline: () => call({ call: 'offline' }, z.boolean()),
    probe: (source) => call({ call: 'probe', source }, probe),
    certify: (source, { audioTrack }) => call({ call: 'certify', source, audioTrack }, clockCertificate),
    makePlaybackCopy: async (job, { onProgress, signal } = {}) => {
      await call({ call: 'copy', ...job }, z.null(), { onProgress: fractions(onProgress), signal });
    },
    makeCut: async (job, { onProgress, signal } = {}) => {
      await call({ call: 'cut', ...job }, z.null(), { onProgress: fractions(onProgress), signal });
    },
    removeTags: (job, { onProgress, signal } = {}) =>
      call({ call: 'removeTags', ...job }, z.boolean(), { onProgress: fractions(onProgress), signal }),
    silenceChannel: async (job, { onProgress, signal } = {}) => {
      await call({ call: 'silence', ...job }, z.null(), { onProgress: fractions(onProgress), signal });
    },
    computePeaks: (job, { onProgress, signal } = {}) => {
      const progressed = (value: unknown): void => {
        const parsed = peaksProgress.safeParse(value);
        if (parsed.success) onProgress?.(parsed.data);
      };
      return call({ call: 'peaks', ...job }, peaksSummary, { onProgress: progressed, signal });
    },
    transcribe: async (job, { onTurns, signal } = {}) => {
      const progressed = (value: unknown): void => {
        const parsed = draftedTurns.safeParse(value);
        if (parsed.success) onTurns?.(parsed.data);
      };
      await call({ call: 'transcribe', ...job }, z.null(), { onProgress: progressed, signal });
    },
    forget: end,
    dispose: () => {
      isDisposed = true;
      end();
    },
  };
}

function fractions(onProgress: ((fraction: number) => void) | undefined): (value: unknown) => void {
  return (value) => {
    if (typeof value === 'number') onProgress?.(value);
  };
}
