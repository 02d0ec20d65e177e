import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TurnRow } from '../../shared/model/rows.ts';
import { createMirror } from './mirror.ts';
import { orderedTurns, turnAt } from './transcripts.ts';

const transcriptId = '01920000-0000-7000-8000-0000000000aa' as TurnRow['transcriptId'];

function turnRow(place: number, startMs: number | null, endMs: number | null): TurnRow {
  return {
    id: `01920000-0000-7000-8000-${String(place).padStart(12, '0')}` as TurnRow['id'],
    transcriptId,
    speakerId: null,
    position: place,
    startMs,
    endMs,
    body: `turn ${place}`,
    isMachineMade: false,
    isChecked: false,
  };
}

function orderOf(turns: readonly TurnRow[]) {
  const mirror = createMirror();
  const rows = turns.toReversed().map((after) => ({ entity: 'turn' as const, id: after.id, after }));
  mirror.apply({ seq: 1, name: 'turn.add', kind: 'edit', actor: null, at: 0, rows });
  return orderedTurns(mirror, transcriptId);
}

test('turns are read by their places and heard by their times', () => {
  const ordered = orderOf([turnRow(1, 5000, 6000), turnRow(2, null, null), turnRow(3, 1000, null)]);
  expect(ordered.turns.map(({ body }) => body)).toEqual(['turn 1', 'turn 2', 'turn 3']);
  expect(ordered.timed.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [1000, 5000],
    [5000, 6000],
  ]);
  const heard = [0, 1000, 4999, 5000, 6000].map((ms) => turnAt(ordered, ms)?.body ?? null);
  expect(heard).toEqual([null, 'turn 3', 'turn 3', 'turn 1', null]);
});

test('a long turn goes on after a short one has interrupted it', () => {
  const ordered = orderOf([turnRow(1, 0, 9000), turnRow(2, 2000, 3000)]);
  expect([1000, 2500, 3000].map((ms) => turnAt(ordered, ms)?.body)).toEqual(['turn 1', 'turn 2', 'turn 1']);
});

test('whoever is said to sound does', () => {
  const times = fc.tuple(fc.nat(9000), fc.nat(3000));
  fc.assert(
    fc.property(fc.array(times, { maxLength: 20 }), fc.nat(12_000), (spans, atMs) => {
      const turns = spans.map(([startMs, lengthMs], place) =>
        turnRow(place + 1, startMs, startMs + lengthMs),
      );
      const found = turnAt(orderOf(turns), atMs);
      const sounding = turns.filter((turn) => (turn.startMs ?? 0) <= atMs && atMs < (turn.endMs ?? 0));
      if (found === null) expect(sounding).toEqual([]);
      else expect(sounding).toContainEqual(found);
    }),
  );
});
