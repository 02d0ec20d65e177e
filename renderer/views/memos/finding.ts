import { useEffect, useState } from 'react';
import type { ThingFacts } from '../../../shared/contract/memo.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { currentDesk } from '../../desk/current.ts';
import { mirror } from '../../state/rows.ts';
import { scoreOf } from '../../ui/match.ts';
import { sessionName } from '../../ui/names.ts';

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

/** Memos, and then moments by their name or note, of the whole study. */
async function writtenWith(text: string): Promise<Thing[]> {
  const of = (kinds: ('memo' | 'moment' | 'note')[], limit: number) =>
    attempt(client.search.find({ text, sessionId: null, kinds, limit }));
  const answers = await Promise.all([of(['memo'], 20), of(['moment', 'note'], 40)]);
  const hits = answers.flatMap((answer) => (answer.ok ? answer.value.hits : []));
  return hits.flatMap(({ kind, id, momentId }): Thing[] => {
    if (kind === 'memo') return [{ kind, id }];
    return momentId === null ? [] : [{ kind: 'moment', id: momentId }];
  });
}

/** Things that fit what is typed, but for the one itself. */
export function useFoundThings(text: string, without: Thing): readonly ThingFacts[] {
  const [found, setFound] = useState<readonly ThingFacts[]>([]);
  useEffect(() => {
    let isWanted = true;
    const wanted = text.trim();
    const look = async (): Promise<void> => {
      const things =
        wanted === '' ? nearest() : [...atHand(wanted).slice(0, 20), ...(await writtenWith(wanted))];
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
