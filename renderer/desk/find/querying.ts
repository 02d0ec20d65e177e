import { create } from 'zustand';
import type { SavedQueryId } from '../../../shared/model/ids.ts';
import { type Query, type QueryClause, query as querySchema } from '../../../shared/model/query.ts';
import type { SavedQueryRow } from '../../../shared/model/rows.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import { latest } from '../../state/latest.ts';
import { orShow, tell } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { newStep } from '../../state/step.ts';
import { type Json, loadView, saveView } from '../../state/view.ts';
import { t } from '../../ui/i18n.ts';
import { completedQuery, emptyQuery } from './draft.ts';
import { modeNow, onOtherStudy, showFindings } from './find.ts';
import { foundByQuery } from './found.ts';

/** More than this nobody goes through one by one; the file that is exported holds all. */
const mostHits = 2000;

type QueryState = {
  readonly query: Query;
  /** The saved query that it was made from. */
  readonly savedId: SavedQueryId | null;
};

const nothing: QueryState = { query: emptyQuery, savedId: null };
export const useQuery = create<QueryState>(() => nothing);

onOtherStudy(() => useQuery.setState(nothing, true));

const viewKey = 'query';

const ask = latest(
  (query: Query) => attempt(client.query.run({ query, limit: mostHits })),
  (answer) => {
    if (modeNow() !== 'query') return;
    if (!answer.ok) showFindings({ status: 'failed', found: [], count: 0, failure: answer.failure });
    else {
      const { hits, count } = answer.value;
      showFindings({ status: 'ready', found: hits.map(foundByQuery), count, failure: null });
    }
  },
);

/** Asks anew: the query has changed, or the study has. */
export function queryAgain(): void {
  ask(completedQuery(useQuery.getState().query));
}

/** Kept with the study, to be there after a restart; one too large for that is only on the screen. */
const largestKept = 15_000;

function take(state: Partial<QueryState>): void {
  useQuery.setState(state);
  const { query, savedId } = useQuery.getState();
  const text = JSON.stringify(completedQuery(query));
  if (text.length <= largestKept) saveView(viewKey, { query: text, savedId });
  queryAgain();
}

export const setQuery = (query: Query): void => take({ query });

export const setWhere = (where: QueryClause): void =>
  take({ query: { ...useQuery.getState().query, where } });

export const clearQuery = (): void => take(nothing);

export const runSaved = ({ id, query }: SavedQueryRow): void => take({ query, savedId: id });

export async function saveQuery(name: string): Promise<boolean> {
  const query = completedQuery(useQuery.getState().query);
  const saved = await orShow(write(client.query.save({ name, query, actor: actorNow() })));
  if (saved === undefined) return false;
  take({ savedId: saved.id });
  tell(t('find.query.said.saved', { name }));
  return true;
}

export async function updateSaved({ id, name }: SavedQueryRow): Promise<void> {
  const query = completedQuery(useQuery.getState().query);
  if (
    (await orShow(write(client.query.update({ id, query, step: newStep(), actor: actorNow() })))) !==
    undefined
  )
    tell(t('find.query.said.saved', { name }));
}

export async function renameSaved({ id }: SavedQueryRow, name: string): Promise<void> {
  await orShow(write(client.query.update({ id, name, step: newStep(), actor: actorNow() })));
}

/** What is on the screen stays; the name goes, and comes back with Undo. */
export async function removeSaved({ id, name }: SavedQueryRow): Promise<void> {
  if ((await orShow(write(client.query.remove({ id, actor: actorNow() })))) === undefined) return;
  if (useQuery.getState().savedId === id) take({ savedId: null });
  tell(t('find.query.said.removed', { name }));
}

/** The query as it was left in this study. */
export async function restoreQuery(): Promise<void> {
  const before = useQuery.getState();
  const kept = before === nothing ? await loadView(viewKey) : null;
  const read = kept === null ? null : readQuery(kept);
  if (useQuery.getState() === before && read !== null) useQuery.setState(read);
  queryAgain();
}

/** What does not fit any more, an older version may have written: one begins anew. */
function readQuery(json: Json): QueryState | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const { query, savedId } = json;
  if (typeof query !== 'string') return null;
  const saved = typeof savedId === 'string' ? mirror.get('savedQuery', savedId) : undefined;
  const read = querySchema.safeParse(JSON.parse(query)).data;
  return read === undefined ? null : { query: read, savedId: saved?.id ?? null };
}
