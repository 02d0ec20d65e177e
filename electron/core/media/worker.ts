import { AV_LOG_QUIET } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import { certifyMedia } from './certify.ts';
import { makeCopy } from './copy.ts';
import { makeCut } from './cut.ts';
import { isOffline } from './offline.ts';
import { computePeaks } from './peaks.ts';
import { probeMedia } from './probe.ts';
import { type WorkerReply, type WorkerRequest, workerRequest } from './protocol.ts';
import { removeTags } from './remove-tags.ts';
import { silenceChannel } from './silence-channel.ts';
import { transcribe } from './transcribe.ts';

/**
 * The media worker's process: the only one that loads FFmpeg. It holds no state between calls, so that it may crash
 * on a hostile recording, be started again, and be asked once more. It ends when its parent does.
 */
const running = new Map<number, AbortController>();

async function answer(
  request: Exclude<WorkerRequest, { call: 'cancel' }>,
  signal: AbortSignal,
  onProgress: (value: unknown) => void,
): Promise<unknown> {
  switch (request.call) {
    case 'offline':
      return await isOffline();
    case 'probe':
      return await probeMedia(request.source);
    case 'certify':
      return await certifyMedia(request.source, request.audioTrack, signal);
    case 'copy':
      return await makeCopy(request, onProgress, signal);
    case 'cut':
      return await makeCut(request, onProgress, signal);
    case 'silence':
      return await silenceChannel(request, onProgress, signal);
    case 'removeTags':
      return await removeTags(request, onProgress, signal);
    case 'peaks':
      return await computePeaks(request, onProgress, signal);
    case 'transcribe':
      return await transcribe(request, onProgress, signal);
  }
}

async function handle(message: unknown, post: (reply: WorkerReply) => void): Promise<void> {
  const parsed = workerRequest.safeParse(message);
  if (!parsed.success) return;
  const request = parsed.data;
  const { id } = request;
  if (request.call === 'cancel') {
    running.get(id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const value = await answer(request, controller.signal, (progress) => {
      post({ id, kind: 'progress', value: progress });
    });
    if (controller.signal.aborted) throw new Failure('CANCELLED');
    post({ id, kind: 'done', value: value ?? null });
  } catch (thrown) {
    const { code, data } = toFailure(thrown);
    post({ id, kind: 'failed', code, data });
  } finally {
    running.delete(id);
  }
}

/** Electron's utility process speaks through a port of its own, which Node's types do not know. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
};

function electronParentPort(): ParentPort | null {
  const host: typeof process & { parentPort?: ParentPort } = process;
  return host.parentPort ?? null;
}

Log.setLevel(AV_LOG_QUIET);
const port = electronParentPort();
if (port !== null) {
  port.on('message', ({ data }) => void handle(data, (reply) => port.postMessage(reply)));
} else {
  // With somebody to tell of it, an answer that nobody takes any more is no error that ends the process in its own way.
  const answerTo = (reply: unknown): void => void process.send?.(reply, undefined, undefined, () => {});
  process.on('message', (message) => void handle(message, answerTo));
  // The application is gone, killed perhaps. Not exit(): in the middle of an encoder's work that waits for its threads for
  // ever, and a process would stay behind with the keys of a sealed study in its memory.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}
