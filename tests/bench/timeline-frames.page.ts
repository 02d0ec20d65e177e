import WaveSurfer from 'wavesurfer.js';
import RegionsPlugin from 'wavesurfer.js/plugins/regions';
import { createTimeline } from '../../renderer/timeline/timeline.ts';
import type { Mark, Timeline } from '../../renderer/timeline/types.ts';
import { headerBytes } from '../../renderer/waveform/dat.ts';
import { openPeaks } from '../../renderer/waveform/peaks.ts';

const durationMs = 3 * 3600 * 1000;
const sampleRate = 48_000;
const markCount = 10_000;
const frameCount = 240;
/** The peer is slower by an order: fewer frames, fewer regions, and the number is still plain. */
const peerFrameCount = 60;
const peerRegionCount = 3000;

/** Milliseconds between frames as the browser painted them, and what our own code took of them. */
export type FrameTimes = { median: number; p95: number; worst: number; workP95: number };

export type TimelinePage = {
  /** A page that does nothing: what the machine itself can keep at this moment. */
  idle(): Promise<FrameTimes>;
  pan(): Promise<FrameTimes>;
  zoom(): Promise<FrameTimes>;
  drag(): Promise<FrameTimes>;
  panRegions(): Promise<FrameTimes>;
};

let seed = 11;
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

function marks(prefix: string, lengthMs: number, colors: readonly string[]): Mark[] {
  return Array.from({ length: markCount }, (_, at): Mark => {
    const startMs = Math.floor(random() * (durationMs - lengthMs));
    return {
      id: `${prefix}${at}`,
      momentId: `moment${at}`,
      startMs,
      endMs: at % 5 === 0 ? startMs : startMs + Math.floor(random() * lengthMs),
      label: `felt understood, for once (${at})`,
      color: colors[at % colors.length] ?? '',
      letter: 'C',
    };
  });
}

/** A level as the host would serve it: talk, roughly, in two channels. */
function levelFile(samplesPerPair: number): { bytes: Uint8Array<ArrayBuffer>; pairCount: number } {
  const pairCount = Math.ceil(((durationMs / 1000) * sampleRate) / samplesPerPair);
  const bytes = new Uint8Array(headerBytes + pairCount * 4);
  const header = new DataView(bytes.buffer);
  for (const [at, value] of [2, 1, sampleRate, samplesPerPair, pairCount, 2].entries())
    header.setInt32(at * 4, value, true);
  for (let pair = 0; pair < pairCount * 2; pair += 1) {
    const loudness = Math.floor(random() * random() * 90);
    bytes[headerBytes + pair * 2] = 256 - loudness;
    bytes[headerBytes + pair * 2 + 1] = loudness;
  }
  return { bytes, pairCount };
}

function openSynthetic() {
  const files = new Map([256, 1024, 4096, 16384, 65536].map((spp) => [String(spp), levelFile(spp)]));
  return openPeaks({
    url: String,
    sampleRate,
    channelCount: 2,
    levels: [...files].map(([spp, { pairCount }]) => ({ samplesPerPair: Number(spp), pairCount })),
    isComplete: true,
    fetch: async (url, init) => {
      const [start, end] = (new Headers(init?.headers).get('range') ?? '')
        .replace('bytes=', '')
        .split('-')
        .map(Number);
      return new Response(files.get(String(url))?.bytes.slice(start, (end ?? 0) + 1), { status: 206 });
    },
  });
}

/** Calls `turn` once a frame and measures the time between frames. */
async function frames(count: number, turn: (frame: number) => void): Promise<FrameTimes> {
  const gaps: number[] = [];
  const work: number[] = [];
  let last = 0;
  for (let frame = 0; frame <= count; frame += 1) {
    const { promise, resolve } = Promise.withResolvers<number>();
    requestAnimationFrame(resolve);
    const now = await promise;
    if (frame > 0) gaps.push(now - last);
    last = now;
    const begin = performance.now();
    turn(frame);
    work.push(performance.now() - begin);
  }
  const at = (values: number[], part: number): number =>
    values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? Number.NaN;
  return { median: at(gaps, 0.5), p95: at(gaps, 0.95), worst: at(gaps, 1), workP95: at(work, 0.95) };
}

const host = document.querySelector<HTMLElement>('#host');
if (host === null) throw new Error('the page has no host');

function open(parent: HTMLElement): { timeline: Timeline; field: HTMLElement } {
  const timeline = createTimeline(parent, {
    words: { timeline: 'Timeline', overview: 'Overview' },
    durationMs,
  });
  timeline.setPeaks(openSynthetic(), [
    { label: 'Client', color: '#0072b2', letter: 'C' },
    { label: 'Therapist', color: '#d55e00', letter: 'T' },
  ]);
  timeline.setTiers([
    { id: 'client', label: 'Client', kind: 'person', marks: marks('m', 8000, ['#0072b2']) },
    {
      id: 'codes',
      label: 'Codes',
      kind: 'codes',
      marks: marks('c', 8000, ['#009e73', '#cc79a7', '#e69f00', '#56b4e9']),
    },
  ]);
  const field = parent.querySelector<HTMLElement>('.sp-timeline-field');
  if (field === null) throw new Error('the timeline has no field');
  return { timeline, field };
}

/** A wheel as a person turns it, through the same handler. */
function wheel(
  field: HTMLElement,
  turn: { deltaX?: number; deltaY?: number; ctrlKey?: boolean },
  part = 0.6,
): void {
  const box = field.getBoundingClientRect();
  const place = { clientX: box.left + box.width * part, clientY: box.top + 120 };
  field.dispatchEvent(new WheelEvent('wheel', { ...turn, ...place, bubbles: true, cancelable: true }));
}

const { timeline, field } = open(host);

const page: TimelinePage = {
  idle: () => frames(frameCount, () => undefined),
  async pan() {
    // From nearly the whole, where every mark is on screen, to a few seconds: all that a frame may have to draw.
    const all: FrameTimes[] = [];
    for (const spanMs of [durationMs / 1.5, durationMs / 10, 60_000]) {
      timeline.setView({ startMs: 600_000, msPerPixel: spanMs / field.clientWidth });
      all.push(await frames(frameCount / 3, (frame) => wheel(field, { deltaX: frame % 40 < 20 ? 30 : -30 })));
    }
    return worst(all);
  },
  async zoom() {
    timeline.zoomAll();
    return await frames(frameCount, (frame) =>
      wheel(field, { deltaY: frame % 120 < 60 ? -60 : 60, ctrlKey: true }),
    );
  },
  async drag() {
    timeline.setView({ startMs: 3_600_000, msPerPixel: 600_000 / field.clientWidth });
    const box = field.getBoundingClientRect();
    const at = (type: string, x: number): void => {
      const place = {
        clientX: box.left + x,
        clientY: box.top + 100,
        pointerId: 1,
        button: type === 'pointermove' ? -1 : 1,
      };
      field.dispatchEvent(new PointerEvent(type, { ...place, bubbles: true, cancelable: true }));
    };
    // A made-up pointer cannot be captured; everything else of the gesture is the real one.
    field.setPointerCapture = () => undefined;
    at('pointerdown', 600);
    const times = await frames(frameCount, (frame) => at('pointermove', 600 + Math.sin(frame / 20) * 400));
    at('pointerup', 600);
    return times;
  },
  async panRegions() {
    timeline.dispose();
    host.className = '';
    const regions = RegionsPlugin.create();
    const length = 200_000;
    const peaks = [0, 1].map(() => Float32Array.from({ length }, () => random() * random()));
    const surfer = WaveSurfer.create({
      container: host,
      peaks,
      duration: durationMs / 1000,
      minPxPerSec: 20,
      splitChannels: [{}, {}],
      plugins: [regions],
      hideScrollbar: true,
    });
    await new Promise((resolve) => surfer.once('redrawcomplete', () => resolve(undefined)));
    for (const mark of marks('r', 8000, ['#0072b240']).slice(0, peerRegionCount))
      regions.addRegion({
        start: mark.startMs / 1000,
        end: mark.endMs / 1000 + 1,
        content: mark.label,
        color: mark.color,
      });
    const times = await frames(peerFrameCount, (frame) => surfer.setScroll(20_000 + frame * 30));
    surfer.destroy();
    return times;
  },
};

function worst(all: readonly FrameTimes[]): FrameTimes {
  const most = (name: keyof FrameTimes): number => Math.max(...all.map((times) => times[name]));
  return { median: most('median'), p95: most('p95'), worst: most('worst'), workP95: most('workP95') };
}

Object.assign(window, { timelinePage: page });
