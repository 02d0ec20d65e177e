import { expect, test } from 'vitest';
import { leftAtMs, missingPause } from './playback-log.ts';

const line = (kind: 'play' | 'pause' | 'stop' | 'seek' | 'rate', interviewMs: number, sessionMs: number) =>
  ({ kind, interviewMs, sessionMs, toMs: null }) as const;

test('a log that ends while it plays lacks a pause at its last line, wherever that was left', () => {
  const played = [line('play', 1000, 0), line('rate', 3000, 2000)];
  expect(missingPause(played)).toEqual({ interviewMs: 3000, sessionMs: 2000 });
  const sought = [...played, { ...line('seek', 4000, 3000), toMs: 60_000 }];
  expect(missingPause(sought)).toEqual({ interviewMs: 4000, sessionMs: 60_000 });
  expect(leftAtMs(sought)).toBe(60_000);
});

test('one that was paused or stopped, or never played, lacks nothing', () => {
  expect(missingPause([])).toBeNull();
  expect(leftAtMs([])).toBe(0);
  for (const kind of ['pause', 'stop'] as const) {
    const ended = [line('play', 1000, 0), line(kind, 2000, 1000), { ...line('seek', 3000, 1000), toMs: 500 }];
    expect(missingPause(ended)).toBeNull();
    expect(leftAtMs(ended)).toBe(500);
  }
});
