import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pyramid, pyramidLevels } from './pyramid.ts';

/** The definition, said slowly: every pair is the least and the greatest of its samples, in 8 bits. */
function expected(channels: readonly Int16Array[], samplesPerPair: number): number[] {
  const pairs: number[] = [];
  for (let start = 0; start < (channels[0]?.length ?? 0); start += samplesPerPair) {
    for (const samples of channels) {
      const pair = samples.subarray(start, start + samplesPerPair);
      let least = 32_767;
      let greatest = -32_768;
      for (const sample of pair) {
        least = Math.min(least, sample);
        greatest = Math.max(greatest, sample);
      }
      pairs.push(least >> 8, greatest >> 8);
    }
  }
  return pairs;
}

test('every level holds the extremes of its samples, however the sound arrives', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 20_000 })), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      (channelCount, pieces, seed) => {
        const length = pieces.reduce((sum, [, count]) => sum + count, 0);
        let state = seed;
        const channels = Array.from({ length: channelCount }, () =>
          Int16Array.from({ length }, () => {
            state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
            return (state >>> 16) - 32_768;
          }),
        );
        const pyramid = new Pyramid(channelCount);
        const made = new Map<number, number[]>(pyramidLevels.map((level) => [level, []]));
        const take = (): void => {
          pyramid.take((level, bytes, pairCount) => {
            made.get(level)?.push(...bytes);
            expect(made.get(level)).toHaveLength(pairCount * channelCount * 2);
          });
        };
        let position = 0;
        for (const [start, count] of pieces) {
          for (const [channel, plane] of pyramid.planes.entries()) {
            const piece = channels[channel]?.subarray(position, position + count);
            if (piece !== undefined) new Int16Array(plane.buffer, plane.byteOffset).set(piece, start);
          }
          pyramid.accept(start, count);
          position += count;
          take();
        }
        pyramid.finish();
        take();
        for (const level of pyramidLevels) expect(made.get(level)).toEqual(expected(channels, level));
      },
    ),
    { numRuns: 60 },
  );
});
