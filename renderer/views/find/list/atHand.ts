import { useStore } from 'zustand';
import { reel, useFind } from '../../../desk/find/find.ts';
import type { Found } from '../../../desk/find/found.ts';

/** The list's id in the document, for the field that works it. */
export const listId = 'found-list';

export const rowId = (key: string): string => `found-${key.replace(' ', '-')}`;

/** What of the results is at hand. */
export function useAtHand(): Found | undefined {
  const index = useStore(reel.store, (state) => state.index);
  const found = useFind((state) => state.findings.found);
  return found[index];
}
