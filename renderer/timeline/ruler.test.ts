import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulerLabel, rulerStep } from './ruler.ts';

describe('rulerStep', () => {
  it('leaves every label its room and never more than a few labels too few', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 20_000, noNaN: true }), (msPerPixel) => {
        const { labelMs, tickMs } = rulerStep(msPerPixel, 90);
        expect(labelMs / msPerPixel).toBeGreaterThanOrEqual(90);
        expect(Number.isInteger(labelMs / tickMs)).toBe(true);
        if (labelMs > 50 && labelMs < 24 * 3_600_000)
          expect(labelMs / msPerPixel).toBeLessThanOrEqual(90 * 4);
      }),
    );
  });
});

describe('rulerLabel', () => {
  it('shows as much as the distance between labels needs', () => {
    expect(rulerLabel(7250, 1000)).toBe('0:07');
    expect(rulerLabel(7250, 100)).toBe('0:07.2');
    expect(rulerLabel(7250, 10)).toBe('0:07.25');
    expect(rulerLabel(754_000, 60_000)).toBe('12:34');
    expect(rulerLabel(3_723_000, 60_000)).toBe('1:02:03');
  });
});
