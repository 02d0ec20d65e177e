import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { RPCHandler } from '@orpc/server/fetch';
import { routes } from '../../shared/contract/routes.ts';
import { handleBytes } from '../core/bytes/handle-bytes.ts';
import { secure } from '../core/bytes/headers.ts';
import { type Page, servePage } from '../core/bytes/page.ts';
import { type Core, recallerRouter } from '../core/core.ts';
import { BodyRefused, hold, readBody, send, streamBody, toRequest } from './bridge.ts';
import { createGuard } from './guard.ts';
import { refusal } from './refusal.ts';

export type Limits = {
  /** Largest body of a call. Uploads have no limit but the disk. */
  callByteLimit: number;
  /** Longest time for the head of a request, and for the body of a call, to arrive. */
  arrivalTimeLimitMs: number;
};

export const defaultLimits: Limits = { callByteLimit: 8 * 1024 * 1024, arrivalTimeLimitMs: 15_000 };

export type RunningServer = {
  /** With the token that lets one window in, once. */
  address: string;
  port: number;
  /** Ends every connection, also those that stream. */
  close(): Promise<void>;
};

export type ServerOptions = {
  core: Pick<Core, 'router' | 'context' | 'bytes'>;
  page: Page;
  /** 0 takes any free one. */
  port: number;
  limits?: Limits;
};

/** The app on 127.0.0.1. Rejects with Node's EADDRINUSE or EACCES when the port is not to be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { core, page, limits = defaultLimits } = options;
  const server = createServer({
    headersTimeout: limits.arrivalTimeLimitMs,
    // Node's own limit for whole requests would end long uploads; the bodies of calls are timed in `readBody`.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(limits.arrivalTimeLimitMs, 5_000),
  });
  const port = await listen(server, options.port);
  const guard = createGuard(port);
  const calls = new RPCHandler(core.router);
  const recallerCalls = new RPCHandler(recallerRouter);

  async function answer(
    request: Request,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<Response> {
    const verdict = guard.check(request);
    if (verdict.kind === 'refuse') return refusal();
    if (verdict.kind === 'enter') return enter(verdict.setCookie);
    const { pathname } = new URL(request.url);
    const prefix = [routes.recallerCalls, routes.calls].find((one) => pathname.startsWith(`${one}/`));
    if (prefix !== undefined) {
      if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } });
      const body = await readBody(incoming, {
        byteLimit: limits.callByteLimit,
        timeLimitMs: limits.arrivalTimeLimitMs,
      });
      // What the recaller's window asks is answered by a router that knows nothing but the recaller's window.
      const handler = prefix === routes.recallerCalls ? recallerCalls : calls;
      const result = await handler.handle(hold(outgoing, new Request(request, { body })), {
        prefix,
        context: core.context,
      });
      return result.matched ? result.response : new Response(null, { status: 404 });
    }
    const hasBytes = pathname === routes.upload || pathname.startsWith(routes.recall);
    const whole =
      hasBytes && request.method === 'POST'
        ? new Request(request, { body: streamBody(incoming), duplex: 'half' })
        : request;
    return (await handleBytes(whole, core.bytes)) ?? (await servePage(request, page));
  }

  server.on('request', async (incoming, outgoing) => {
    let response: Response;
    try {
      response = methods.has(incoming.method ?? '')
        ? await answer(toRequest(incoming, outgoing, `http://127.0.0.1:${port}`), incoming, outgoing)
        : new Response(null, { status: 405, headers: { Allow: [...methods].join(', ') } });
    } catch (thrown) {
      const status = thrown instanceof BodyRefused ? thrown.status : 500;
      response = new Response(null, { status, headers: { Connection: 'close' } });
    }
    // A body that nobody reads is not waited for, however long it is.
    if (!incoming.complete && incoming.readableFlowing === null) outgoing.setHeader('Connection', 'close');
    await send(secure(response), outgoing);
  });

  return {
    address: guard.address,
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/** The token leaves the address bar, and with it the history, at once. */
function enter(setCookie: string | null): Response {
  const headers = new Headers({ Location: '/' });
  if (setCookie !== null) headers.set('Set-Cookie', setCookie);
  return new Response(null, { status: 303, headers });
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
