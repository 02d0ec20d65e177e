import { describe, expect, it } from 'vitest';
import { earGains, isPlain } from './channels.ts';
import { shuttle } from './shuttle.ts';

describe('shuttle', () => {
  it('goes on and faster with L, up to the fastest', () => {
    expect(shuttle('L', { isPlaying: false, rate: 1 })).toEqual({ do: 'play' });
    expect(shuttle('L', { isPlaying: true, rate: 1 })).toEqual({ do: 'rate', rate: 1.25 });
    expect(shuttle('L', { isPlaying: true, rate: 1.3 })).toEqual({ do: 'rate', rate: 1.5 });
    expect(shuttle('L', { isPlaying: true, rate: 3 })).toEqual({ do: 'rate', rate: 3 });
  });

  it('goes slower with J, and back where it cannot', () => {
    expect(shuttle('J', { isPlaying: true, rate: 1 })).toEqual({ do: 'rate', rate: 0.75 });
    expect(shuttle('J', { isPlaying: true, rate: 0.25 })).toEqual({ do: 'back', ms: 1000 });
    expect(shuttle('J', { isPlaying: false, rate: 1 })).toEqual({ do: 'back', ms: 1000 });
  });

  it('stops and begins with K', () => {
    expect(shuttle('K', { isPlaying: true, rate: 2 })).toEqual({ do: 'pause' });
    expect(shuttle('K', { isPlaying: false, rate: 2 })).toEqual({ do: 'play' });
  });
});

describe('earGains', () => {
  it('leaves stereo as it is, each channel at its own loudness', () => {
    expect(earGains([1, 0.5], null)).toEqual([
      [1, 0],
      [0, 0.5],
    ]);
  });

  it('puts the only speaker heard in both ears', () => {
    const secondAlone = [
      [0, 0],
      [1, 1],
    ];
    expect(earGains([1, 1], 1)).toEqual(secondAlone);
    expect(earGains([0, 1], null)).toEqual(secondAlone);
    expect(earGains([1], null)).toEqual([[1, 1]]);
  });

  it('hears everything somewhere when there are more than two', () => {
    for (const [left, right] of earGains([1, 1, 1, 1], null)) expect(left + right).toBeGreaterThan(0);
  });

  it('needs no graph while nothing differs', () => {
    expect(isPlain([1, 1], null)).toBe(true);
    expect(isPlain([1, 0.9], null)).toBe(false);
    expect(isPlain([1, 1], 0)).toBe(false);
  });
});
