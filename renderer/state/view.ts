import type * as z from 'zod';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';

export type Json = z.infer<ReturnType<typeof z.json>>;

const keptWithinMs = 300;
const waiting = new Map<string, Json>();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Sends what is waiting, now. Failing to keep a view loses no work, so it is not worth a word to anybody. */
export function flushViews(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  for (const [key, value] of waiting) void attempt(client.view.save({ key, value }));
  waiting.clear();
}

/**
 * Keeps how the screen looked (position, zoom, selection …), at most 20 kB a key; sent within 300 ms. Waiting for a rest
 * would be waiting for the end of playback, which says every moment where it is.
 */
export function saveView(key: string, value: Json): void {
  waiting.set(key, value);
  timer ??= setTimeout(flushViews, keptWithinMs);
}

/** What was kept, or null. Check its shape: it may come from an older version. */
export async function loadView(key: string): Promise<Json | null> {
  const unsent = waiting.get(key);
  if (unsent !== undefined) return unsent;
  const result = await attempt(client.view.load({ key }));
  return result.ok ? result.value : null;
}

/** Called once: a window that closes keeps what it looked like. */
export function guardViews(): void {
  window.addEventListener('beforeunload', flushViews);
  window.addEventListener('pagehide', flushViews);
}
