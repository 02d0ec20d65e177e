import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { showFailure } from '../../state/notices.ts';
import type { Desk } from './desk.ts';
import { type DeskState, emptyFilter } from './state.ts';

/** Changes what the list lets through. Typing in the search asks the core, which knows notes and codes too. */
export function setFilter(desk: Desk, change: Partial<DeskState['filter']>): void {
  const { filter, foundIds } = desk.store.getState();
  const next = { ...filter, ...change };
  desk.store.setState({ filter: next, foundIds: next.text.trim() === '' ? null : foundIds });
  if (change.text !== undefined && change.text.trim() !== '') void search(desk);
}

export function clearFilter(desk: Desk): void {
  setFilter(desk, emptyFilter);
}

/** Asks anew: the text or the moments have changed. An answer to an older text is thrown away. */
export async function search(desk: Desk): Promise<void> {
  const { text } = desk.store.getState().filter;
  if (text.trim() === '') return;
  const found = await attempt(client.moment.search({ sessionId: desk.sessionId, text }));
  if (desk.store.getState().filter.text !== text) return;
  if (found.ok) desk.store.setState({ foundIds: new Set(found.value.map(({ momentId }) => momentId)) });
  else showFailure(found.failure);
}
