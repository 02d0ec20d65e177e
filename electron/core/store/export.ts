import type { MomentsToExport } from '../../../shared/interchange/moments.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { Watching } from './blindness.ts';
import type { Reader } from './connection.ts';
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
