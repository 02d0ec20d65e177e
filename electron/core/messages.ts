import type { AppMessage } from '../../shared/contract/changes.ts';

type Listener = { queue: AppMessage[]; wake: () => void; windowId: string | null };

/**
 * Sends every message to everybody who listens, in order. A listener that has fallen 10,000 messages behind is ended:
 * its page reloads and starts afresh, which is cheaper than memory without bound. Whether a window is there is whether
 * it listens.
 */
export class Messages {
  private readonly listeners = new Set<Listener>();
  private readonly goneListeners = new Set<(windowId: string) => void>();
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
  async *listen(
    first: readonly AppMessage[],
    signal: AbortSignal | undefined,
    windowId: string | null = null,
  ): AsyncGenerator<AppMessage, void, void> {
    const listener: Listener = { queue: [...first], wake: () => {}, windowId };
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
      if (windowId !== null && !this.hears(windowId)) for (const tell of this.goneListeners) tell(windowId);
    }
  }

  hears(windowId: string): boolean {
    return [...this.listeners].some((listener) => listener.windowId === windowId);
  }

  /** Called when a window listens no more. Answers how to end it. */
  onGone(listener: (windowId: string) => void): () => void {
    this.goneListeners.add(listener);
    return () => this.goneListeners.delete(listener);
  }

  /** Whether a window is not there, or is not any more before `withinMs` have passed. */
  async isGone(windowId: string, withinMs: number): Promise<boolean> {
    if (!this.hears(windowId)) return true;
    return await new Promise((resolve) => {
      const done = (isGone: boolean): void => {
        clearTimeout(timer);
        end();
        resolve(isGone);
      };
      const end = this.onGone((gone) => {
        if (gone === windowId) done(true);
      });
      const timer = setTimeout(() => done(false), withinMs);
    });
  }

  close(): void {
    this.isClosed = true;
    for (const listener of this.listeners) listener.wake();
  }
}
