import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A call's body was larger than allowed, or took longer to arrive than allowed. */
export class BodyRefused extends Error {
  readonly status: 408 | 413;

  constructor(status: 408 | 413) {
    super(`The body of the request was refused: ${status}`);
    this.status = status;
  }
}

/**
 * The web's Request of a Node one, without its body: whoever answers decides how much of that to take. `origin` is our
 * own, never the Host header's, which nobody has checked yet. The signal ends with the connection.
 */
export function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Request {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const headers = new Headers();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2)
    headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
  // A path that begins with two slashes, or is a whole address, would be read as one of another host.
  const path = (incoming.url ?? '/').replace(/^\/*/, '/');
  const method = incoming.method ?? 'GET';
  return hold(outgoing, new Request(origin + path, { method, headers, signal: gone.signal }));
}

const held = new Set<Request>();

/**
 * Keeps a request for as long as its connection lives. Node tells a request's signal of an abort through the request,
 * which it holds weakly: a stream that outlived its request would never hear that its reader has gone.
 */
export function hold(outgoing: ServerResponse, request: Request): Request {
  held.add(request);
  outgoing.once('close', () => held.delete(request));
  return request;
}

/** The whole body of a call. Rejects with BodyRefused when it is larger than `byteLimit` or not there after `timeLimitMs`. */
export async function readBody(
  incoming: IncomingMessage,
  { byteLimit, timeLimitMs }: { byteLimit: number; timeLimitMs: number },
): Promise<Buffer<ArrayBuffer>> {
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
  return Buffer.concat(chunks);
}

/**
 * The body of an upload, read as fast as it is taken. A taker that gives up (a full disk) must still be able to say why,
 * so the rest is read and thrown away: a browser listens for an answer only when it has sent everything.
 */
export function streamBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isOpen = true;
  const end = (how: () => void) => {
    if (isOpen) how();
    isOpen = false;
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        incoming.on('data', (chunk: Uint8Array) => {
          // After a cancel the rest flows past.
          if (!isOpen) return;
          controller.enqueue(chunk);
          incoming.pause();
        });
        incoming.once('end', () => end(() => controller.close()));
        incoming.once('error', (error) => end(() => controller.error(error)));
        incoming.pause();
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        isOpen = false;
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Sends a response at the pace of its reader; one who goes away cancels the body. Never throws. */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
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
