import { create } from 'zustand';
import type { SearchHit } from '../../../shared/contract/search.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { latest } from '../../state/latest.ts';
import { mirror } from '../../state/rows.ts';
import { type Json, loadView, saveView } from '../../state/view.ts';
import { modeNow, noFindings, onOtherStudy, showFindings } from './find.ts';
import { foundByWords } from './found.ts';

export const searchKinds = [
  'turn',
  'statement',
  'note',
  'moment',
  'memo',
] as const satisfies readonly SearchHit['kind'][];
export type SearchKind = (typeof searchKinds)[number];

/** What is asked for while somebody types, and what when they want to see more; the core gives no more at once. */
const firstHits = 100;
export const mostHits = 500;

type Wanted = {
  readonly text: string;
  readonly kinds: readonly SearchKind[];
  /** Null: the whole study. */
  readonly sessionId: string | null;
  readonly limit: number;
};

const nothingWanted: Wanted = { text: '', kinds: searchKinds, sessionId: null, limit: firstHits };
export const useSearch = create<Wanted>(() => nothingWanted);

onOtherStudy(() => useSearch.setState(nothingWanted, true));

const viewKey = 'search';

const ask = latest(
  async ({ text, kinds, sessionId, limit }: Wanted) => {
    const session = mirror.get('session', sessionId);
    return await attempt(
      client.search.find({ text, kinds: [...kinds], sessionId: session?.id ?? null, limit }),
    );
  },
  (answer, { text }) => {
    if (modeNow() !== 'search') return;
    if (text.trim() === '') showFindings(noFindings);
    else if (!answer.ok) showFindings({ status: 'failed', found: [], count: 0, failure: answer.failure });
    else {
      const { hits, isMore } = answer.value;
      showFindings({
        status: 'ready',
        found: hits.map(foundByWords),
        count: isMore ? null : hits.length,
        failure: null,
      });
    }
  },
);

/** Looks again for what is looked for: it has changed, or what was written has. */
export function searchAgain(): void {
  ask(useSearch.getState());
}

export function setWanted(change: Partial<Wanted>): void {
  useSearch.setState({ limit: firstHits, ...change });
  const { text, kinds, sessionId } = useSearch.getState();
  saveView(viewKey, { text, kinds: [...kinds], sessionId });
  searchAgain();
}

/** The rest of what is found, as far as the core gives it. */
export function showMore(): void {
  setWanted({ limit: mostHits });
}

/** What was looked for last in this study, unless somebody has begun to type already. */
export async function restoreSearch(): Promise<void> {
  const before = useSearch.getState();
  const kept = before === nothingWanted ? await loadView(viewKey) : null;
  if (useSearch.getState() === before && kept !== null) useSearch.setState(readWanted(kept));
  searchAgain();
}

function readWanted(json: Json): Wanted {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return nothingWanted;
  const { text, kinds, sessionId } = json;
  const known = Array.isArray(kinds) ? searchKinds.filter((kind) => kinds.includes(kind)) : [];
  return {
    text: typeof text === 'string' ? text : '',
    kinds: known.length > 0 ? known : searchKinds,
    limit: firstHits,
    sessionId: typeof sessionId === 'string' ? (mirror.get('session', sessionId)?.id ?? null) : null,
  };
}
