import type { QueryHit } from '../../../shared/contract/query.ts';
import type { Place, SearchHit } from '../../../shared/contract/search.ts';
import type {
  CodeId,
  InterviewId,
  MomentId,
  PersonId,
  RecordingId,
  SessionId,
  TranscriptId,
} from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import type { CodingTargetKind } from '../../../shared/model/vocabulary.ts';
import { formatTime } from '../../../shared/time/timecode.ts';
import { mirror } from '../../state/rows.ts';
import { t } from '../../ui/i18n.ts';
import { sessionName } from '../../ui/names.ts';

/** Something found, by words or by a query, as the list shows it and the reel plays it. */
export type Found = {
  readonly key: string;
  readonly kind: SearchHit['kind'] | QueryHit['kind'];
  readonly id: string;
  readonly sessionId: SessionId | null;
  readonly personId: PersonId | null;
  readonly momentId: MomentId | null;
  readonly interviewId: InterviewId | null;
  readonly transcriptId: TranscriptId | null;
  readonly codeId: CodeId | null;
  /** Of a coding: what it is said of. */
  readonly codedKind: CodingTargetKind | null;
  /** U+0002 before and U+0003 after each word that was looked for. */
  readonly text: string;
  /** What it is about on the session's recording. */
  readonly place: Place | null;
  /** Of a statement: where it is said, in the interview's own recording. */
  readonly heard: Place | null;
};

const nothing = {
  interviewId: null,
  transcriptId: null,
  codeId: null,
  codedKind: null,
  heard: null,
} as const;

export function foundByWords(hit: SearchHit): Found {
  const { kind, id, sessionId, personId, momentId, interviewId, transcriptId, place, heard } = hit;
  return {
    ...nothing,
    key: `${kind} ${id}`,
    kind,
    id,
    sessionId,
    personId,
    momentId,
    interviewId,
    transcriptId,
    text: hit.snippet,
    place,
    heard,
  };
}

export function foundByQuery(hit: QueryHit): Found {
  const { kind, id, sessionId, personId, momentId, codeId, targetKind, text, place } = hit;
  return {
    ...nothing,
    key: `${kind} ${id}`,
    kind,
    id,
    sessionId,
    personId,
    momentId,
    codeId,
    codedKind: targetKind,
    text,
    place,
  };
}

/** What is played: of a statement the words themselves, where they were recorded. */
export function playedPlace({ place, heard }: Pick<Found, 'place' | 'heard'>): Place | null {
  return heard ?? place;
}

export function recordingName(id: RecordingId): string {
  return mirror.get('recording', id)?.label ?? '';
}

/** "Moment", "Coding: Rupture": what it is. */
export function kindWords({ kind, codeId }: Pick<Found, 'kind' | 'codeId'>): string {
  const code = mirror.get('code', codeId);
  return code === undefined ? t(`find.kind.${kind}`) : t('find.codingOf', { code: code.name });
}

/** What was found without the marks around its words. */
export const plainText = (text: string): string => piecesOf(text).join('');

/** Of a text by turns what was not looked for, and what was. */
export const piecesOf = (text: string): string[] => text.replaceAll('\u0003', '\u0002').split('\u0002');

/** As a screen reader is told of it. */
export function foundWords(found: Found): string {
  const { personId, sessionId, text } = found;
  const session = mirror.get('session', sessionId);
  const place = playedPlace(found);
  return [
    kindWords(found),
    mirror.get('person', personId)?.name,
    session && sessionName(session),
    place && formatTime(place.startMs, 1),
    plainText(text),
  ]
    .filter((part) => part != null && part !== '')
    .join(', ');
}

/** Where a found thing leads: what it is about, or where it was said. */
export type Way = 'session' | 'interview' | 'study';

/** The ways from here, the nearest to the words themselves first. */
export function waysOf(found: Found): readonly Way[] {
  const ways: Way[] = [];
  const own = mirror.get('recording', (found.heard ?? found.place)?.recordingId ?? null);
  if (own?.interviewId != null) ways.push('interview');
  if (placeInSession(found) !== null || (found.place === null && found.sessionId !== null))
    ways.push('session');
  return ways.length > 0 ? ways : ['study'];
}

/** Its place, if that is on a recording of the session itself. */
export function placeInSession({ place }: Found): { place: Place; recording: RecordingRow } | null {
  const recording = mirror.get('recording', place?.recordingId ?? null);
  return place === null || recording === undefined || recording.interviewId !== null
    ? null
    : { place, recording };
}
