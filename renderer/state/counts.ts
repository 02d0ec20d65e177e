import { useEffect } from 'react';
import { create } from 'zustand';
import type { SessionCounts } from '../../shared/contract/study.ts';
import type { Entity } from '../../shared/model/rows.ts';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import type { Touched } from './mirror.ts';
import { mirror } from './rows.ts';

/** Moments, notes and codings of each session: the page holds the insides of few of them, so the core counts. Null until it has. */
export const useCounts = create<{ readonly counts: ReadonlyMap<string, SessionCounts> | null }>(() => ({
  counts: null,
}));

/** Something that is counted may have changed since. */
let areOld = true;

/** Another study is open. */
export function forgetCounts(): void {
  areOld = true;
  useCounts.setState({ counts: null });
}

async function refresh(): Promise<void> {
  areOld = false;
  const result = await attempt(client.study.counts());
  if (result.ok)
    useCounts.setState({ counts: new Map(result.value.map((count) => [count.sessionId, count])) });
  else areOld = true;
}

const counted: ReadonlySet<Entity> = new Set(['moment', 'note', 'coding']);
const areCounted = (touched: Touched): boolean =>
  touched === 'all' || touched.some(({ entity }) => counted.has(entity));

/** Called once, at the start. */
export function followCounts(): void {
  mirror.subscribe((touched) => {
    if (areCounted(touched)) areOld = true;
  });
}

const settleMs = 300;

/** Asks for the counts when a screen that shows them comes up, if they are old, and while it is up: undo, and other windows, change them too. */
export function useFreshCounts(): void {
  useEffect(() => {
    if (areOld) void refresh();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = mirror.subscribe((touched) => {
      if (!areCounted(touched)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void refresh(), settleMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
}
