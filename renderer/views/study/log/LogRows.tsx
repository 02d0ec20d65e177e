import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine } from '../../../../shared/contract/log.ts';
import { useRows } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { formatInstant } from '../../../ui/words.ts';
import { deviceWords, lineWords, whoWords } from './lineWords.ts';
import classes from './log.module.css';
import { type Found, useLines } from './useLog.ts';

const rowRem = 2.5;

type Props = {
  readonly found: Found;
  readonly seq: number | null;
  readonly onChoose: (seq: number) => void;
};

/** Newest first. Only the rows in sight are in the document, and only their lines are asked for. */
export function LogRows({ found, seq, onChoose }: Props): ReactElement {
  const { t } = useTranslation();
  const { seqs, deviceId } = found;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [rowPx] = useState(
    () => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  const rows = useVirtualizer({
    count: seqs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
  });
  const items = rows.getVirtualItems();
  const lines = useLines(items.flatMap(({ index }) => seqs[index] ?? []));
  const chosenIndex = seq === null ? -1 : seqs.indexOf(seq);

  function walk(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((rows.scrollRect?.height ?? 0) / rowPx) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -seqs.length,
      End: seqs.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = Math.min(seqs.length - 1, Math.max(0, chosenIndex + step));
    const next = seqs[index];
    if (next === undefined) return;
    onChoose(next);
    rows.scrollToIndex(index);
  }

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('log.title')}
      aria-activedescendant={chosenIndex === -1 ? undefined : `${id}-${seq}`}
      className={classes['scroller']}
      onKeyDown={walk}
      onClick={(event) => {
        const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
        const clicked = seqs[Number(row?.getAttribute('data-index') ?? Number.NaN)];
        if (clicked !== undefined) onChoose(clicked);
      }}
    >
      <div className={classes['rows']} style={{ height: rows.getTotalSize() }} role="presentation">
        {items.map(({ index, start }) => {
          const at = seqs[index];
          if (at === undefined) return null;
          return (
            <div
              key={at}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === seq}
              aria-setsize={seqs.length}
              aria-posinset={index + 1}
              data-index={index}
              className={classes['row']}
              style={{ height: rowPx, transform: `translateY(${start}px)` }}
            >
              <Line line={lines.get(at)} ownDevice={deviceId} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Line({ line, ownDevice }: { readonly line: LogLine | undefined; readonly ownDevice: string }) {
  const { t } = useTranslation();
  const person = useRows((rows) => rows.get('person', line?.actor ?? null));
  if (line === undefined) return <span className={classes['loading']} aria-hidden="true" />;
  return (
    <>
      <time className={classes['when']} dateTime={new Date(line.at).toISOString()}>
        {formatInstant(line.at)}
      </time>
      <span className={classes['who']}>
        {person !== undefined && <PersonBadge person={person} size="sm" />}
        <span data-is-nobody={person === undefined || undefined}>{whoWords(line.actor)}</span>
      </span>
      <span className={classes['what']}>
        {lineWords(line)}
        {line.erasedCount > 0 && <span className={classes['erased']}>{t('log.erased')}</span>}
      </span>
      <span className={classes['where']}>{deviceWords(line.deviceId, ownDevice)}</span>
    </>
  );
}
