import { gainFor } from '../waveform/gain.ts';
import type { Peaks, PeaksSlice } from '../waveform/types.ts';
import { WaveLane, type WaveLaneOptions } from '../waveform/waveLane.ts';
import { labelWaves, type TimelineDom } from './dom.ts';
import type { TimelinePalette } from './palette.ts';
import type { TimelineRange } from './range.ts';
import type { ChannelLane, ColorScheme } from './types.ts';

const noLanes: readonly ChannelLane[] = [{ label: '' }];

/** The lanes of the zoomed waveform and the one of the overview, drawn from the same peaks at the same gain. */
export class Waves {
  readonly #dom: TimelineDom;
  readonly #laneOptions: WaveLaneOptions;
  readonly #overview: WaveLane;
  #lanes: { readonly wave: WaveLane; readonly host: HTMLElement; readonly lane: ChannelLane }[] = [];
  #peaks: Peaks | null = null;
  #gain = 1;
  #unsubscribe = (): void => undefined;
  #second: PeaksSlice = new Float32Array(0);

  constructor(dom: TimelineDom, options: WaveLaneOptions) {
    this.#dom = dom;
    this.#laneOptions = options;
    this.#overview = new WaveLane(dom.overviewWave, options);
    this.#build(noLanes);
  }

  setPeaks(peaks: Peaks | null, lanes: readonly ChannelLane[], onChange: () => void): void {
    this.#unsubscribe();
    this.#peaks = peaks;
    this.#unsubscribe = peaks === null ? () => undefined : peaks.onChange(onChange);
    const named = Array.from(
      { length: peaks?.channelCount ?? 0 },
      (_, channel) => lanes[channel] ?? { label: '' },
    );
    this.#build(named.length === 0 ? noLanes : named);
  }

  /** Lanes that are there are kept: a new one costs 10 ms. */
  #build(lanes: readonly ChannelLane[]): void {
    labelWaves(this.#dom, lanes);
    for (const { wave, host } of this.#lanes.splice(lanes.length)) {
      wave.dispose();
      host.remove();
    }
    this.#lanes = lanes.map((lane, at) => {
      const kept = this.#lanes[at];
      if (kept !== undefined) return { ...kept, lane };
      const host = document.createElement('div');
      this.#dom.waves.append(host);
      return { lane, host, wave: new WaveLane(host, this.#laneOptions) };
    });
  }

  setColors(palette: TimelinePalette, scheme: ColorScheme): void {
    const { line, surface } = palette;
    // On a dark ground the saturated colours of people fade sooner.
    const part = scheme === 'dark' ? 60 : 45;
    this.#overview.setColors({ played: palette.wavePlayed, unplayed: palette.wave, line });
    for (const { wave, lane } of this.#lanes) {
      const played = lane.color ?? palette.wavePlayed;
      const unplayed =
        lane.color === undefined ? palette.wave : `color-mix(in srgb, ${lane.color} ${part}%, ${surface})`;
      wave.setColors({ played, unplayed, line });
    }
  }

  draw(range: TimelineRange): void {
    for (const [channel, { wave }] of this.#lanes.entries())
      wave.draw((into, pixelCount) => {
        this.#slice(channel, range.startMs, range.endMs, pixelCount, into);
        return this.#gain;
      });
  }

  /** Everything that sounds in one lane: the lowest and highest of all channels. Also settles the gain. */
  drawOverview(range: TimelineRange): void {
    this.#overview.draw((into, pixelCount) => {
      if (this.#second.length !== into.length) this.#second = new Float32Array(into.length);
      this.#slice(0, 0, range.durationMs, pixelCount, into);
      for (let channel = 1; channel < (this.#peaks?.channelCount ?? 0); channel += 1) {
        this.#slice(channel, 0, range.durationMs, pixelCount, this.#second);
        for (let at = 0; at < into.length; at += 2) {
          into[at] = Math.min(into[at] ?? 0, this.#second[at] ?? 0);
          into[at + 1] = Math.max(into[at + 1] ?? 0, this.#second[at + 1] ?? 0);
        }
      }
      this.#gain = gainFor(into);
      return this.#gain;
    });
  }

  #slice(channel: number, startMs: number, endMs: number, pixelCount: number, into: PeaksSlice): void {
    if (this.#peaks === null) into.fill(Number.NaN);
    else this.#peaks.slice(channel, startMs, endMs, pixelCount, into);
  }

  setPlayed(nowMs: number, range: TimelineRange): void {
    this.#overview.setPlayed(nowMs / range.durationMs);
    for (const { wave } of this.#lanes) wave.setPlayed(range.toX(nowMs) / range.widthPx);
  }

  dispose(): void {
    this.#unsubscribe();
    this.#overview.dispose();
    for (const { wave } of this.#lanes) wave.dispose();
  }
}
