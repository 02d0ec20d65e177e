import { useEffect, useState } from 'react';
import type { TranscriptId } from '../../shared/model/ids.ts';
import type { TurnRow } from '../../shared/model/rows.ts';
import { attempt, type CallFailure } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import type { RowReader } from './mirror.ts';
import { mirror, useRows } from './rows.ts';

export type TranscriptLoad =
  | { readonly status: 'loading' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly failure: CallFailure; readonly retry: () => void };

/** Sees to it that the turns of a transcript are in the mirror, also after one that was built anew. */
export function useTranscript(id: TranscriptId | null): TranscriptLoad {
  const [failed, setFailed] = useState<{ id: TranscriptId; failure: CallFailure } | null>(null);
  const isLoaded = useRows((rows) => {
    // Read, so that the answer is asked for again when the mirror forgets.
    rows.get('transcript', id);
    return id !== null && mirror.isTranscriptLoaded(id);
  });
  useEffect(() => {
    if (id === null || isLoaded || failed?.id === id) return;
    let isWanted = true;
    void attempt(client.transcript.load({ id })).then((result) => {
      if (!isWanted) return;
      if (result.ok) mirror.loadTranscript(result.value);
      else setFailed({ id, failure: result.failure });
    });
    return () => {
      isWanted = false;
    };
  }, [id, isLoaded, failed]);

  if (isLoaded) return { status: 'ready' };
  if (failed !== null && failed.id === id)
    return { status: 'failed', failure: failed.failure, retry: () => setFailed(null) };
  return { status: 'loading' };
}

/** A turn with a time, as playback meets it. */
export type TimedTurn = { readonly turn: TurnRow; readonly startMs: number; readonly endMs: number };

export type OrderedTurns = {
  /** As they are read. */
  readonly turns: readonly TurnRow[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** As they sound: those with a beginning, by it. A missing end is where the next one begins. */
  readonly timed: readonly TimedTurn[];
};

const ordered = new WeakMap<readonly TurnRow[], OrderedTurns>();

/** The turns of a transcript in order; the same object until one of them changes. 10,000 cost some 5 ms. */
export function orderedTurns(rows: RowReader, id: TranscriptId | null): OrderedTurns {
  const array = id === null ? none : rows.of('turn', id);
  const found = ordered.get(array);
  if (found !== undefined) return found;
  const turns = array.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  const started = turns
    .flatMap((turn) => (turn.startMs === null ? [] : [{ turn, startMs: turn.startMs }]))
    .sort((a, b) => a.startMs - b.startMs);
  const timed = started.map(({ turn, startMs }, index) => ({
    turn,
    startMs,
    endMs: turn.endMs ?? started[index + 1]?.startMs ?? Number.POSITIVE_INFINITY,
  }));
  const made = { turns, indexOf: new Map(turns.map((turn, index) => [turn.id, index])), timed };
  ordered.set(array, made);
  return made;
}

const none: readonly TurnRow[] = [];

/** People interrupt each other: a turn that goes on while shorter ones come and go is found this far back. */
const lookedBack = 24;

/** The turn that sounds at an instant, of several the one that began last; null in a silence. */
export function turnAt({ timed }: Pick<OrderedTurns, 'timed'>, atMs: number): TurnRow | null {
  let low = 0;
  let high = timed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timed[middle]?.startMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  for (let index = low - 1; index >= Math.max(0, low - lookedBack); index -= 1) {
    const candidate = timed[index];
    if (candidate !== undefined && atMs < candidate.endMs) return candidate.turn;
  }
  return null;
}
