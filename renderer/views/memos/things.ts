import { useEffect, useState } from 'react';
import type { ThingFacts } from '../../../shared/contract/memo.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { formatTime } from '../../../shared/time/timecode.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { mirror } from '../../state/rows.ts';
import { t } from '../../ui/i18n.ts';
import { sessionName } from '../../ui/names.ts';

/** As many as one call describes. */
export const thingsAtMost = 200;

/** What things are called and where they are, by id; asked anew when one of them changes. Those that are gone are missing. */
export function useThings(things: readonly Thing[]): ReadonlyMap<string, ThingFacts> {
  const [facts, setFacts] = useState<ReadonlyMap<string, ThingFacts>>(new Map());
  const key = things.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids say it all; the array is made anew each time.
  useEffect(() => {
    if (things.length === 0) return;
    let isWanted = true;
    const ask = (): void =>
      void attempt(client.thing.describe({ things: things.slice(0, thingsAtMost) })).then((result) => {
        if (isWanted && result.ok) setFacts(new Map(result.value.things.map((each) => [each.id, each])));
      });
    ask();
    const wanted = new Set<string>(things.map(({ id }) => id));
    const unsubscribe = mirror.subscribe((touched) => {
      if (touched === 'all' || touched.some(({ id }) => wanted.has(id))) ask();
    });
    return () => {
      isWanted = false;
      unsubscribe();
    };
  }, [key]);
  return facts;
}

export type ThingWords = { readonly kind: string; readonly name: string; readonly where: string };

/** A thing in words: what it is, what it is called, and in which session and when. */
export function thingWords({ kind, id, name, sessionId, place }: ThingFacts): ThingWords {
  const session = mirror.get('session', sessionId);
  const ofCase = mirror.get('case', session?.caseId ?? null)?.label ?? '';
  const own =
    kind === 'session' && session !== undefined
      ? [sessionName(session), session.number === null ? '' : name].filter(Boolean).join(', ')
      : name;
  const inSession = session === undefined || kind === 'session' ? '' : sessionName(session);
  const places = [ofCase, inSession, place === null ? '' : formatTime(place.startMs, 1)];
  return {
    // "Session 3" says what it is.
    kind: kind === 'session' && session?.number != null ? '' : t(`memo.kind.${kind}`),
    name: own || t(kind === 'memo' && mirror.get('memo', id) !== undefined ? 'memo.empty' : 'memo.nameless'),
    where: places.filter(Boolean).join(', '),
  };
}
