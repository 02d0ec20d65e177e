import { expect, test, vi } from 'vitest';
import type { Change } from '../../../../shared/contract/changes.ts';
import type { CodeRow, Entity, Row, RowChange } from '../../../../shared/model/rows.ts';
import { createMirror } from '../../../state/mirror.ts';
import { createEntryStore } from './entries.ts';
import { filterEntries, neighbour, noFilter } from './filter.ts';
import { createCodeTier, createPersonTiers, type TierPerson } from './tiers.ts';

let seq = 0;

/** Rows as far as these functions look at them. */
function change(...rows: [Entity, string, object | null][]): Change {
  seq += 1;
  return {
    seq,
    name: 'test',
    kind: 'edit',
    actor: null,
    at: 0,
    rows: rows.map(([entity, id, after]) => ({ entity, id, after: after && { id, ...after } }) as RowChange),
  };
}

const moment = (personId = 'client', recordingId = 'r'): object => ({
  sessionId: 's',
  recordingId,
  personId,
  label: '',
});
const segment = (momentId: string, startMs: number, endMs = startMs): object => ({
  momentId,
  startMs,
  endMs,
});

function deskOf(...rows: [Entity, string, object | null][]) {
  const mirror = createMirror();
  mirror.apply(change(...rows));
  const store = createEntryStore(mirror, 'r');
  return { mirror, store, ids: () => store.all().map((entry) => entry.moment.id as string) };
}

const three: [Entity, string, object | null][] = [
  ['moment', 'b', moment()],
  ['segment', 'b1', segment('b', 2000)],
  ['moment', 'a', moment('therapist')],
  ['segment', 'a1', segment('a', 1000, 5000)],
  ['moment', 'c', moment()],
  ['segment', 'c2', segment('c', 9000)],
  ['segment', 'c1', segment('c', 3000, 4000)],
  ['moment', 'elsewhere', moment('client', 'other')],
  ['segment', 'e1', segment('elsewhere', 0)],
];

test('moments of this recording, by time, with their parts in order', () => {
  const { store, ids } = deskOf(...three);
  expect(ids()).toEqual(['a', 'b', 'c']);
  const c = store.get('c');
  expect([c?.startMs, c?.endMs, c?.segments.map((part) => part.id)]).toEqual([3000, 9000, ['c1', 'c2']]);
});

test('an edit makes new what it touched and nothing else', () => {
  const { mirror, store, ids } = deskOf(...three);
  const listener = vi.fn();
  store.subscribe(listener);
  const [a, , c] = store.all();
  mirror.apply(change(['segment', 'b1', segment('b', 500)]));
  expect(ids()).toEqual(['b', 'a', 'c']);
  expect([store.get('a') === a, store.get('c') === c]).toEqual([true, true]);
  mirror.apply(change(['note', 'n', { momentId: 'c', body: 'x' }]));
  expect([store.get('c')?.note?.body, store.get('a') === a]).toEqual(['x', true]);
  mirror.apply(change(['note', 'n', null]));
  expect(store.get('c')?.note).toBeUndefined();
  mirror.apply(change(['moment', 'b', null], ['segment', 'b1', null]));
  expect(ids()).toEqual(['a', 'c']);
  expect(listener).toHaveBeenCalledTimes(4);
  mirror.apply(change(['segment', 'e1', segment('elsewhere', 700)], ['code', 'k', { parentId: null }]));
  expect(listener).toHaveBeenCalledTimes(4);
});

test('undo brings a removed moment back', () => {
  const { mirror, ids } = deskOf(...three);
  mirror.apply(change(['moment', 'a', null], ['segment', 'a1', null]));
  mirror.apply(change(['moment', 'a', moment('therapist')], ['segment', 'a1', segment('a', 1000, 5000)]));
  expect(ids()).toEqual(['a', 'b', 'c']);
});

const people: TierPerson[] = [
  { id: 'client', name: 'C', color: 'orange', letter: 'C', shape: 'round' },
  { id: 'therapist', name: 'T', color: 'blue', letter: 'T', shape: 'round' },
  { id: 'nobody', name: 'N', color: 'grey', letter: 'N', shape: 'round' },
];
const codes = new Map<string, CodeRow>([
  ['k', { id: 'k', name: 'Shame', color: '#112233', key: '1' } as Row<'code'>],
]);

test('a tier for each person who has marked, one for codes', () => {
  const { mirror, store } = deskOf(...three);
  mirror.apply(
    change(
      ['coding', 'k1', { momentId: 'c', codeId: 'k', sessionId: 's' }],
      ['peak', 'p', { momentId: 'c', personId: 'therapist', atMs: 9000 }],
    ),
  );
  const tiers = [
    ...createPersonTiers()(store.all(), people),
    ...createCodeTier()(store.all(), codes, 'Codes'),
  ];
  expect(tiers.map(({ id, kind, marks }) => [id, kind, marks.map((mark) => mark.id)])).toEqual([
    ['client', 'person', ['b1', 'c1', 'c2']],
    ['therapist', 'person', ['a1']],
    ['codes', 'codes', ['k1 c1', 'k1 c2']],
  ]);
  expect(tiers[0]?.marks[2]?.peaks).toEqual([{ id: 'p', atMs: 9000, letter: 'T', color: 'blue' }]);
  expect(tiers[2]?.marks[0]).toMatchObject({ label: 'Shame', color: '#112233', letter: '1', momentId: 'c' });
});

test('tiers and marks that have not changed stay the same ones', () => {
  const { mirror, store } = deskOf(...three);
  const [tiersOf, codeTierOf] = [createPersonTiers(), createCodeTier()];
  const before = tiersOf(store.all(), people);
  mirror.apply(change(['segment', 'a1', segment('a', 1500, 5000)]));
  const after = tiersOf(store.all(), people);
  expect(after[0]).toBe(before[0]);
  expect(after[1]?.marks).not.toBe(before[1]?.marks);
  // A code is on a moment: nothing of who marked it is drawn again, and a second look at the same makes nothing new.
  mirror.apply(change(['coding', 'k1', { momentId: 'a', codeId: 'k', sessionId: 's' }]));
  expect(tiersOf(store.all(), people)).toBe(after);
  const coded = codeTierOf(store.all(), codes, 'Codes');
  mirror.apply(change(['note', 'n', { momentId: 'a', body: 'x' }]));
  expect(codeTierOf(store.all(), codes, 'Codes')).toBe(coded);
  mirror.apply(change(['coding', 'k1', null]));
  expect([codeTierOf(store.all(), codes, 'Codes'), tiersOf(store.all(), people)]).toEqual([[], after]);
});

test('filters narrow together and leave the array alone when there is nothing to filter', () => {
  const { mirror, store } = deskOf(...three);
  mirror.apply(change(['coding', 'k1', { momentId: 'c', codeId: 'k', sessionId: 's' }]));
  const entries = store.all();
  const ids = (filter: Partial<typeof noFilter>): string[] =>
    filterEntries(entries, { ...noFilter, ...filter }).map((entry) => entry.moment.id);
  expect(filterEntries(entries, noFilter)).toBe(entries);
  expect(ids({ personIds: new Set(['client']) })).toEqual(['b', 'c']);
  expect(ids({ codeIds: new Set(['k']) })).toEqual(['c']);
  expect(ids({ isUncodedOnly: true })).toEqual(['a', 'b']);
  expect(ids({ foundIds: new Set(['a', 'c']), personIds: new Set(['client']) })).toEqual(['c']);
});

test('the neighbour of the selected moment, or of the playhead when it is not in the list', () => {
  const entries = deskOf(...three).store.all();
  const go = (selected: string | null, atMs: number, direction: -1 | 1): string | undefined =>
    neighbour(entries, selected, atMs, direction)?.moment.id;
  expect([go('a', 0, 1), go('b', 0, 1), go('c', 0, 1), go('a', 0, -1)]).toEqual([
    'b',
    'c',
    undefined,
    undefined,
  ]);
  expect([go(null, 1500, 1), go(null, 1500, -1), go('gone', 2500, -1)]).toEqual(['b', 'a', 'b']);
});
