import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { reel } from '../../../desk/find/find.ts';
import type { Found } from '../../../desk/find/found.ts';
import { goToFound } from '../../../desk/going.ts';
import classes from '../find.module.css';
import { listId, rowId, useAtHand } from './atHand.ts';
import { FoundRow } from './FoundRow.tsx';

/** One line of words at the usual size; each row says its own height once it is there. */
const usualRowPx = 62;

/** Only the rows in sight are in the document: 2,000 results scroll as ten do. */
export function FoundList({ found }: { readonly found: readonly Found[] }): ReactElement {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { index, isPlaying } = useStore(reel.store);
  const atHand = useAtHand();
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualRowPx,
    getItemKey: (place) => found[place]?.key ?? place,
    overscan: 6,
  });
  useEffect(() => {
    if (index !== -1) rows.scrollToIndex(index);
  }, [rows, index]);

  const onClick = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest('[data-index]') : null;
    const clicked = Number(row?.getAttribute('data-index') ?? Number.NaN);
    const one = found[clicked];
    if (one === undefined || !(target instanceof Element)) return;
    if (target.closest('[data-play]') === null) {
      reel.select(clicked);
      void goToFound(one);
    } else if (clicked === index) reel.toggle();
    else reel.play(clicked);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((rows.scrollRect?.height ?? 0) / usualRowPx) - 1);
    const by = event.key === 'PageDown' ? page : event.key === 'PageUp' ? -page : 0;
    if (by === 0) return;
    event.preventDefault();
    reel.move(by);
  };

  return (
    <div
      ref={scroller}
      id={listId}
      role="listbox"
      tabIndex={0}
      // Its arrows, Space and Enter are commands, as those of the desk's list of moments.
      data-moment-list
      aria-label={t('find.results')}
      aria-activedescendant={atHand === undefined ? undefined : rowId(atHand.key)}
      className={classes['scroller']}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className={classes['rows']} style={{ height: rows.getTotalSize() }} role="presentation">
        {rows.getVirtualItems().map(({ index: place, start, key }) => {
          const one = found[place];
          if (one === undefined) return null;
          return (
            <FoundRow
              key={key}
              found={one}
              index={place}
              count={found.length}
              topPx={start}
              measure={rows.measureElement}
              isAtHand={place === index}
              isPlaying={place === index && isPlaying}
            />
          );
        })}
      </div>
    </div>
  );
}
