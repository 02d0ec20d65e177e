import { describe, expect, it } from 'vitest';
import { TimelineRange } from '../range.ts';
import type { Gesture, Stage } from '../stage.ts';
import { createState } from '../state.ts';
import type { Mark } from '../types.ts';
import { moveMark } from './moveMark.ts';
import { overviewWindow } from './overviewWindow.ts';
import { pan } from './pan.ts';
import { resizeMark } from './resizeMark.ts';
import { scrub } from './scrub.ts';
import { selectSpan } from './selectSpan.ts';
import { turnWheel } from './wheel.ts';

const mark: Mark = {
  id: 'segment',
  momentId: 'moment',
  startMs: 10_000,
  endMs: 14_000,
  label: '',
  color: '',
  letter: '',
};

/** A timeline of 100 s, of which 10 s to 20 s are shown on 1000 px; writes down what it is asked for. */
function setUp() {
  const state = createState();
  const asked: unknown[] = [];
  let range = new TimelineRange({ durationMs: 100_000, widthPx: 1000, startMs: 10_000, msPerPixel: 10 });
  const stage: Stage = {
    state,
    get range() {
      return range;
    },
    overview: TimelineRange.whole(100_000, 1000),
    setRange(next) {
      range = next;
    },
    seek(ms) {
      state.playheadMs = ms;
    },
    previewSelection(span) {
      state.selection = span;
    },
    redrawTiers: () => undefined,
    canEdit: () => true,
    emit: (name, detail) => asked.push([name, detail]),
  };
  return { stage, state, asked };
}

function dragTo(gesture: Gesture, ...xs: number[]): Gesture {
  for (const x of xs) gesture.update(x);
  return gesture;
}

describe('gestures on marks', () => {
  it('move: the draft moves, the mark does not, and approval asks once with whole milliseconds', () => {
    const { stage, state, asked } = setUp();
    const gesture = dragTo(moveMark(stage, 'tier', mark, 12_000), 250, 300.04);
    expect(state.draft).toMatchObject({ startMs: 11_000, endMs: 15_000 });
    expect(asked).toEqual([]);
    gesture.approve();
    expect(asked).toEqual([
      [
        'segmentChanged',
        { id: 'segment', momentId: 'moment', tierId: 'tier', startMs: 11_000, endMs: 15_000 },
      ],
    ]);
    expect(state.draft).toBeNull();
    expect(mark.startMs).toBe(10_000);
  });

  it('move: stays inside the recording with its length', () => {
    const { stage, state } = setUp();
    dragTo(moveMark(stage, 'tier', mark, 12_000), -9000);
    expect(state.draft).toMatchObject({ startMs: 0, endMs: 4000 });
    dragTo(moveMark(stage, 'tier', mark, 12_000), 90_000);
    expect(state.draft).toMatchObject({ startMs: 96_000, endMs: 100_000 });
  });

  it('resize: an edge pulled over the other becomes the other', () => {
    const { stage, state } = setUp();
    dragTo(resizeMark(stage, 'tier', mark, 'start'), 100);
    expect(state.draft).toMatchObject({ startMs: 11_000, endMs: 14_000 });
    dragTo(resizeMark(stage, 'tier', mark, 'start'), 600);
    expect(state.draft).toMatchObject({ startMs: 14_000, endMs: 16_000 });
    dragTo(resizeMark(stage, 'tier', mark, 'end'), 800);
    expect(state.draft).toMatchObject({ startMs: 10_000, endMs: 18_000 });
  });

  it('resize: takes the exact instant of a playhead that is nearly there', () => {
    const { stage, state } = setUp();
    state.playheadMs = 15_017;
    dragTo(resizeMark(stage, 'tier', mark, 'end'), 499);
    expect(state.draft).toMatchObject({ endMs: 15_017 });
  });

  it('asks for nothing when cancelled, or when all came back to its place', () => {
    const { stage, state, asked } = setUp();
    dragTo(moveMark(stage, 'tier', mark, 12_000), 500).cancel();
    dragTo(resizeMark(stage, 'tier', mark, 'end'), 500, 400).approve();
    expect(asked).toEqual([]);
    expect(state.draft).toBeNull();
  });
});

describe('gestures on the view', () => {
  it('selects a span in either direction and restores the one before when cancelled', () => {
    const { stage, state, asked } = setUp();
    dragTo(selectSpan(stage, 15_000), 800, 200).approve();
    const selected = { startMs: 12_000, endMs: 15_000 };
    expect(asked).toEqual([['spanSelected', selected]]);
    dragTo(selectSpan(stage, 11_000), 900).cancel();
    expect(state.selection).toEqual(selected);
  });

  it('pans by the pixels dragged, from where it began', () => {
    const { stage } = setUp();
    const gesture = dragTo(pan(stage, 500), 400, 300);
    expect(stage.range.startMs).toBe(12_000);
    gesture.cancel();
    expect(stage.range.startMs).toBe(10_000);
  });

  it("drags the overview's window in the overview's pixels", () => {
    const { stage } = setUp();
    dragTo(overviewWindow(stage, 150), 250).approve();
    expect(stage.range.startMs).toBe(20_000);
  });

  it('scrubs, and seeks back when cancelled', () => {
    const { stage, state } = setUp();
    state.playheadMs = 1234;
    const gesture = dragTo(
      scrub(stage, () => stage.overview),
      300,
      777,
    );
    expect(state.playheadMs).toBe(77_700);
    gesture.cancel();
    expect(state.playheadMs).toBe(1234);
  });
});

describe('turnWheel', () => {
  const range = new TimelineRange({ durationMs: 100_000, widthPx: 1000, startMs: 10_000, msPerPixel: 10 });
  const still = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false };

  it('pans with either direction, in pixels or lines', () => {
    expect(turnWheel(range, { ...still, deltaY: 100 }, 0).startMs).toBe(11_000);
    expect(turnWheel(range, { ...still, deltaX: -50 }, 0).startMs).toBe(9500);
    expect(turnWheel(range, { ...still, deltaY: 3, deltaMode: 1 }, 0).startMs).toBe(10_480);
  });

  it('zooms around the pointer with Ctrl, and back by the same turn', () => {
    const zoomed = turnWheel(range, { ...still, deltaY: -120, ctrlKey: true }, 250);
    expect(zoomed.msPerPixel).toBeLessThan(10);
    expect(zoomed.toX(12_500)).toBeCloseTo(250);
    expect(turnWheel(zoomed, { ...still, deltaY: 120, ctrlKey: true }, 250).msPerPixel).toBeCloseTo(10);
  });
});
