import type { ConsentDecision, ConsentUse } from './consent.ts';
import { consentUses } from './consent.ts';
import type { PersonId } from './ids.ts';
import type { ConsentRow, PersonRow, RetentionRow } from './rows.ts';

/** Why something must not be used: nobody has said yes, or somebody has said no. */
export type Uncovered = { personId: PersonId; why: 'missing' | 'refused' | 'withdrawn' };

/** The newest decision of a participant on a use: by its day, then by when it was written down. */
export function standingConsent(
  consents: readonly ConsentRow[],
  personId: PersonId,
  use: ConsentUse,
): ConsentRow | null {
  let newest: ConsentRow | null = null;
  for (const row of consents) {
    if (row.personId !== personId || row.use !== use) continue;
    if (newest === null || isLater(row, newest)) newest = row;
  }
  return newest;
}

function isLater(row: ConsentRow, than: ConsentRow): boolean {
  if (row.decidedOn !== than.decidedOn) return row.decidedOn > than.decidedOn;
  return row.createdAt === than.createdAt ? row.id > than.id : row.createdAt > than.createdAt;
}

/**
 * Who of these people does not cover this use. Many studies keep their forms on paper: as long as no decision at all is
 * written down here, a missing one means nothing. From the first one on, what is not granted is not covered.
 */
export function uncovered(
  consents: readonly ConsentRow[],
  personIds: Iterable<PersonId>,
  use: ConsentUse,
): Uncovered[] {
  if (consents.length === 0) return [];
  return [...new Set(personIds)].flatMap((personId) => {
    const decision: ConsentDecision | null = standingConsent(consents, personId, use)?.decision ?? null;
    if (decision === 'granted') return [];
    return [{ personId, why: decision ?? 'missing' }];
  });
}

export type Due =
  | { kind: 'retentionPassed' | 'retentionNear'; personId: PersonId; keptUntil: string }
  | { kind: 'consentMissing'; personId: PersonId; uses: ConsentUse[] };

const nearDays = 30;

/** `2026-01-31` and a number of days after it, both as ISO dates of no time zone. */
export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What somebody has to see to: retention that has passed or passes within 30 days, and decisions not written down. */
export function whatIsDue(
  of: {
    people: readonly PersonRow[];
    consents: readonly ConsentRow[];
    retentions: readonly RetentionRow[];
  },
  today: string,
): Due[] {
  const due: Due[] = [];
  for (const { personId, keptUntil } of of.retentions) {
    if (keptUntil < today) due.push({ kind: 'retentionPassed', personId, keptUntil });
    else if (keptUntil <= addDays(today, nearDays)) due.push({ kind: 'retentionNear', personId, keptUntil });
  }
  if (of.consents.length === 0) return due;
  for (const person of of.people) {
    if (person.kind !== 'participant') continue;
    const uses = consentUses.filter((use) => standingConsent(of.consents, person.id, use) === null);
    if (uses.length > 0) due.push({ kind: 'consentMissing', personId: person.id, uses });
  }
  return due;
}
