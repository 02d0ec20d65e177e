import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../shared/contract/failure.ts';
import { TimelineRange } from '../timeline/range.ts';
import { headerBytes, pairByteSpan, parseDatHeader } from './dat.ts';
import { openPeaks } from './peaks.ts';
import type { Peaks } from './types.ts';

/** A `.dat` file as audiowaveform writes it; `valueAt` gives minimum and maximum of a pair. */
function datFile(
  header: { sampleRate: number; samplesPerPair: number; pairCount: number; channelCount: number },
  valueAt: (pair: number, channel: number) => readonly [number, number],
): ArrayBuffer {
  const { sampleRate, samplesPerPair, pairCount, channelCount } = header;
  const bytes = new ArrayBuffer(headerBytes + pairCount * channelCount * 2);
  const view = new DataView(bytes);
  for (const [at, value] of [2, 1, sampleRate, samplesPerPair, pairCount, channelCount].entries())
    view.setInt32(at * 4, value, true);
  for (let pair = 0; pair < pairCount; pair += 1)
    for (let channel = 0; channel < channelCount; channel += 1) {
      const [low, high] = valueAt(pair, channel);
      const at = headerBytes + (pair * channelCount + channel) * 2;
      view.setInt8(at, low);
      view.setInt8(at + 1, high);
    }
  return bytes;
}

/** Answers byte ranges of the files it is given, as the host does, and counts the requests. */
function serve(files: Map<string, ArrayBuffer>) {
  const requests: string[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const range = new Headers(init?.headers).get('range') ?? '';
    requests.push(`${String(url)} ${range}`);
    const file = files.get(String(url));
    if (file === undefined) return new Response(null, { status: 404 });
    const [start, end] = range.replace('bytes=', '').split('-').map(Number);
    return new Response(file.slice(start, (end ?? 0) + 1), { status: 206 });
  };
  return { requests, fetch };
}

/** Every level of a recording that is silent but for one sample at full scale. */
function click(sampleRate: number, sampleCount: number, clickSample: number) {
  const spacings = [256, 1024, 4096, 16384, 65536];
  const levels = spacings.map((samplesPerPair) => ({
    samplesPerPair,
    pairCount: Math.ceil(sampleCount / samplesPerPair),
  }));
  const files = new Map(
    levels.map(({ samplesPerPair, pairCount }) => [
      `peaks/${samplesPerPair}`,
      datFile({ sampleRate, samplesPerPair, pairCount, channelCount: 1 }, (pair) =>
        pair === Math.floor(clickSample / samplesPerPair) ? [-128, 127] : [0, 0],
      ),
    ]),
  );
  return { levels, files };
}

/** Slices until nothing more arrives. */
async function settled(peaks: Peaks, slice: () => Float32Array): Promise<Float32Array> {
  for (;;) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const unsubscribe = peaks.onChange(resolve);
    const seen = slice();
    if (seen.every((value) => !Number.isNaN(value)) && !(await arrives(promise))) {
      unsubscribe();
      return slice();
    }
    await promise;
    unsubscribe();
  }
}

/** Whether a change comes while everything already begun is finished. */
async function arrives(change: Promise<void>): Promise<boolean> {
  const idle = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 20));
  return await Promise.race([change.then(() => true), idle]);
}

describe('parseDatHeader', () => {
  it('reads what was written', () => {
    const anyHeader = fc.record({
      sampleRate: fc.integer({ min: 8000, max: 192_000 }),
      samplesPerPair: fc.constantFrom(256, 1024, 65536),
      pairCount: fc.nat(50),
      channelCount: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(anyHeader, (header) => {
        expect(parseDatHeader(datFile(header, () => [0, 0]))).toEqual(header);
      }),
    );
  });

  it('refuses anything else with one failure, and never throws another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        if (bytes[0] === 2 && bytes[4] === 1) return;
        expect(() => parseDatHeader(bytes.slice().buffer)).toThrow(Failure);
      }),
    );
  });

  it('counts bytes as HTTP does, both ends included', () => {
    expect(pairByteSpan(0, 1, 2)).toEqual({ start: 24, end: 27 });
    expect(pairByteSpan(10, 12, 1)).toEqual({ start: 44, end: 47 });
  });
});

describe('openPeaks', () => {
  it('shows a click in the very pixel that is clicked to reach it, at every zoom', async () => {
    const sampleRate = 48_000;
    const durationMs = 600_000;
    const clickMs = 301_234;
    const { levels, files } = click(
      sampleRate,
      (durationMs / 1000) * sampleRate,
      (clickMs / 1000) * sampleRate,
    );
    const peaks = openPeaks({
      url: (spp) => `peaks/${spp}`,
      sampleRate,
      channelCount: 1,
      levels,
      isComplete: true,
      ...serve(files),
    });
    for (const msPerPixel of [0.5, 1, 5.333, 7, 21, 40, 90, 333]) {
      const range = new TimelineRange({
        durationMs,
        widthPx: 1200,
        startMs: clickMs - 600 * msPerPixel + 3.3,
        msPerPixel,
      });
      const seen = await settled(peaks, () => peaks.slice(0, range.startMs, range.endMs, 1200));
      const loud = Array.from({ length: 1200 }, (_, pixel) => pixel).filter(
        (pixel) => (seen[2 * pixel + 1] ?? 0) > 0.5,
      );
      const clickedPixel = Math.floor(range.toX(clickMs));
      expect(loud).toContain(clickedPixel);
      // A pair is 5.3 ms; beyond it, and the pixel it may share at each side, nothing may be drawn.
      const pairPx = 256 / (sampleRate / 1000) / range.msPerPixel;
      const reach = Math.ceil(pairPx) + (msPerPixel > 21 ? 4 : 1);
      expect(Math.max(...loud.map((pixel) => Math.abs(pixel - clickedPixel)))).toBeLessThanOrEqual(reach);
    }
    peaks.dispose();
  });

  it('never waits: coarse at once when that is all there is, finer after its announcement', async () => {
    const { levels, files } = click(48_000, 48_000 * 3600, 48_000);
    const fine = files.get('peaks/256');
    files.delete('peaks/256');
    const peaks = openPeaks({
      url: (spp) => `peaks/${spp}`,
      sampleRate: 48_000,
      channelCount: 1,
      levels: levels.filter((level) => level.samplesPerPair !== 256),
      isComplete: false,
      ...serve(files),
    });
    expect(peaks.slice(0, 0, 2000, 100).every(Number.isNaN)).toBe(true);
    const coarse = await settled(peaks, () => peaks.slice(0, 0, 2000, 400));
    if (fine !== undefined) files.set('peaks/256', fine);
    peaks.grow({ levels, isComplete: true });
    const finer = await settled(peaks, () => peaks.slice(0, 0, 2000, 400));
    const loudPixels = (slice: Float32Array): number => slice.filter((value) => value > 0.5).length;
    expect(loudPixels(coarse)).toBeGreaterThan(loudPixels(finer));
    expect(loudPixels(finer)).toBeGreaterThan(0);
    peaks.dispose();
  });

  it('knows nothing beyond what is written, and shows it once the file has grown', async () => {
    const header = { sampleRate: 48_000, samplesPerPair: 256, channelCount: 2 };
    const file = datFile({ ...header, pairCount: 1000 }, (_, channel) => [
      -10 * (channel + 1),
      10 * (channel + 1),
    ]);
    const level = (pairCount: number) => [{ samplesPerPair: 256, pairCount }];
    const server = serve(new Map([['256', file.slice(0, headerBytes + 400 * 4)]]));
    const files = new Map([['256', file]]);
    let isGrown = false;
    const fetch: typeof server.fetch = (url, init) =>
      isGrown ? serve(files).fetch(url, init) : server.fetch(url, init);
    const peaks = openPeaks({
      url: String,
      sampleRate: 48_000,
      channelCount: 2,
      levels: level(400),
      isComplete: false,
      fetch,
    });
    const endMs = (1000 * 256) / 48;
    const seen = (): Float32Array => peaks.slice(1, 0, endMs, 100);
    await settled(peaks, () => peaks.slice(1, 0, endMs * 0.3, 30));
    expect(seen()[2 * 39 + 1]).toBeCloseTo(20 / 128);
    expect(seen()[2 * 41]).toBeNaN();
    isGrown = true;
    peaks.grow({ levels: level(1000), isComplete: true });
    const all = await settled(peaks, seen);
    expect(all[2 * 99]).toBeCloseTo(-20 / 128);
    peaks.dispose();
  });

  it('asks for a tile once, however often it is looked at', async () => {
    const { levels, files } = click(48_000, 48_000 * 60, 0);
    const server = serve(files);
    const peaks = openPeaks({
      url: (spp) => `peaks/${spp}`,
      sampleRate: 48_000,
      channelCount: 1,
      levels,
      isComplete: true,
      fetch: server.fetch,
    });
    await settled(peaks, () => peaks.slice(0, 0, 60_000, 500));
    expect(new Set(server.requests).size).toBe(server.requests.length);
    peaks.dispose();
  });
});
