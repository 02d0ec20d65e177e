import { DynamicLink } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import { portMessageType } from '../../shared/commands/menu.ts';
import { routes } from '../../shared/contract/routes.ts';
import type { Link } from './client.ts';

/** The browser host: calls as requests to where the page came from, by the address that answers this page's calls. */
export function httpLink(calls: string, isGoing: () => boolean): Link {
  return new FetchLink({
    url: new URL(calls, window.location.href),
    async fetch(request, init, _options, path) {
      if (isStream(path) || !isGoing()) return fetch(request, init);
      // The page may be going away, and the last letters of a note must not go with it: `keepalive` outlives it. But
      // browsers refuse it for more than 64 kB, and then an ordinary request has the better chance.
      const spare = request.clone();
      try {
        return await fetch(request, { ...init, keepalive: true });
      } catch (thrown) {
        if (spare.signal.aborted) throw thrown;
        return await fetch(spare, init);
      }
    },
  });
}

const isStream = (path: readonly string[]): boolean => path.at(-1) === 'messages' || path.at(-1) === 'follow';

/** Answers whether the page may be going away. */
export function watchGoing(): () => boolean {
  let isLeaving = false;
  const setLeaving = (): void => {
    isLeaving = true;
  };
  // In the capture phase, so that it is known before others save what they hold.
  window.addEventListener('beforeunload', setLeaving, { capture: true });
  window.addEventListener('pagehide', setLeaving, { capture: true });
  window.addEventListener('focus', () => {
    isLeaving = false;
  });
  return () => isLeaving || document.visibilityState === 'hidden';
}

const connectAgainMs = 1000;

/**
 * The browser host as the app's window calls it: over one socket, where a browser needs a millisecond for what takes it
 * five as a request. Streams are requests all the same, and so is what must outlive the page, or finds no socket.
 */
export function socketLink(isGoing: () => boolean): Link {
  const overHttp = httpLink(routes.calls, isGoing);
  const url = new URL(routes.socket, window.location.href);
  url.protocol = 'ws:';
  const connect = () => {
    const websocket = new WebSocket(url);
    return { websocket, link: new WebSocketLink({ websocket }), sinceMs: performance.now() };
  };
  let current = connect();
  return new DynamicLink((_options, path) => {
    const { readyState } = current.websocket;
    const isTime = performance.now() - current.sinceMs > connectAgainMs;
    // Whether it was the socket alone that broke, or the core is gone, the request that goes instead finds out.
    if (readyState === WebSocket.CLOSED && isTime) current = connect();
    return readyState !== WebSocket.OPEN || isStream(path) || isGoing() ? overHttp : current.link;
  });
}

/** The desktop: calls over the one port that the preload script hands over. */
export function portLink(port: MessagePort): Link {
  const link = new PortLink({ port });
  port.start();
  return link;
}

/** Resolves with the port of the preload script's message. Call it before the page's `load` event: then it is sent. */
export function awaitPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>): void => {
      const { data, source, ports } = event;
      const port = ports[0];
      if (source !== window || port === undefined) return;
      if (typeof data !== 'object' || data === null || !('type' in data)) return;
      if (data.type !== portMessageType) return;
      window.removeEventListener('message', listen);
      resolve(port);
    };
    window.addEventListener('message', listen);
  });
}
