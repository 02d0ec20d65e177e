import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { portMessageType } from '../../shared/commands/menu.ts';
import { routes } from '../../shared/contract/routes.ts';
import type { Link } from './client.ts';

/** The browser host: calls over HTTP to where the page came from, by the address that answers this page's calls. */
export function httpLink(calls: string = routes.calls): Link {
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

  return new FetchLink({
    url: new URL(calls, window.location.href),
    async fetch(request, init, _options, path) {
      const isStream = path.at(-1) === 'messages' || path.at(-1) === 'follow';
      if (isStream || !(isLeaving || document.visibilityState === 'hidden')) return fetch(request, init);
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
