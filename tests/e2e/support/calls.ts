import type { Page } from '@playwright/test';
import { failureStatus } from '../../../shared/contract/base.ts';
import type { FailureCode } from '../../../shared/contract/failure.ts';

/** A call that the core has answered, with or without a failure. */
export type AnsweredCall = { path: string; input: unknown; isGood: boolean };

type Sent = { i: string; p?: { u?: string; b?: { json?: unknown } } };
type Received = { i: string; p?: { s?: number } };

/** What oRPC sends over a socket: one JSON text a message; a request says where to, an answer its status unless it is 200. */
const read = <Message>(payload: string | Buffer): Message => JSON.parse(payload.toString());
const pathOf = ({ p }: Sent): string => (p?.u ?? '').replace(/^\//, '');

/** Tells of every answer to the page's calls, whether they go over its socket or as requests. Before the page is opened. */
export function onAnswer(page: Page, tell: (call: AnsweredCall) => void): void {
  page.on('websocket', (socket) => {
    const open = new Map<string, Sent>();
    socket.on('framesent', ({ payload }) => {
      const sent = read<Sent>(payload);
      if (sent.p?.u !== undefined) open.set(sent.i, sent);
    });
    socket.on('framereceived', ({ payload }) => {
      const { i, p } = read<Received>(payload);
      const sent = open.get(i);
      open.delete(i);
      if (sent !== undefined)
        tell({ path: pathOf(sent), input: sent.p?.b?.json, isGood: p?.s === undefined });
    });
  });
  page.on('response', (response) => {
    const [, path] = /\/calls\/(.+)$/.exec(new URL(response.url()).pathname) ?? [];
    if (path !== undefined)
      tell({ path, input: response.request().postDataJSON()?.json, isGood: response.ok() });
  });
}

/** A slow drive: from `meanwhile` on, the answer to such a call comes only when that is over. Before the page is opened. */
export async function slowAnswers(
  page: Page,
  path: string,
): Promise<{ meanwhile: (act: () => Promise<void>) => void }> {
  let act: (() => Promise<void>) | null = null;
  const held = new Set<string>();
  await page.routeWebSocket(/\/socket$/, (socket) => {
    const core = socket.connectToServer();
    socket.onMessage((payload) => {
      const sent = read<Sent>(payload);
      if (pathOf(sent) === path) held.add(sent.i);
      core.send(payload);
    });
    core.onMessage(async (payload) => {
      if (held.delete(read<Received>(payload).i)) await act?.();
      socket.send(payload);
    });
  });
  return {
    meanwhile: (next) => {
      act = next;
    },
  };
}

/** A core that refuses such calls, between `begin` and `end`, and has not done what they ask for. Before the page is opened. */
export async function refuse(
  page: Page,
  path: string,
  code: FailureCode,
): Promise<{ begin: () => void; end: () => void }> {
  let isRefusing = false;
  const json = { defined: true, code, status: failureStatus, message: code, data: {} };
  await page.routeWebSocket(/\/socket$/, (socket) => {
    const core = socket.connectToServer();
    socket.onMessage((payload) => {
      const sent = read<Sent>(payload);
      if (isRefusing && pathOf(sent) === path)
        socket.send(JSON.stringify({ i: sent.i, p: { s: failureStatus, b: { json } } }));
      else core.send(payload);
    });
  });
  return {
    begin: () => {
      isRefusing = true;
    },
    end: () => {
      isRefusing = false;
    },
  };
}
