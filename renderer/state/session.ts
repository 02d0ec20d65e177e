import { useEffect, useState } from 'react';
import type { SessionId } from '../../shared/model/ids.ts';
import { attempt, type CallFailure } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { mirror } from './rows.ts';

export type SessionLoad =
  | { readonly status: 'loading' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly failure: CallFailure; readonly retry: () => void };

/** Sees to it that the rows inside a session are in the mirror. Loaded once; changes keep them up to date. */
export function useSession(sessionId: SessionId): SessionLoad {
  const [outcome, setOutcome] = useState<{ sessionId: SessionId; failure: CallFailure | null } | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again after a failure.
  useEffect(() => {
    if (mirror.isSessionLoaded(sessionId)) {
      setOutcome({ sessionId, failure: null });
      return;
    }
    let isWanted = true;
    void attempt(client.session.load({ id: sessionId })).then((result) => {
      if (!isWanted) return;
      if (result.ok) mirror.loadSession(result.value);
      setOutcome({ sessionId, failure: result.ok ? null : result.failure });
    });
    return () => {
      isWanted = false;
    };
  }, [sessionId, round]);

  if (outcome?.sessionId !== sessionId) return { status: 'loading' };
  if (outcome.failure === null) return { status: 'ready' };
  return {
    status: 'failed',
    failure: outcome.failure,
    retry: () => {
      setOutcome(null);
      setRound(round + 1);
    },
  };
}
