import { useEffect, useState } from 'react';
import type { SessionId } from '../../shared/model/ids.ts';
import { attempt, type CallFailure, type Result } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { mirror, useRows } from './rows.ts';

/** Rows that come with no screen of their own: asked for when first looked at, kept up to date by changes from then on. */
export type ApartLoad =
  | { readonly status: 'loading' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly failure: CallFailure; readonly retry: () => void };

type Source = {
  readonly key: string;
  readonly isLoaded: () => boolean;
  /** Asks the core and puts the answer into the mirror, unless the mirror has forgotten everything meanwhile. */
  readonly ask: () => Promise<Result<unknown>>;
};

/** Those that are asked for now: several components on one screen want the same. */
const underWay = new Map<string, Promise<Result<unknown>>>();

function askOnce({ key, ask }: Source): Promise<Result<unknown>> {
  const found = underWay.get(key);
  if (found !== undefined) return found;
  const made = ask().finally(() => underWay.delete(key));
  underWay.set(key, made);
  return made;
}

/** Goes on asking until the answer is of the mirror as it is: one from before an interview was entered tells too much. */
async function askUntilTrue<T>(call: () => PromiseLike<T>, put: (value: T) => void): Promise<Result<T>> {
  while (true) {
    const before = mirror.forgotten();
    const result = await attempt(call());
    if (!result.ok) return result;
    if (mirror.forgotten() === before) {
      put(result.value);
      return result;
    }
  }
}

function useApart(source: Source): ApartLoad {
  const { key } = source;
  const [failed, setFailed] = useState<{ key: string; failure: CallFailure } | null>(null);
  const isLoaded = useRows((rows) => {
    // Read, so that the answer is asked for again when the mirror forgets.
    rows.all('study');
    return source.isLoaded();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the source, which is made anew each time.
  useEffect(() => {
    if (isLoaded || failed?.key === key) return;
    let isWanted = true;
    void askOnce(source).then((result) => {
      if (isWanted && !result.ok) setFailed({ key, failure: result.failure });
    });
    return () => {
      isWanted = false;
    };
  }, [key, isLoaded, failed]);
  if (isLoaded) return { status: 'ready' };
  if (failed !== null && failed.key === key)
    return { status: 'failed', failure: failed.failure, retry: () => setFailed(null) };
  return { status: 'loading' };
}

/** Sees to it that all memos and links of the study are in the mirror. */
export function useMemosLoad(): ApartLoad {
  return useApart({
    key: 'memos',
    isLoaded: mirror.areMemosLoaded,
    ask: () =>
      askUntilTrue(
        async () => {
          const about = null;
          const [memos, links] = await Promise.all([
            client.memo.list({ about }),
            client.link.list({ about }),
          ]);
          // What was written between the two is newer than the older of them, and is not overwritten.
          return { ...memos, ...links, seq: Math.min(memos.seq, links.seq) };
        },
        (contents) => mirror.loadMemos(contents),
      ),
  });
}

/** Sees to it that what was rated in a session is in the mirror. */
export function useRatingsLoad(sessionId: SessionId): ApartLoad {
  return useApart({
    key: `ratings ${sessionId}`,
    isLoaded: () => mirror.areRatingsLoaded(sessionId),
    ask: () =>
      askUntilTrue(
        () => client.rating.load({ sessionId }),
        (contents) => mirror.loadRatings(sessionId, contents),
      ),
  });
}
