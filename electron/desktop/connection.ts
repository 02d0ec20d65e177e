import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { portMessageType, readyMessageType } from '../../shared/commands/menu.ts';
import type { Core } from '../core/core.ts';
import { isOwnPage } from './origin.ts';

/** How long quitting waits for what a closing page still had to say. */
const lastWordsMs = 2_000;

export type Connection = {
  /** When the page has gone and all it sent has arrived; at once when there is none. */
  ended(): Promise<void>;
};

/** Gives the page of `contents` a port for its calls each time it loads, and nobody else. */
export function connect(contents: WebContents, core: Pick<Core, 'router' | 'context'>): Connection {
  const calls = new RPCHandler(core.router);
  // Kept here also because a port that nothing holds is collected, and closes.
  let current: { port: MessagePortMain; closed: Promise<void> } | null = null;

  ipcMain.on(readyMessageType, (event) => {
    const { senderFrame, sender } = event;
    if (sender.id !== contents.id || senderFrame === null || !isOwnPage(senderFrame)) return;
    current?.port.close();
    const { port1, port2 } = new MessageChannelMain();
    const closed = new Promise<void>((resolve) => port1.once('close', resolve));
    current = { port: port1, closed };
    calls.upgrade(port1, { context: core.context });
    port1.start();
    senderFrame.postMessage(portMessageType, null, [port2]);
  });

  return {
    async ended() {
      // A port closes after the last message on it. The limit is for a page that hangs: quitting must end.
      const limit = new Promise<void>((resolve) => setTimeout(resolve, lastWordsMs).unref());
      await Promise.race([current?.closed, limit]);
    },
  };
}
