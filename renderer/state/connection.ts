import { create } from 'zustand';
import type { AppMessage } from '../../shared/contract/changes.ts';
import { listenForLoss } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { windowId } from './holding.ts';

/** `lost`: the core does not answer; the page says so and goes on asking. */
export const useConnection = create<{ readonly status: 'connecting' | 'open' | 'lost' }>(() => ({
  status: 'connecting',
}));

const listeners = new Set<(message: AppMessage) => void>();

/** Everything the core says unasked: progress of imports and peaks; rows are already taken care of. */
export function onMessage(listener: (message: AppMessage) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Calls the listener each time the core is found again after it was lost. */
export function onFound(listener: () => void): () => void {
  return useConnection.subscribe((now, before) => {
    if (now.status === 'open' && before.status === 'lost') listener();
  });
}

/** Calls the listener each time the core stops to answer: from then on its messages may be missed. */
export function onLost(listener: () => void): () => void {
  return useConnection.subscribe((now, before) => {
    if (now.status === 'lost' && before.status !== 'lost') listener();
  });
}

/** How long to wait before asking again, by the number of times in vain. */
const retryAfterMs = (failures: number): number => Math.min(5000, 250 * 2 ** failures);

/**
 * Follows the core's messages for as long as the page lives. Whenever it is found (again), its first message tells
 * whether a study is open; `study.ts` then loads it, so that nothing that happened in between is missed.
 */
export function followMessages(): void {
  let failures = 0;
  let stream = new AbortController();
  // A call that met no core means more than a stream that has said nothing since: begin the stream anew.
  listenForLoss(() => stream.abort());

  async function follow(): Promise<void> {
    for (;;) {
      stream = new AbortController();
      try {
        for await (const message of await client.app.messages({ windowId }, { signal: stream.signal })) {
          failures = 0;
          useConnection.setState({ status: 'open' });
          for (const listener of [...listeners]) listener(message);
        }
      } catch {
        // Whatever ended it, the answer is the same: ask again.
      }
      useConnection.setState({ status: 'lost' });
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs(failures++)));
    }
  }
  void follow();
}
