import { TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Thing } from '../../../../shared/model/memo-rows.ts';
import type { MemoRow } from '../../../../shared/model/rows.ts';
import { goToThing } from '../../../desk/going.ts';
import { fitsMemo, memoName, putOnScreen } from '../../../desk/memos/opened.ts';
import { useMemosLoad } from '../../../state/apart.ts';
import { useRows } from '../../../state/rows.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { SearchIcon } from '../../../ui/icons.tsx';
import { plain } from '../../../ui/match.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { Memos } from '../../memos/Memos.tsx';
import classes from '../../memos/memos.module.css';
import { thingsAtMost, thingWords, useThings } from '../../memos/things.ts';

/** The memos on the study itself, and every other memo with what it is about. */
export function StudyMemos(): ReactElement {
  const study = useRows((rows) => rows.all('study')[0]);
  useEffect(() => (study === undefined ? undefined : putOnScreen({ kind: 'study', id: study.id })), [study]);
  return (
    <div className={classes['study']}>
      <div className={classes['panel']}>
        {study !== undefined && <Memos kind="study" id={study.id} order={2} />}
      </div>
      <AllMemos />
    </div>
  );
}

/** Newest first, a few thousand of them as quickly as ten. */
function AllMemos(): ReactElement {
  const { t } = useTranslation();
  const load = useMemosLoad();
  const rows = useRows((all) => all.all('memo'));
  const [wanted, setWanted] = useState('');
  const text = useDeferredValue(wanted);
  const memos = useMemo(() => {
    const words = plain(text).split(' ').filter(Boolean);
    return rows.filter((row) => fitsMemo(row, words)).sort((a, b) => b.changedAt - a.changedAt);
  }, [rows, text]);
  return (
    <section className={classes['panel']} aria-labelledby="all-memos">
      <h2 id="all-memos" className={classes['title']}>
        {t('memo.all')}
      </h2>
      {load.status === 'failed' && <FailureNotice failure={load.failure} onRetry={load.retry} />}
      {load.status === 'loading' && <Waiting />}
      {load.status === 'ready' && rows.length === 0 && (
        <EmptyState title={t('memo.noneTitle')}>{t('memo.noneText')}</EmptyState>
      )}
      {rows.length > 0 && (
        <>
          <TextInput
            aria-label={t('memo.search')}
            placeholder={t('memo.search')}
            leftSection={<SearchIcon size="1.1em" />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          <p className={classes['none']}>
            {memos.length === 0 ? t('memo.searchNone') : t('memo.count', { count: memos.length })}
          </p>
          <MemoRows memos={memos} />
        </>
      )}
    </section>
  );
}

function MemoRows({ memos }: { readonly memos: readonly MemoRow[] }): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: memos.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 62,
    getItemKey: (index) => memos[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const seen = items.flatMap(({ index }) => memos[index] ?? []);
  const about = seen.map(({ targetKind, targetId }): Thing => ({ kind: targetKind, id: targetId }));
  const facts = useThings(about.slice(0, thingsAtMost));
  return (
    <div ref={scroller} className={classes['scroll']}>
      <ul className={classes['rows']} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = memos[index];
          if (row === undefined) return null;
          const target = facts.get(row.targetId);
          const words = target === undefined ? null : thingWords(target);
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={memos.length}
              aria-posinset={index + 1}
            >
              <button
                type="button"
                className={classes['itemHead']}
                onClick={() => void goToThing({ kind: 'memo', id: row.id })}
              >
                <span className={classes['name']}>{memoName(row)}</span>
                <span className={classes['about']}>
                  {words === null
                    ? '\u00a0'
                    : [`${words.kind} ${words.name}`.trim(), words.where].filter(Boolean).join(', ')}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
