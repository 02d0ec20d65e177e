import { useEffect, useState } from 'react';
import type { ThingFacts } from '../../../shared/contract/memo.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { currentDesk } from '../../commands/currentDesk.ts';
import { plain, scoreOf } from '../../commands/match.ts';
import { mirror } from '../../state/rows.ts';
import { sessionName } from '../../ui/names.ts';
import { fitsMemo } from './opened.ts';

const foundAtMost = 60;

/** Sessions and codes whose names fit, best first; they are all on the page. */
function atHand(text: string): Thing[] {
  const named = [
    ...mirror.all('session').map((session) => {
      const ofCase = mirror.get('case', session.caseId)?.label ?? '';
      return {
        kind: 'session' as const,
        id: session.id,
        name: `${sessionName(session)} ${session.title} ${ofCase}`,
      };
    }),
    ...mirror.all('code').map(({ id, name }) => ({ kind: 'code' as const, id, name })),
    ...mirror.all('study').map(({ id, title }) => ({ kind: 'study' as const, id, name: title })),
  ];
  return named
    .map(({ kind, id, name }) => ({ kind, id, score: scoreOf(text, name) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ kind, id }) => ({ kind, id }));
}

/** What is most likely meant before anything is typed: what is on the desk, then what was written last. */
function nearest(): Thing[] {
  const moments = currentDesk()?.store.getState().moments?.all() ?? [];
  const memos = mirror.all('memo').toSorted((a, b) => b.changedAt - a.changedAt);
  return [
    ...moments.slice(0, 20).map(({ moment }) => ({ kind: 'moment' as const, id: moment.id })),
    ...memos.slice(0, 20).map(({ id }) => ({ kind: 'memo' as const, id })),
    ...atHand(''),
  ];
}

/** By their titles too, which the index of what is written does not hold. */
function memosWith(text: string): Thing[] {
  const words = plain(text).split(' ').filter(Boolean);
  return mirror
    .all('memo')
    .filter((memo) => fitsMemo(memo, words))
    .slice(0, 20)
    .map(({ id }) => ({ kind: 'memo', id }));
}

/** Moments of the whole study by their name or note: the page has those of the sessions that were opened only. */
async function momentsWith(text: string): Promise<Thing[]> {
  const kinds = ['moment' as const, 'note' as const];
  const result = await attempt(client.search.find({ text, sessionId: null, kinds, limit: 40 }));
  if (!result.ok) return [];
  return result.value.hits.flatMap(({ momentId }): Thing[] =>
    momentId === null ? [] : [{ kind: 'moment', id: momentId }],
  );
}

/** Things that fit what is typed, but for the one itself. */
export function useFoundThings(text: string, without: Thing): readonly ThingFacts[] {
  const [found, setFound] = useState<readonly ThingFacts[]>([]);
  useEffect(() => {
    let isWanted = true;
    const wanted = text.trim();
    const look = async (): Promise<void> => {
      const things =
        wanted === ''
          ? nearest()
          : [...atHand(wanted).slice(0, 20), ...memosWith(wanted), ...(await momentsWith(wanted))];
      const unique = [...new Map(things.map((each) => [each.id, each])).values()]
        .filter(({ id }) => id !== without.id)
        .slice(0, foundAtMost);
      const result = await attempt(client.thing.describe({ things: unique }));
      if (isWanted && result.ok) setFound(result.value.things);
    };
    void look();
    return () => {
      isWanted = false;
    };
  }, [text, without]);
  return found;
}
