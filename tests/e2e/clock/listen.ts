import type { Page } from '@playwright/test';

/** What a player reported when a burst sounded; null when it did not sound. */
export type Heard = { truthMs: number; reportedMs: number | null };

/**
 * Seeks a little before each instant, plays, and listens to the very samples that the player puts out. The burst's
 * first sample has a place on the audio clock; the player's clock is read many times around it, and the middle of the
 * differences links the two, so that a late timer on a busy machine does not count as an error of the player.
 */
export async function listenForBursts(
  page: Page,
  url: string,
  instantsMs: readonly number[],
): Promise<Heard[]> {
  return await page.evaluate(
    async ({ url, instantsMs }) => {
      const detector = `
        registerProcessor('burst', class extends AudioWorkletProcessor {
          process([input]) {
            if (!this.isListening) this.port.postMessage('listening');
            this.isListening = true;
            let first = -1;
            for (const samples of input) {
              for (let index = 0; index < samples.length; index++) {
                if (Math.abs(samples[index]) > 0.25 && (first < 0 || index < first)) { first = index; break; }
              }
            }
            if (first >= 0) this.port.postMessage((currentFrame + first) / sampleRate);
            return true;
          }
        });`;
      const context = new AudioContext();
      const moduleUrl = URL.createObjectURL(new Blob([detector], { type: 'text/javascript' }));
      await context.audioWorklet.addModule(moduleUrl);
      const media = document.createElement('video');
      media.preload = 'auto';
      const loaded = new Promise<void>((resolve, reject) => {
        media.addEventListener('canplay', () => resolve(), { once: true });
        media.addEventListener('error', () => reject(new Error(`does not play: ${media.error?.message}`)));
      });
      media.src = url;
      await loaded;
      const node = new AudioWorkletNode(context, 'burst');
      context.createMediaElementSource(media).connect(node).connect(context.destination);
      const isListening = new Promise((resolve) => {
        node.port.onmessage = resolve;
      });
      await context.resume();
      await isListening;

      const heard: { truthMs: number; reportedMs: number | null }[] = [];
      const left = [...instantsMs];
      let unread = 0;
      for (let truthMs = left.shift(); truthMs !== undefined; truthMs = left.shift()) {
        const seeked = new Promise((resolve) => media.addEventListener('seeked', resolve, { once: true }));
        media.currentTime = Math.max(0, truthMs / 1000 - 0.6);
        await seeked;
        if (media.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) {
          await new Promise((resolve) => media.addEventListener('canplay', resolve, { once: true }));
        }
        const readings: { at: number; difference: number }[] = [];
        const sounded = new Promise<number | null>((resolve) => {
          const limit = setTimeout(() => resolve(null), 8000);
          node.port.onmessage = ({ data }) => {
            clearTimeout(limit);
            // A little longer, so that the clocks are compared on both sides of the burst.
            setTimeout(() => resolve(data), 120);
          };
        });
        const reading = setInterval(() => {
          if (!media.paused && media.readyState >= 3) {
            const at = context.currentTime;
            readings.push({ at, difference: media.currentTime - at });
          }
        }, 5);
        await media.play();
        const at = await sounded;
        clearInterval(reading);
        media.pause();
        // Until the tail of this burst is out, it must not be taken for the next.
        await new Promise((resolve) => setTimeout(resolve, 60));
        const near = readings
          .filter((reading) => at !== null && Math.abs(reading.at - at) < 0.1)
          .map(({ difference }) => difference)
          .sort((a, b) => a - b);
        const middle = near[Math.floor(near.length / 2)];
        if (at !== null && middle === undefined && unread < 3) {
          // It sounded, and a busy machine let nobody read the clock around it: that says nothing of the player.
          unread += 1;
          left.unshift(truthMs);
          continue;
        }
        heard.push({
          truthMs,
          reportedMs: at === null || middle === undefined ? null : (at + middle) * 1000,
        });
      }
      media.removeAttribute('src');
      media.load();
      await context.close();
      URL.revokeObjectURL(moduleUrl);
      return heard;
    },
    { url, instantsMs: [...instantsMs] },
  );
}
