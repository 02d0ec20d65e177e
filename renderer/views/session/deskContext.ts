import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { type Desk, listedEntries, nothing } from '../../desk/session/desk.ts';
import type { MomentEntry } from '../../desk/session/model/entries.ts';
import type { DeskState } from '../../desk/session/state.ts';
import type { Player, PlayerEvents } from '../../player/types.ts';
import { useRows } from '../../state/rows.ts';

/** The desk, and its player once the recording is on it. */
export type DeskContextValue = { readonly desk: Desk; readonly player: Player | null };

export const DeskContext = createContext<DeskContextValue | null>(null);

function useContextValue(): DeskContextValue {
  const value = useContext(DeskContext);
  if (value === null) throw new Error('outside of a desk');
  return value;
}

export function useDesk(): Desk {
  return useContextValue().desk;
}

export function usePlayer(): Player | null {
  return useContextValue().player;
}

export function useDeskState<T>(select: (state: DeskState) => T): T {
  return useStore(useDesk().store, select);
}

const never = (): (() => void) => () => undefined;

/** All moments of the recording, by time. */
export function useEntries(): readonly MomentEntry[] {
  const moments = useDeskState((state) => state.moments);
  return useSyncExternalStore(moments?.subscribe ?? never, () => moments?.all() ?? nothing);
}

/** What the list shows. */
export function useListed(): readonly MomentEntry[] {
  const desk = useDesk();
  useEntries();
  useDeskState((state) => state.filter);
  useDeskState((state) => state.foundIds);
  useRows((rows) => rows.all('code'));
  return listedEntries(desk);
}

export function useSelectedEntry(): MomentEntry | undefined {
  const moments = useDeskState((state) => state.moments);
  const momentId = useDeskState((state) => state.momentId);
  return useSyncExternalStore(moments?.subscribe ?? never, () => moments?.get(momentId));
}

/** One fact of the player, read anew when one of the events tells of it. `read` answers a plain value. */
export function usePlayerFact<T extends string | number | boolean | null>(
  names: readonly (keyof PlayerEvents)[],
  read: (player: Player) => T,
  without: T,
): T {
  const player = usePlayer();
  return useSyncExternalStore(
    (listener) => {
      if (player === null) return () => undefined;
      const ends = names.map((name) => player.on(name, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    () => (player === null ? without : read(player)),
  );
}
