import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { Core } from '../core/core.ts';
import type { Limits } from './limits.ts';

export type Sockets = {
  /** Takes over the connection of a request that the guard has let through. */
  open(incoming: IncomingMessage, connection: Duplex, head: Buffer): void;
  /** Says no, and hangs up. */
  refuse(connection: Duplex): void;
  /** Ends every one. */
  close(): void;
};

/**
 * The calls of the app's window over one connection that stays. To get a request to a server on its own machine and the
 * answer back takes a browser five milliseconds, and one time in a hundred twenty; a message on a socket takes one and
 * four. `onBroken` is told of each that broke the protocol or sent more than a call may.
 */
export function createSockets(
  { router, context }: Pick<Core, 'router' | 'context'>,
  { callByteLimit }: Pick<Limits, 'callByteLimit'>,
  onBroken: () => void,
): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: callByteLimit });
  const calls = new RPCHandler(router);
  return {
    open(incoming, connection, head) {
      sockets.handleUpgrade(incoming, connection, head, (socket) => {
        // It has been closed by then; with nobody listening the error would end the process.
        socket.on('error', onBroken);
        void calls.upgrade(socket, { context });
      });
    },
    refuse(connection) {
      connection.on('error', () => undefined);
      connection.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}
