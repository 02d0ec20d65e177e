import { useEffect, useState } from 'react';
import type { CodingProgress } from '../../../../shared/contract/coding.ts';
import type { SessionId } from '../../../../shared/model/ids.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { mirror } from '../../../state/rows.ts';

/** Counting goes over all codings of the session: not in the way of the next key press. */
const restMs = 400;
const counted = new Set(['coding', 'moment', 'statement', 'turn', 'transcript']);

/** How far each coder is in this session; counted anew when coding rests. */
export function useProgress(sessionId: SessionId): CodingProgress | null {
  const [progress, setProgress] = useState<CodingProgress | null>(null);
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = (): void => {
      timer = null;
      void attempt(client.coding.progress({ sessionId })).then((result) => {
        if (isWanted && result.ok) setProgress(result.value);
      });
    };
    const unsubscribe = mirror.subscribe((touched) => {
      if (touched !== 'all' && !touched.some(({ entity }) => counted.has(entity))) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(ask, restMs);
    });
    ask();
    return () => {
      isWanted = false;
      if (timer !== null) clearTimeout(timer);
      unsubscribe();
    };
  }, [sessionId]);
  return progress;
}
