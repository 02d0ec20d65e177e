import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import {
  type IpcMainEvent,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  type WebContents,
} from 'electron';
import { portMessageType, readyMessageType } from '../../shared/commands/menu.ts';
import type { Core } from '../core/core.ts';
import { isOwnPage } from './origin.ts';

/** How long quitting waits for what a closing page still had to say. */
const lastWordsMs = 2_000;

export type Connection = {
  /** When the page has gone and all it sent has arrived; at once when there is none. */
  ended(): Promise<void>;
  /** Hears that page no more; for a window that goes while the app goes on. */
  dispose(): void;
};

/** What a page may call; the recaller's window is given less than the inquirer's. */
export type Answers = { router: AnyRouter; context: Core['context'] };

/** Gives the page of `contents` a port for its calls each time it loads, and nobody else. */
export function connect(contents: WebContents, answers: Answers): Connection {
  const calls = new RPCHandler(answers.router);
  // Kept here also because a port that nothing holds is collected, and closes.
  let current: { port: MessagePortMain; closed: Promise<void> } | null = null;

  const listener = ({ senderFrame, sender }: IpcMainEvent): void => {
    if (sender.id !== contents.id || senderFrame === null || !isOwnPage(senderFrame)) return;
    current?.port.close();
    const { port1, port2 } = new MessageChannelMain();
    const closed = new Promise<void>((resolve) => port1.once('close', resolve));
    current = { port: port1, closed };
    calls.upgrade(port1, { context: answers.context });
    port1.start();
    senderFrame.postMessage(portMessageType, null, [port2]);
  };
  ipcMain.on(readyMessageType, listener);

  return {
    async ended() {
      // A port closes after the last message on it. The limit is for a page that hangs: quitting must end.
      const limit = new Promise<void>((resolve) => setTimeout(resolve, lastWordsMs).unref());
      await Promise.race([current?.closed, limit]);
    },
    dispose() {
      ipcMain.off(readyMessageType, listener);
      current?.port.close();
    },
  };
}
