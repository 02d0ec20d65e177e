import { onFound } from '../../state/connection.ts';
import type { Sampler } from './sampler.ts';

/** Dials that are no longer on the screen and hold samples that the core has not got. */
const unsent = new Set<Sampler>();
let isListening = false;

async function send(sampler: Sampler): Promise<void> {
  if (await sampler.flush()) unsent.delete(sampler);
  else unsent.add(sampler);
}

/** Sends what a dial still holds, now or when the core is found again; the window asks before it throws that away. */
export function sendLater(sampler: Sampler): void {
  if (!isListening) {
    isListening = true;
    onFound(() => {
      for (const one of unsent) void send(one);
    });
    window.addEventListener('beforeunload', (event) => {
      if (unsent.size > 0) event.preventDefault();
    });
  }
  void send(sampler);
}
