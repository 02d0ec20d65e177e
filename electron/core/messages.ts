import type { AppMessage } from '../../shared/contract/changes.ts';

/**
 * Sends every message to everybody who listens, in order. A listener that has fallen 10,000 messages behind is ended:
 * its page reloads and starts afresh, which is cheaper than memory without bound.
 */
export class Messages {
  private readonly listeners = new Set<{ queue: AppMessage[]; wake: () => void }>();
  private isClosed = false;
  private isWaking = false;

  /**
   * Heard in the next turn of the event loop: whoever asked for what happened is answered in this one, and a page that
   * had the news before its answer would draw twice, and later.
   */
  send(message: AppMessage): void {
    for (const listener of this.listeners) {
      listener.queue.push(message);
      if (listener.queue.length > 10_000) {
        this.listeners.delete(listener);
        listener.wake();
      }
    }
    if (this.isWaking) return;
    this.isWaking = true;
    setImmediate(() => {
      this.isWaking = false;
      for (const listener of this.listeners) listener.wake();
    });
  }

  /** Messages from now on, beginning with `first`. Ends with the signal, or when the core does. */
  async *listen(first: AppMessage, signal: AbortSignal | undefined): AsyncGenerator<AppMessage, void, void> {
    const listener = { queue: [first], wake: () => {} };
    this.listeners.add(listener);
    const wakeUp = () => listener.wake();
    signal?.addEventListener('abort', wakeUp);
    try {
      while (signal?.aborted !== true && !this.isClosed && this.listeners.has(listener)) {
        const message = listener.queue.shift();
        if (message !== undefined) yield message;
        else
          await new Promise<void>((resolve) => {
            listener.wake = resolve;
          });
      }
    } finally {
      signal?.removeEventListener('abort', wakeUp);
      this.listeners.delete(listener);
    }
  }

  close(): void {
    this.isClosed = true;
    for (const listener of this.listeners) listener.wake();
  }
}
