import type { Scope } from '../timeline/scope.ts';

/** How loud each channel is in each ear: `[left, right]` for every channel. */
export type EarGains = readonly (readonly [left: number, right: number])[];

/**
 * Channel 0 is left and 1 right, further ones both; a mono channel is both. A channel that is the only one audible
 * goes to both ears: listening to one speaker in one ear tires within minutes.
 */
export function earGains(gains: readonly number[], solo: number | null): EarGains {
  const heard = gains.map((gain, channel) => (solo === null || solo === channel ? gain : 0));
  const isAlone = heard.filter((gain) => gain > 0).length === 1;
  return heard.map((gain, channel) => {
    if (isAlone || gains.length === 1 || channel > 1) return [gain, gain];
    return channel === 0 ? [gain, 0] : [0, gain];
  });
}

/** Whether the element's own output is what is wanted, so that no graph and none of its latency are needed. */
export function isPlain(gains: readonly number[], solo: number | null): boolean {
  return solo === null && gains.every((gain) => gain === 1);
}

export type ChannelMixer = {
  set(gains: EarGains): void;
  /** Browsers start a context suspended until the person acts. */
  resume(): void;
};

/**
 * Puts a WebAudio graph behind the element, for good: an element can never be taken out of one again. So this is
 * made only when a channel must differ, and then adds the context's latency (about 10 ms) to what is heard.
 */
export function createChannelMixer(
  media: HTMLMediaElement,
  channelCount: number,
  scope: Scope,
): ChannelMixer {
  const context = new AudioContext({ latencyHint: 'interactive' });
  const source = context.createMediaElementSource(media);
  const splitter = context.createChannelSplitter(Math.max(1, channelCount));
  const merger = context.createChannelMerger(2);
  source.channelInterpretation = 'discrete';
  source.connect(splitter);
  merger.connect(context.destination);
  const ears = Array.from({ length: channelCount }, (_, channel) =>
    [0, 1].map((ear) => {
      const gain = context.createGain();
      splitter.connect(gain, channel);
      gain.connect(merger, 0, ear);
      return gain;
    }),
  );
  scope.add(() => {
    void context.close();
  });
  return {
    set(gains): void {
      // A step in loudness clicks; 10 ms of approach does not.
      for (const [channel, pair] of gains.entries())
        for (const [ear, gain] of pair.entries())
          ears[channel]?.[ear]?.gain.setTargetAtTime(gain, context.currentTime, 0.01);
    },
    resume(): void {
      void context.resume();
    },
  };
}
