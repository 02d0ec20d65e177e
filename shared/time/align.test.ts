import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align, toInterviewMs, toRecordingMs } from './align.ts';

const hour = 3_600_000;

test('a recorder that drifts is found out from points without error, and both ways agree', () => {
  const startMs = fc.integer({ min: -hour, max: hour });
  const rate = fc.double({ min: 0.97, max: 1.03, noNaN: true });
  const instants = fc.uniqueArray(fc.integer({ min: 0, max: 2 * hour }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(startMs, rate, instants, (start, truth, recordingMss) => {
      const points = recordingMss.map((recordingMs) => ({
        recordingMs,
        interviewMs: start + recordingMs / truth,
      }));
      const found = align(points);
      expect(found).not.toBeNull();
      if (found === null) return;
      for (const { recordingMs, interviewMs } of points) {
        expect(toInterviewMs(found, recordingMs)).toBeCloseTo(interviewMs, 2);
        expect(toRecordingMs(found, interviewMs)).toBeCloseTo(recordingMs, 2);
      }
    }),
  );
});

test('one point shifts, none leaves the recording at the beginning, and points that contradict each other are refused', () => {
  expect(align([])).toEqual({ startMs: 0, rate: 1 });
  expect(align([{ interviewMs: 90_000, recordingMs: 30_000 }])).toEqual({ startMs: 60_000, rate: 1 });
  expect(
    align([
      { interviewMs: 0, recordingMs: 0 },
      { interviewMs: 2000, recordingMs: 1000 },
    ]),
  ).toBeNull();
  expect(
    align([
      { interviewMs: 0, recordingMs: 5 },
      { interviewMs: 2000, recordingMs: 5 },
    ]),
  ).toBeNull();
});
