import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { coverageNow } from '../../../recall/playing.ts';
import { useRows } from '../../../state/rows.ts';
import { useRecall, useRecallState } from '../recallContext.ts';

/** How much has been watched, in minutes and per cent: anew with each line of the log, and every second while it plays. */
export function useCoverageWords(): string {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const isPlaying = useRecallState((state) => state.isPlaying);
  const lineCount = useRows(useCallback((rows) => rows.of('logLine', interview.id).length, [interview.id]));
  const [coverage, setCoverage] = useState(() => coverageNow(recall));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line more is a reason to count again.
  useEffect(() => {
    const count = (): void => setCoverage(coverageNow(recall));
    count();
    if (!isPlaying) return;
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [recall, isPlaying, lineCount]);
  return t('recall.coverageValue', {
    minutes: (coverage.watchedMs / 60_000).toFixed(1),
    percent: Math.round(coverage.fraction * 100),
  });
}
