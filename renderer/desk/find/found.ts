import type { QueryHit } from '../../../shared/contract/query.ts';
import type { Place, SearchHit, Whereabouts } from '../../../shared/contract/search.ts';
import type { CodeId, PersonId } from '../../../shared/model/ids.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { formatTime } from '../../../shared/time/timecode.ts';
import { mirror } from '../../state/rows.ts';
import { t } from '../../ui/i18n.ts';
import { sessionName } from '../../ui/names.ts';
import { type Way, waysOf } from '../whereabouts.ts';

/** Something found, by words or by a query, as the list shows it and the reel plays it. */
export type Found = Whereabouts & {
  readonly key: string;
  readonly kind: SearchHit['kind'] | QueryHit['kind'];
  readonly id: string;
  readonly personId: PersonId | null;
  readonly codeId: CodeId | null;
  /** What a memo is about. */
  readonly about: Thing | null;
  /** U+0002 before and U+0003 after each word that was looked for. */
  readonly text: string;
  /** What its coder wrote about a coding. */
  readonly comment: string;
};

export function foundByWords(hit: SearchHit): Found {
  return { ...hit, key: `${hit.kind} ${hit.id}`, codeId: null, text: hit.snippet, comment: '' };
}

export function foundByQuery(hit: QueryHit): Found {
  return { ...hit, key: `${hit.kind} ${hit.id}`, about: null };
}

/** What is played: of a statement the words themselves, where they were recorded. */
export function playedPlace({ place, heard }: Pick<Found, 'place' | 'heard'>): Place | null {
  return heard ?? place;
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
  const { personId, sessionId, text, comment } = found;
  const session = mirror.get('session', sessionId);
  const place = playedPlace(found);
  return [
    kindWords(found),
    mirror.get('person', personId)?.name,
    session && sessionName(session),
    place && formatTime(place.startMs, 1),
    plainText(text),
    comment,
  ]
    .filter((part) => part != null && part !== '')
    .join(', ');
}

/** Where it leads; a memo to the one place where it is written. */
export function waysFrom(found: Found): readonly Way[] {
  const ways = waysOf(found);
  return found.kind === 'memo' ? ways.slice(0, 1) : ways;
}
