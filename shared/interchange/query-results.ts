import type { QueryHit } from '../contract/query.ts';
import type { CodeRow, PersonRow, RecordingRow, SessionRow } from '../model/rows.ts';
import { formatTime } from '../time/timecode.ts';
import { codePath } from './code-path.ts';
import { type CsvCell, toCsv } from './csv.ts';

/** What the ids of a query's results stand for. */
export type ResultNames = {
  caseLabels: ReadonlyMap<string, string>;
  sessions: readonly SessionRow[];
  recordings: readonly RecordingRow[];
  people: readonly PersonRow[];
  codes: readonly CodeRow[];
};

const header = [
  'id',
  'kind',
  'case',
  'session',
  'sessionDate',
  'sessionTitle',
  'recording',
  'startMs',
  'endMs',
  'start',
  'end',
  'parts',
  'person',
  'role',
  'code',
  'codePath',
  'codedKind',
  'momentId',
  'text',
  'certainty',
  'comment',
  'saidMs',
  'said',
] as const;

/**
 * One row a result, in the order given, with names in the place of ids. Times in integer ms and as `h:mm:ss.mmm`; `parts`
 * are those of a moment in several, as they are played: `start-end; start-end`. `said` is by the clock of the recall
 * interview, of what is said of a statement there; the other times are the session's.
 */
export function resultsToCsv(
  hits: readonly QueryHit[],
  names: ResultNames,
  options: { hasByteOrderMark: boolean },
): string {
  const sessions = new Map<string, SessionRow>(names.sessions.map((row) => [row.id, row]));
  const recordings = new Map<string, RecordingRow>(names.recordings.map((row) => [row.id, row]));
  const people = new Map<string, PersonRow>(names.people.map((row) => [row.id, row]));
  const codes = new Map<string, CodeRow>(names.codes.map((row) => [row.id, row]));
  const rows = hits.map((hit): CsvCell[] => {
    const session = sessions.get(hit.sessionId);
    const code = hit.codeId === null ? undefined : codes.get(hit.codeId);
    const { place } = hit;
    const cells: Record<(typeof header)[number], CsvCell> = {
      id: hit.id,
      kind: hit.kind,
      case: names.caseLabels.get(session?.caseId ?? '') ?? '',
      session: session?.number ?? null,
      sessionDate: session?.heldOn ?? null,
      sessionTitle: session?.title ?? '',
      recording: place === null ? null : (recordings.get(place.recordingId)?.label ?? ''),
      startMs: place?.startMs ?? null,
      endMs: place?.endMs ?? null,
      start: place === null ? null : formatTime(place.startMs),
      end: place === null ? null : formatTime(place.endMs),
      parts:
        place?.parts.map((part) => `${formatTime(part.startMs)}-${formatTime(part.endMs)}`).join('; ') ??
        null,
      person: people.get(hit.personId)?.name ?? '',
      role: hit.role,
      code: code?.name ?? null,
      codePath: code === undefined ? null : codePath(code, codes),
      codedKind: hit.codedKind,
      momentId: hit.momentId,
      text: hit.text,
      certainty: hit.certainty,
      comment: hit.comment,
      saidMs: hit.said?.startMs ?? null,
      said: hit.said === null ? null : formatTime(hit.said.startMs),
    };
    return header.map((field) => cells[field]);
  });
  return toCsv([header, ...rows], options);
}
