import type { RedactionRow } from '../../../shared/model/rows.ts';
import type { Player } from '../../player/types.ts';
import { isSamePreview, type Preview, previewAt } from './preview.ts';

const toneHertz = 1000;
const toneLevel = 0.12;
const nothing: Preview = { isSilent: false, channels: [], isToned: false, look: 'plain' };

/**
 * Mutes, tones and covers while it plays, as near as a page can: it looks once a frame, so that edges come up to some
 * hundredths of a second late. `onPreview` is told of every change. Answers how to stop, which leaves the player as it
 * was found.
 */
export function playPreview(
  player: Player,
  redactionsNow: () => readonly RedactionRow[],
  onPreview: (preview: Preview) => void,
): () => void {
  let now = nothing;
  /** Loudness of the channels that are silenced here, to be given back. */
  const gains = new Map<number, number>();
  let tone: { context: AudioContext; gain: GainNode } | null = null;

  const sound = (isOn: boolean): void => {
    if (tone === null) {
      if (!isOn) return;
      // Only once it is wanted: an audio context costs a thread.
      const context = new AudioContext();
      const gain = context.createGain();
      gain.gain.value = 0;
      const oscillator = context.createOscillator();
      oscillator.frequency.value = toneHertz;
      oscillator.connect(gain).connect(context.destination);
      oscillator.start();
      tone = { context, gain };
    }
    const level = isOn ? toneLevel * player.volume : 0;
    tone.gain.gain.setTargetAtTime(level, tone.context.currentTime, 0.005);
  };
  const show = (next: Preview): void => {
    sound(next.isToned && player.isPlaying);
    if (isSamePreview(next, now)) return;
    now = next;
    player.media.muted = next.isSilent;
    for (const [channel, gain] of [...gains]) {
      if (next.channels.includes(channel)) continue;
      gains.delete(channel);
      player.setChannelGain(channel, gain);
    }
    for (const channel of next.channels) {
      if (gains.has(channel)) continue;
      gains.set(channel, player.channelGains[channel] ?? 1);
      player.setChannelGain(channel, 0);
    }
    onPreview(next);
  };
  const look = (): void => show(previewAt(redactionsNow(), player.nowMs()));
  const ends = [
    player.onFrame(look),
    player.on('play', look),
    player.on('pause', look),
    player.on('ended', look),
  ];
  look();
  return () => {
    for (const end of ends) end();
    show(nothing);
    void tone?.context.close();
  };
}
