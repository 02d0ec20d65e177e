import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consentDecisions, consentUses } from './consent.ts';
import { addDays, standingConsent, uncovered, whatIsDue } from './consent-rules.ts';
import * as ids from './ids.ts';
import type { ConsentRow, PersonRow } from './rows.ts';

const uuid = (place: number): string => `0199aaaa-0000-7000-8000-${String(place).padStart(12, '0')}`;
const people = [0, 1, 2].map(
  (place): PersonRow => ({
    id: ids.personId.parse(uuid(place)),
    kind: place === 2 ? 'team' : 'participant',
    name: `P${place}`,
    role: place === 2 ? 'coder' : 'client',
    isRetired: false,
    createdAt: 0,
  }),
);
const [one, two] = people.map(({ id }) => id);
if (one === undefined || two === undefined) throw new Error('no people');

const consent = fc
  .record({
    place: fc.nat(1),
    use: fc.constantFrom(...consentUses),
    decision: fc.constantFrom(...consentDecisions),
    day: fc.integer({ min: 0, max: 40 }),
    createdAt: fc.nat(5),
  })
  .map(({ place, day, ...row }) => ({
    ...row,
    personId: place === 0 ? one : two,
    decidedOn: addDays('2026-01-01', day),
  }));
const consents = fc
  .array(consent, { maxLength: 12 })
  .map((rows) =>
    rows.map((row, place): ConsentRow => ({ id: ids.consentId.parse(uuid(100 + place)), ...row })),
  );

test('what stands is the newest decision, in whatever order they come', () => {
  fc.assert(
    fc.property(consents, fc.constantFrom(...consentUses), fc.nat(), (rows, use, turn) => {
      const standing = standingConsent(rows, one, use);
      const mine = rows.filter((row) => row.personId === one && row.use === use);
      if (standing === null) {
        expect(mine).toEqual([]);
        return;
      }
      for (const row of mine) expect(row.decidedOn <= standing.decidedOn).toBe(true);
      const turned = [...rows.slice(turn % rows.length), ...rows.slice(0, turn % rows.length)].toReversed();
      expect(standingConsent(turned, one, use)).toEqual(standing);
    }),
  );
});

test('nothing is covered that was not granted; and without any decision written down nobody is asked', () => {
  fc.assert(
    fc.property(consents, fc.constantFrom(...consentUses), (rows, use) => {
      const found = uncovered(rows, [one, two, one], use);
      if (rows.length === 0) expect(found).toEqual([]);
      else
        for (const id of [one, two]) {
          const decision = standingConsent(rows, id, use)?.decision ?? 'missing';
          expect(found.filter(({ personId }) => personId === id)).toEqual(
            decision === 'granted' ? [] : [{ personId: id, why: decision }],
          );
        }
    }),
  );
});

test('what is due: retention passed, or within 30 days, and decisions that are missing', () => {
  const retention = (personId: ids.PersonId, keptUntil: string) => ({
    id: ids.retentionId.parse(uuid(9)),
    personId,
    keptUntil,
  });
  const today = '2026-11-27';
  const due = (keptUntil: string) =>
    whatIsDue({ people, consents: [], retentions: [retention(one, keptUntil)] }, today).map(
      ({ kind }) => kind,
    );
  expect([due('2026-11-26'), due('2026-11-27'), due('2026-12-27'), due('2026-12-28')]).toEqual([
    ['retentionPassed'],
    ['retentionNear'],
    ['retentionNear'],
    [],
  ]);
  const granted: ConsentRow = {
    id: ids.consentId.parse(uuid(8)),
    personId: one,
    use: 'analysis',
    decision: 'granted',
    decidedOn: today,
    createdAt: 0,
  };
  // The team is not asked, and neither is anybody in a study that keeps its forms on paper.
  expect(whatIsDue({ people, consents: [], retentions: [] }, today)).toEqual([]);
  expect(whatIsDue({ people, consents: [granted], retentions: [] }, today)).toEqual([
    { kind: 'consentMissing', personId: one, uses: ['outsideCoders', 'teaching', 'quotations'] },
    { kind: 'consentMissing', personId: two, uses: [...consentUses] },
  ]);
});
