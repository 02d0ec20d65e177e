import type { Socket } from 'node:net';

/**
 * Connections that have not shown the cookie. Any program of this machine, and any page in a browser, can open as many
 * as it likes; were new ones turned away when there are too many, the page itself would be locked out. So the oldest
 * makes room: the page shows its cookie at once, and is none of them any more.
 */
export class Strangers {
  private readonly limit: number;
  /** In the order of their coming. */
  private readonly sockets = new Set<Socket>();
  /** How many had to make room. */
  turnedOut = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  come(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    if (this.sockets.size <= this.limit) return;
    const [oldest] = this.sockets;
    if (oldest === undefined) return;
    this.sockets.delete(oldest);
    this.turnedOut += 1;
    oldest.destroy();
  }

  /** It has shown the cookie. */
  know(socket: Socket): void {
    this.sockets.delete(socket);
  }
}
