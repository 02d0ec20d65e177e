import { useEffect } from 'react';
import { create } from 'zustand';
import type { RecordingId } from '../../shared/model/ids.ts';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';

const usePresences = create<{ readonly present: ReadonlyMap<RecordingId, boolean> }>(() => ({
  present: new Map(),
}));

function note(id: RecordingId, isPresent: boolean): void {
  if (usePresences.getState().present.get(id) === isPresent) return;
  usePresences.setState(({ present }) => ({ present: new Map(present).set(id, isPresent) }));
}

/** A file that went missing has been put back. */
export function notePresent(id: RecordingId): void {
  note(id, true);
}

const waiting = new Set<RecordingId>();
let isAsking = false;

/** One at a time: a board with 200 sessions asks 200 times, and must not stand in the way of a mark. */
async function askInTurn(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  for (const id of waiting) {
    waiting.delete(id);
    const result = await attempt(client.recording.check({ id }));
    if (result.ok) note(id, result.value.isPresent);
  }
  isAsking = false;
}

/** Whether a recording's file is where it should be; null until it is known. Asked anew whenever it comes on screen. */
export function usePresence(id: RecordingId): boolean | null {
  useEffect(() => {
    waiting.add(id);
    void askInTurn();
    return () => {
      waiting.delete(id);
    };
  }, [id]);
  return usePresences((state) => state.present.get(id) ?? null);
}
