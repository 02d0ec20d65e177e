import WaveSurfer from 'wavesurfer.js';
import { Scope } from '../timeline/scope.ts';
import type { PeaksSlice } from './types.ts';

export type WaveColors = { readonly played: string; readonly unplayed: string; readonly line: string };

export type WaveLaneOptions = { readonly styleNonce?: string | undefined };

/** Writes the slice of `pixelCount` pixels and answers what scales it: with 1 a sample of full scale reaches the lane's edge. */
export type FillSlice = (into: PeaksSlice, pixelCount: number) => number;

/**
 * One lane of waveform, its element as wide as what is looked at. wavesurfer makes and sizes the canvas and hands it
 * to our render function; panning and zooming then paint that same canvas. Its own redraw makes two new canvases
 * each time: measured for two lanes of 1320 × 80 px without a GPU, 7.7 ms a frame (16 ms at two device pixels a
 * pixel) against 0.7 ms (1.2 ms). One rectangle a device pixel, because a filled path of as many points is
 * antialiased and halves the frame rate at two device pixels a pixel.
 */
export class WaveLane {
  readonly #scope = new Scope();
  #context: CanvasRenderingContext2D | null = null;
  #fill: FillSlice | null = null;
  #slice: PeaksSlice = new Float32Array(0);
  #gain = 1;
  #playedPart = 0;
  #playedPx = 0;
  #colors: WaveColors = { played: '#000', unplayed: '#000', line: '#000' };

  constructor(host: HTMLElement, options: WaveLaneOptions) {
    const surfer = WaveSurfer.create({
      container: host,
      height: 'auto',
      interact: false,
      autoScroll: false,
      hideScrollbar: true,
      cursorWidth: 0,
      renderFunction: (_peaks, context) => {
        this.#context = context;
        // Another canvas, and empty: painted at once, or an empty frame is seen. wavesurfer makes one after every change
        // of size and once more a tenth of a second later, mostly as wide as the last: then the slice is still right.
        if (this.#slice.length !== 2 * this.pixelCount) this.#take();
        this.#repaint();
      },
      ...(options.styleNonce === undefined ? {} : { cspNonce: options.styleNonce }),
    });
    this.#scope.add(() => surfer.destroy());
    // wavesurfer draws only when it has a buffer; one empty sample gives it nothing to decode and nothing to load.
    const nothing = new AudioBuffer({ length: 1, numberOfChannels: 1, sampleRate: 8000 });
    const observer = new ResizeObserver(() => {
      void surfer.getRenderer().render(nothing);
    });
    observer.observe(host, { box: 'device-pixel-content-box' });
    this.#scope.add(() => observer.disconnect());
  }

  /** Device pixels, each of which gets a minimum and a maximum. */
  get pixelCount(): number {
    return this.#context?.canvas.width ?? 0;
  }

  setColors(colors: WaveColors): void {
    this.#colors = colors;
  }

  /** Paints what `fill` writes for this width, now and whenever the width becomes another. */
  draw(fill: FillSlice): void {
    this.#fill = fill;
    this.#take();
    this.#repaint();
  }

  #take(): void {
    const { pixelCount } = this;
    if (this.#slice.length !== 2 * pixelCount) this.#slice = new Float32Array(2 * pixelCount);
    if (this.#fill === null) this.#slice.fill(Number.NaN);
    else this.#gain = this.#fill(this.#slice, pixelCount);
  }

  #repaint(): void {
    this.#playedPx = Math.round(this.#playedPart * this.pixelCount);
    this.#paint(0, this.#playedPx, this.#colors.played);
    this.#paint(this.#playedPx, this.pixelCount, this.#colors.unplayed);
  }

  /** Where playback is, as a part (0–1, clamped) of the width. Paints only the pixels it went over. */
  setPlayed(part: number): void {
    this.#playedPart = Math.min(1, Math.max(0, part));
    const playedPx = Math.round(this.#playedPart * this.pixelCount);
    const before = this.#playedPx;
    this.#playedPx = playedPx;
    if (playedPx > before) this.#paint(before, playedPx, this.#colors.played);
    else if (playedPx < before) this.#paint(playedPx, before, this.#colors.unplayed);
  }

  #paint(fromPx: number, toPx: number, color: string): void {
    const context = this.#context;
    const to = Math.min(toPx, this.#slice.length / 2);
    if (context === null || to <= fromPx) return;
    const { height } = context.canvas;
    const middle = height / 2;
    const reach = (middle - 1) * this.#gain;
    const least = Math.max(1, Math.round(devicePixelRatio));
    const hairline = Math.round(middle - least / 2);
    context.clearRect(fromPx, 0, to - fromPx, height);
    context.fillStyle = this.#colors.line;
    context.fillRect(fromPx, hairline, to - fromPx, least);
    context.fillStyle = color;
    for (let pixel = fromPx; pixel < to; pixel += 1) {
      const low = this.#slice[2 * pixel] ?? Number.NaN;
      const high = this.#slice[2 * pixel + 1] ?? Number.NaN;
      // Unknown yet: the line alone shows that there is a recording.
      if (!(high >= low)) continue;
      const top = Math.max(0, Math.round(middle - high * reach));
      const bottom = Math.min(height, Math.round(middle - low * reach));
      if (bottom - top > least) context.fillRect(pixel, top, 1, bottom - top);
      else context.fillRect(pixel, hairline, 1, least);
    }
  }

  dispose(): void {
    this.#scope.dispose();
    this.#context = null;
  }
}
