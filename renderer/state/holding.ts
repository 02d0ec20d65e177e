import { create } from 'zustand';
import type { Holder } from '../../shared/contract/changes.ts';

/** This page, until it is loaded anew. The core knows by it whether who holds a recall interview is still there. */
export const windowId: string = crypto.randomUUID();

/** Who holds a recall interview, of all the windows of this core; null while nobody does. */
export const useHolding = create<{ readonly holder: Holder | null }>(() => ({ holder: null }));

export const isHere = (holder: Holder | null): boolean => holder?.windowId === windowId;
export const isElsewhere = (holder: Holder | null): boolean => holder !== null && !isHere(holder);
