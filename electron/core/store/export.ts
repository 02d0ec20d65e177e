import type { LeftOut } from '../../../shared/contract/consent.ts';
import type { MomentsToExport } from '../../../shared/interchange/moments.ts';
import type { ConsentUse } from '../../../shared/model/consent.ts';
import { type Uncovered, uncovered } from '../../../shared/model/consent-rules.ts';
import { type PersonId, personId, type SessionId, sessionId } from '../../../shared/model/ids.ts';
import type { CodeExampleRow } from '../../../shared/model/rows.ts';
import type { Watching } from './blindness.ts';
import type { Reader } from './connection.ts';
import { allConsents, peopleOfSessions } from './consent.ts';
import { sessionContents } from './session.ts';
import { studyContents } from './study.ts';

/** What an export of moments is made of: of one session, or of the whole study; only what `watching` may see, null: all. */
export function momentsToExport(
  read: Reader,
  sessionId: SessionId | null,
  watching: Watching | null,
): MomentsToExport {
  const { cases, people, sessions, recordings, codes } = studyContents(read);
  const wanted = sessionId === null ? sessions.map((session) => session.id) : [sessionId];
  const contents = wanted.map((id) => sessionContents(read, id, watching));
  return {
    caseLabels: new Map(cases.map((row) => [row.id, row.label])),
    people,
    sessions,
    recordings,
    codes,
    moments: contents.flatMap((one) => one.moments),
    segments: contents.flatMap((one) => one.segments),
    peaks: contents.flatMap((one) => one.peaks),
    notes: contents.flatMap((one) => one.notes),
    codings: contents.flatMap((one) => one.codings),
  };
}

/**
 * Only the moments that consent covers for this use: a moment is a piece of its session, in which everybody is heard,
 * and the words of whoever marked it. What hangs on one that is left out finds no moment, and is not exported.
 */
export function coveredMoments(
  read: Reader,
  all: MomentsToExport,
  use: ConsentUse,
): { covered: MomentsToExport; leftOut: LeftOut } {
  const { covered, leftOut } = coveredRows(read, all.moments, use);
  return { covered: { ...all, moments: covered }, leftOut };
}

/**
 * Examples that show what a code means may quote what was said in the moments they show. Those without a moment came with
 * a codebook from elsewhere.
 */
export function coveredExamples(
  read: Reader,
  all: readonly CodeExampleRow[],
  use: ConsentUse,
): { covered: CodeExampleRow[]; leftOut: LeftOut } {
  const rows = read.all(
    'SELECT id, session_id, person_id FROM moments WHERE id IN (SELECT moment_id FROM code_examples)',
  );
  const places = new Map(
    rows.map((row) => [
      row['id'],
      { sessionId: sessionId.parse(row['session_id']), personId: personId.parse(row['person_id']) },
    ]),
  );
  const shown = all.flatMap((example) => {
    const place = places.get(example.momentId);
    return place === undefined ? [] : [{ ...place, example }];
  });
  const { covered, leftOut } = coveredRows(read, shown, use);
  const kept = new Set(covered.map(({ example }) => example));
  return { covered: all.filter((example) => example.momentId === null || kept.has(example)), leftOut };
}

/** The same for whatever is somebody's and of a session. */
export function coveredRows<T extends { sessionId: SessionId; personId: PersonId }>(
  read: Reader,
  all: readonly T[],
  use: ConsentUse,
): { covered: readonly T[]; leftOut: LeftOut } {
  const consents = allConsents(read);
  if (consents.length === 0) return { covered: all, leftOut: { count: 0, people: [] } };
  const participants = new Set(
    read.all("SELECT id FROM people WHERE kind = 'participant'").map((row) => row['id']),
  );
  const inSessions = peopleOfSessions(read);
  const known = new Map<PersonId, Uncovered | null>();
  const standing = (id: PersonId): Uncovered | null => {
    let found = known.get(id);
    if (found === undefined) {
      found = uncovered(consents, [id], use)[0] ?? null;
      known.set(id, found);
    }
    return found;
  };
  const keptOutBy = new Map<PersonId, Uncovered>();
  const covered = all.filter(({ sessionId, personId }) => {
    const people = [...(inSessions.get(sessionId) ?? []), personId].filter((id) => participants.has(id));
    const missing = people.map(standing).filter((one) => one !== null);
    for (const one of missing) keptOutBy.set(one.personId, one);
    return missing.length === 0;
  });
  const leftOut = { count: all.length - covered.length, people: [...keptOutBy.values()] };
  return { covered, leftOut };
}
