import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { RPCHandler } from '@orpc/server/node';
import type { Protection, Refusals } from '../../shared/contract/protection.ts';
import { routes } from '../../shared/contract/routes.ts';
import { handleBytes } from '../core/bytes/handle-bytes.ts';
import { inertHeaders, secure } from '../core/bytes/headers.ts';
import { type Page, servePage } from '../core/bytes/page.ts';
import { type Core, recallerRouter } from '../core/core.ts';
import { BodyRefused, readJson, send, toHead, toRequest } from './bridge.ts';
import { createGuard } from './guard.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { refusal } from './refusal.ts';
import { createSockets } from './sockets.ts';
import { Strangers } from './strangers.ts';

export type RunningServer = {
  /** With the token that lets one window in, once. */
  address: string;
  port: number;
  /** Where it listens and what it turned away, as it stands now. */
  protection(): Pick<Protection, 'listening' | 'refused' | 'blocked'>;
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
    // Node's own limit for whole requests would end long uploads; the bodies of calls are timed in `readJson`.
    requestTimeout: 0,
    // Marks are minutes apart while people listen: none of them should first have to connect.
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: Math.min(limits.arrivalTimeLimitMs, 5_000),
    // Any other request that asks for another protocol is answered as if it had not.
    shouldUpgradeCallback: ({ url, method }) => url === routes.socket && method === 'GET',
  });
  const refused: Refusals = { host: 0, origin: 0, token: 0, cookie: 0, shape: 0, connection: 0 };
  const strangers = new Strangers(limits.strangerLimit);
  server.on('connection', (socket) => strangers.come(socket));
  const port = await listen(server, options.port);
  const guard = createGuard(port);
  const calls = new RPCHandler(core.router);
  const recallerCalls = new RPCHandler(recallerRouter);
  const sockets = createSockets(core, limits, () => {
    refused.shape += 1;
  });

  /**
   * A call, answered by oRPC itself past the web's Request and Response: they cost a third of a mark, and send its
   * answer in two pieces. False when nothing of this name can be called.
   */
  async function call(prefix: Prefix, incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
    const body = await readJson(incoming, {
      byteLimit: limits.callByteLimit,
      timeLimitMs: limits.arrivalTimeLimitMs,
    });
    outgoing.setHeaders(inertHeaders);
    // What the recaller's window asks is answered by a router that knows nothing but the recaller's window.
    const handler = prefix === routes.recallerCalls ? recallerCalls : calls;
    const { matched } = await handler.handle(Object.assign(incoming, { body }), outgoing, {
      prefix,
      context: core.context,
    });
    return matched;
  }

  /** Null when it has been answered already. */
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Response | null> {
    if (!methods.has(incoming.method ?? '')) return notAllowed([...methods].join(', '));
    const head = toHead(incoming, `http://127.0.0.1:${port}`);
    const verdict = guard.check(head);
    if (verdict.kind === 'refuse') {
      refused[verdict.lack] += 1;
      return refusal();
    }
    strangers.know(incoming.socket);
    if (verdict.kind === 'enter') return enter(verdict.setCookie);
    const { pathname } = new URL(head.url);
    const isPost = head.method === 'POST';
    const prefix = prefixes.find((one) => pathname.startsWith(`${one}/`));
    if (prefix !== undefined) {
      if (!isPost) return notAllowed('POST');
      return (await call(prefix, incoming, outgoing)) ? null : new Response(null, { status: 404 });
    }
    const hasBytes = pathname === routes.upload || pathname.startsWith(routes.recall);
    const request = toRequest(head, incoming, outgoing, hasBytes && isPost ? { limits } : null);
    return (await handleBytes(request, core.bytes)) ?? (await servePage(request, page));
  }

  server.on('upgrade', (incoming, connection, head) => {
    const verdict = guard.check(toHead(incoming, `http://127.0.0.1:${port}`));
    // A page says where it is from whenever it opens a socket: who does not is none.
    const lack =
      verdict.kind === 'refuse' ? verdict.lack : incoming.headers.origin === undefined ? 'origin' : null;
    if (lack !== null) {
      refused[lack] += 1;
      sockets.refuse(connection);
      return;
    }
    strangers.know(incoming.socket);
    sockets.open(incoming, connection, head);
  });

  server.on('request', async (incoming, outgoing) => {
    let response: Response | null;
    try {
      response = await answer(incoming, outgoing);
    } catch (thrown) {
      const status = thrown instanceof BodyRefused ? thrown.status : 500;
      // Without the address, in which the token may stand.
      if (status === 500) process.stderr.write(`a request was not answered: ${words(thrown)}\n`);
      response = new Response(null, { status, headers: { Connection: 'close' } });
    }
    if (response === null) return;
    if ([405, 408, 413].includes(response.status)) refused.shape += 1;
    // A body that nobody reads is not waited for, however long it is.
    if (!incoming.complete && incoming.readableFlowing === null) outgoing.setHeader('Connection', 'close');
    await send(secure(response), outgoing);
  });

  return {
    address: guard.address,
    port,
    protection() {
      const bound = server.address();
      const listening =
        bound === null || typeof bound === 'string'
          ? null
          : { address: bound.address, port: bound.port, isLoopback: isLoopback(bound.address) };
      return { listening, refused: { ...refused, connection: strangers.turnedOut }, blocked: null };
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      sockets.close();
      await closed;
    },
  };
}

function words(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** RFC 1122, 3.2.1.3, and RFC 4291, 2.5.3: what the system never sends out of the machine. */
function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
const prefixes = [routes.recallerCalls, routes.calls] as const;
type Prefix = (typeof prefixes)[number];
const keepAliveMs = 10 * 60_000;

function notAllowed(methodsAllowed: string): Response {
  return new Response(null, { status: 405, headers: { Allow: methodsAllowed } });
}

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
