import { useCallback, useEffect, useState } from 'react';
import type { InterviewId, SessionId } from '../../../shared/model/ids.ts';
import { attempt, type CallFailure } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { type InterviewFacts, readFacts } from '../../desk/interview/model/facts.ts';
import type { RowReader } from '../../state/mirror.ts';
import { mirror, useRows } from '../../state/rows.ts';

/** Every row of an interview that has begun has a line in its log: without any, it is not loaded, or has been let go of. */
const isLoaded = (id: InterviewId): boolean => mirror.of('logLine', id).length > 0;

export type InterviewsLoad = {
  readonly interviews: readonly InterviewFacts[];
  readonly isReady: boolean;
  readonly failure: CallFailure | null;
};

/**
 * The recall interviews of a session with what is inside, as far as they may be seen now: while one is being held the
 * core lists no other, and a mirror that is built anew lets go of the others.
 */
export function useInterviews(sessionId: SessionId): InterviewsLoad {
  const ids = useRows(
    useCallback(
      (rows: RowReader) =>
        rows
          .of('interview', sessionId)
          .filter(({ status }) => status !== 'planned')
          .map(({ id }) => id)
          .sort(),
      [sessionId],
    ),
  );
  const [isReady, setReady] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  useEffect(() => {
    let isWanted = true;
    const load = async (onlyMissing: boolean): Promise<void> => {
      const wanted = ids.filter((id) => !onlyMissing || !isLoaded(id));
      const loads = await Promise.all(wanted.map((id) => attempt(client.interview.load({ id }))));
      if (!isWanted) return;
      for (const loaded of loads) if (loaded.ok) mirror.loadInterview(loaded.value);
      // One that may not be seen now is not a failure: it is not listed.
      const failed = loads.find((loaded) => !loaded.ok && loaded.failure.code !== 'NOT_ALLOWED');
      setFailure(failed === undefined || failed.ok ? null : failed.failure);
      setReady(true);
    };
    const known = new Set<InterviewId>();
    void load(false).then(() => {
      for (const id of ids) if (isLoaded(id)) known.add(id);
    });
    const end = mirror.subscribe((touched) => {
      if (touched !== 'all' || ![...known].some((id) => !isLoaded(id))) return;
      known.clear();
      void load(true);
    });
    return () => {
      isWanted = false;
      end();
    };
  }, [ids]);

  const interviews = useRows(
    useCallback(
      (rows: RowReader) => ids.map((id) => readFacts(rows, id)).filter((facts) => facts !== null),
      [ids],
    ),
  );
  return { interviews, isReady, failure };
}
