import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Limits } from './limits.ts';

/** A call's body was no JSON, larger than allowed, or took longer to arrive than allowed. */
export class BodyRefused extends Error {
  readonly status: 400 | 408 | 413;

  constructor(status: 400 | 408 | 413) {
    super(`The body of the request was refused: ${status}`);
    this.status = status;
  }
}

/** What a request says before its body: all that is needed to tell who asks for what. */
export type Head = Pick<Request, 'method' | 'url' | 'headers'>;

/** `origin` is our own, never the Host header's, which nobody has checked yet. */
export function toHead(incoming: IncomingMessage, origin: string): Head {
  const headers = new Headers();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2)
    headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
  // A path that begins with two slashes, or is a whole address, would be read as one of another host.
  const path = (incoming.url ?? '/').replace(/^\/*/, '/');
  return { url: origin + path, method: incoming.method ?? 'GET', headers };
}

type StallLimits = Pick<Limits, 'stallTimeLimitMs' | 'stallByteLimit'>;

/** The web's Request of it, with the body only where somebody wants it. The signal ends with the connection. */
export function toRequest(
  head: Head,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: { limits: StallLimits } | null,
): Request {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const sent = body === null ? {} : { body: streamBody(incoming, body.limits), duplex: 'half' as const };
  return new Request(head.url, { method: head.method, headers: head.headers, signal: gone.signal, ...sent });
}

/**
 * What a call sends; undefined when it sends nothing. Rejects with BodyRefused when it is no JSON, larger than
 * `byteLimit`, or not there after `timeLimitMs`.
 */
export async function readJson(
  incoming: IncomingMessage,
  { byteLimit, timeLimitMs }: { byteLimit: number; timeLimitMs: number },
): Promise<unknown> {
  if (Number(incoming.headers['content-length']) > byteLimit) throw new BodyRefused(413);
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  const { promise: arrived, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => reject(new BodyRefused(408)), timeLimitMs);
  incoming.on('data', (chunk: Uint8Array) => {
    byteCount += chunk.byteLength;
    if (byteCount <= byteLimit) chunks.push(chunk);
    else reject(new BodyRefused(413));
  });
  incoming.once('end', resolve);
  incoming.once('error', reject);
  await arrived.finally(() => clearTimeout(late));
  if (byteCount === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new BodyRefused(400);
  }
}

/**
 * The body of an upload, read as fast as it is taken. A taker that gives up (a full disk) must still be able to say why,
 * so the rest is read and thrown away: a browser listens for an answer only when it has sent everything. One whose
 * sender dawdles is cut off: in `stallTimeLimitMs` of waiting for it, `stallByteLimit` bytes have to come.
 */
function streamBody(
  incoming: IncomingMessage,
  { stallTimeLimitMs, stallByteLimit }: StallLimits,
): ReadableStream<Uint8Array> {
  let isOpen = true;
  const end = (how: () => void) => {
    clearTimeout(stall);
    if (isOpen) how();
    isOpen = false;
  };
  let waitedMs = 0;
  let waitingSince = 0;
  let cameBytes = 0;
  let stall: NodeJS.Timeout | undefined;
  // Only time in which we wait for the sender counts; a disk that is slow to write is not the sender's fault.
  const wait = () => {
    waitingSince = performance.now();
    stall = setTimeout(() => incoming.destroy(new BodyRefused(408)), stallTimeLimitMs - waitedMs);
    incoming.resume();
  };
  const come = (byteCount: number) => {
    clearTimeout(stall);
    waitedMs += performance.now() - waitingSince;
    cameBytes += byteCount;
    if (cameBytes < stallByteLimit) return;
    cameBytes = 0;
    waitedMs = 0;
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        incoming.on('data', (chunk: Uint8Array) => {
          come(chunk.byteLength);
          // After a cancel the rest flows past, no slower than what is kept.
          if (!isOpen) {
            wait();
            return;
          }
          controller.enqueue(chunk);
          incoming.pause();
        });
        incoming.once('close', () => clearTimeout(stall));
        incoming.once('end', () => end(() => controller.close()));
        incoming.once('error', (error) => end(() => controller.error(error)));
        incoming.pause();
      },
      pull() {
        wait();
      },
      cancel() {
        isOpen = false;
        clearTimeout(stall);
        wait();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Sends a response at the pace of its reader; one who goes away cancels the body. Never throws. */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  if (outgoing.headersSent) {
    // Something failed in the middle of another answer: cut off, it cannot be taken for a whole one.
    outgoing.destroy();
    return;
  }
  outgoing.statusCode = response.status;
  outgoing.setHeaders(response.headers);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  // The head of a stream of events must leave before the first of them: the page waits for it to know it is connected.
  outgoing.flushHeaders();
  try {
    await pipeline(Readable.fromWeb(response.body), outgoing);
  } catch {
    // The reader went away, or the file under the body did when the head was out already: a cut connection says both.
    outgoing.destroy();
  }
}
