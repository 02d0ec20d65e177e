import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogFilter, LogLine } from '../../../../shared/contract/log.ts';
import { attempt, type Result } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { onMessage } from '../../../state/connection.ts';
import { orShow } from '../../../state/notices.ts';

export type Found = { readonly seqs: readonly number[]; readonly deviceId: string };

/** The places of the entries that fit, kept up with what is done meanwhile. Null: not known yet. */
export function useFound(filter: LogFilter): { found: Result<Found> | null; reload: () => void } {
  const [found, setFound] = useState<Result<Found> | null>(null);
  const asked = useRef(0);
  const reload = useCallback(() => {
    asked.current += 1;
    const mine = asked.current;
    void attempt(client.journal.find(filter)).then((result) => {
      if (mine === asked.current) setFound(result);
    });
  }, [filter]);
  useEffect(() => {
    setFound(null);
    reload();
  }, [reload]);
  useEffect(() => onMessage((message) => (message.type === 'change' ? reload() : undefined)), [reload]);
  return { found, reload };
}

const atOnce = 200;

/** The lines of the places in sight, fetched as they come into it and kept: 100,000 entries scroll as a hundred do. */
export function useLines(inSight: readonly number[]): ReadonlyMap<number, LogLine> {
  const [lines, setLines] = useState<ReadonlyMap<number, LogLine>>(() => new Map());
  const asked = useRef(new Set<number>());
  const wanted = inSight.join();
  useEffect(() => {
    const seqs = (wanted === '' ? [] : wanted.split(',').map(Number))
      .filter((seq) => !asked.current.has(seq))
      .slice(0, atOnce);
    if (seqs.length === 0) return;
    for (const seq of seqs) asked.current.add(seq);
    void orShow(attempt(client.journal.lines({ seqs }))).then((fetched) => {
      if (fetched === undefined) for (const seq of seqs) asked.current.delete(seq);
      else setLines((known) => new Map([...known, ...fetched.map((line) => [line.seq, line] as const)]));
    });
  }, [wanted]);
  return lines;
}
