import type { BrowserContext, Page } from '@playwright/test';

/** What was seen from within a window, by what was put into it before the app. */
type Seen = {
  /** Wall clock, and where the element stood, again and again while it plays. */
  samples: { at: number; mediaMs: number; rate: number }[];
  /** Every press that may stop: wall clock, and where this window's element stood. */
  presses: { at: number; mediaMs: number }[];
  /** What the calls answered, streams among it, as far as it has come. */
  answers: string[];
};

/** Puts a witness into every window of the context: it looks, and changes nothing. */
export async function witness(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const seen: Seen = { samples: [], presses: [], answers: [] };
    Object.assign(window, { seen });
    const media = () => document.querySelector<HTMLMediaElement>('audio[src], video[src]');
    setInterval(() => {
      const element = media();
      if (element === null || element.paused || element.seeking) return;
      const { currentTime, playbackRate } = element;
      seen.samples.push({ at: Date.now(), mediaMs: currentTime * 1000, rate: playbackRate });
    }, 10);
    const press = (): void => {
      seen.presses.push({ at: Date.now(), mediaMs: (media()?.currentTime ?? Number.NaN) * 1000 });
    };
    window.addEventListener('keydown', ({ key }) => (key === ' ' || key === 'PageDown' ? press() : null), {
      capture: true,
    });
    window.addEventListener('click', press, { capture: true });
    const WebSocketOriginal = window.WebSocket;
    window.WebSocket = class extends WebSocketOriginal {
      constructor(url: string | URL) {
        super(url);
        this.addEventListener('message', ({ data }) => seen.answers.push(String(data)));
      }
    };
    // Playwright gives the body of an answer when it has ended, which a stream does not.
    const fetchOriginal = window.fetch;
    window.fetch = async (...args) => {
      const response = await fetchOriginal(...args);
      const index = seen.answers.push('') - 1;
      const reader = response.clone().body?.pipeThrough(new TextDecoderStream()).getReader();
      const read = async (): Promise<void> => {
        for (;;) {
          const part = await reader?.read();
          if (part === undefined || part.done) return;
          seen.answers[index] += part.value;
        }
      };
      void read().catch(() => undefined);
      return response;
    };
  });
}

export const seenIn = (page: Page): Promise<Seen> => page.evaluate(() => Reflect.get(window, 'seen'));

/** Where the element of a window stood at an instant of the wall clock, while it played. */
export function stoodAt(samples: Seen['samples'], at: number): number {
  const last = samples.findLast((sample) => sample.at <= at);
  return last === undefined ? Number.NaN : last.mediaMs + (at - last.at) * last.rate;
}
