import { expect, test } from 'vitest';
import type { RecordingId } from '../../../shared/model/ids.ts';
import { clipsOfResults } from './resultClips.ts';

const recordingId = '01890a5d-ac96-774b-bcce-b30209900001' as RecordingId;
const durationMsOf = () => 60_000;
const span = (startMs: number, endMs: number) => ({ startMs, endMs });
const place = (...parts: { startMs: number; endMs: number }[]) => ({
  recordingId,
  startMs: Math.min(...parts.map(({ startMs }) => startMs)),
  endMs: Math.max(...parts.map(({ endMs }) => endMs)),
  parts,
});

test('a clip for each part as it is played, none for what lies nowhere', () => {
  const places = [place(span(1000, 2000)), null, place(span(5000, 6000), span(9000, 9000))];
  expect(clipsOfResults(places, durationMsOf, 500)).toEqual({
    spans: [
      { recordingId, startMs: 1000, endMs: 2000 },
      { recordingId, startMs: 5000, endMs: 6000, part: { number: 1, count: 2 } },
      { recordingId, startMs: 9000, endMs: 12_000, part: { number: 2, count: 2 } },
    ],
    count: 2,
    ofCount: 2,
  });
});

test('where it is too much, whole results are left out and never a part of one', () => {
  const places = [place(span(0, 1000)), place(span(2000, 3000), span(4000, 5000)), place(span(6000, 7000))];
  const { spans, count, ofCount } = clipsOfResults(places, durationMsOf, 2);
  expect([spans.map(({ startMs }) => startMs), count, ofCount]).toEqual([[0], 1, 3]);
});
