import type { MomentsToExport } from '../../../shared/interchange/moments.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { Entity, Row } from '../../../shared/model/rows.ts';
import type { Reader } from './connection.ts';
import { sessionContents } from './session.ts';
import { studyContents } from './study.ts';
import { decode, tableOf } from './tables.ts';

function all<E extends Entity>(read: Reader, entity: E): Row<E>[] {
  return read.all(`SELECT * FROM ${tableOf(entity).name}`).map((raw) => decode(entity, raw));
}

/** What an export of moments is made of: of one session, or of the whole study. */
export function momentsToExport(read: Reader, sessionId: SessionId | null): MomentsToExport {
  const { cases, people, sessions, recordings, codes } = studyContents(read);
  const inside =
    sessionId === null
      ? {
          moments: all(read, 'moment'),
          segments: all(read, 'segment'),
          peaks: all(read, 'peak'),
          notes: all(read, 'note'),
          codings: all(read, 'coding'),
        }
      : sessionContents(read, sessionId);
  return {
    caseLabels: new Map(cases.map((row) => [row.id, row.label])),
    people,
    sessions,
    recordings,
    codes,
    ...inside,
  };
}
