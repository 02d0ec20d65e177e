import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { selectMoment } from '../../../desk/session/desk.ts';
import { goToMoment, playMoment } from '../../../desk/session/going.ts';
import type { MomentEntry } from '../../../desk/session/model/entries.ts';
import { CommandMenu, type MenuAt } from '../CommandMenu.tsx';
import { useDesk, useDeskState } from '../deskContext.ts';
import classes from './MomentList.module.css';
import { MomentRow } from './MomentRow.tsx';

const rowRem = 3.25;

/** Only the rows in sight are in the document: 10,000 moments scroll as ten do. */
export function MomentRows({ entries }: { readonly entries: readonly MomentEntry[] }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const momentId = useDeskState((state) => state.momentId);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [rowPx] = useState(
    () => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => entries[index]?.moment.id ?? index,
    overscan: 6,
  });
  const selectedIndex = momentId === null ? -1 : entries.findIndex((entry) => entry.moment.id === momentId);

  // So far that a row begins at the list's upper edge: one cut in half there looks like a mistake.
  useEffect(() => {
    const { scrollRect, scrollOffset } = rows;
    if (selectedIndex === -1 || scrollRect === null || scrollOffset === null) return;
    const topPx = selectedIndex * rowPx;
    const overPx = topPx + rowPx - scrollRect.height;
    if (topPx >= scrollOffset && overPx <= scrollOffset) return;
    const top = topPx < scrollOffset ? topPx : Math.ceil(overPx / rowPx) * rowPx;
    // With the frame, and past the virtualizer: asked for at once, it has the page laid out before the frame does.
    const frame = requestAnimationFrame(() => scroller.current?.scrollTo({ top }));
    return () => cancelAnimationFrame(frame);
  }, [rows, rowPx, selectedIndex]);
  const roomPx = rows.scrollRect?.height ?? 0;
  // Room below the last row, so that it can be reached in whole rows too.
  const restPx = rows.getTotalSize() > roomPx ? roomPx % rowPx : 0;
  useEffect(() => {
    desk.focus.set('list', () => scroller.current?.focus({ preventScroll: true }));
    return () => {
      desk.focus.delete('list');
    };
  }, [desk]);

  const entryAt = (event: MouseEvent): MomentEntry | undefined => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    return entries[Number(row?.getAttribute('data-index') ?? Number.NaN)];
  };

  return (
    <>
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        data-moment-list
        aria-label={t('session.moments.title')}
        aria-activedescendant={selectedIndex === -1 ? undefined : `${id}-${momentId}`}
        className={classes['scroller']}
        onClick={(event) => {
          const entry = entryAt(event);
          if (entry !== undefined) goToMoment(desk, entry.moment.id);
        }}
        onDoubleClick={() => playMoment(desk)}
        onContextMenu={(event) => {
          event.preventDefault();
          const entry = entryAt(event);
          if (entry !== undefined) selectMoment(desk, entry.moment.id);
          if (desk.store.getState().momentId === null) return;
          setMenu({ x: event.clientX, y: event.clientY, isOnMoment: true });
        }}
        onKeyDown={(event) => {
          // With a span drawn, Enter makes a moment of it wherever the focus is.
          if (event.key !== 'Enter' || event.shiftKey || desk.store.getState().span !== null) return;
          event.preventDefault();
          playMoment(desk);
        }}
      >
        <div className={classes['rows']} style={{ height: rows.getTotalSize() + restPx }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => {
            const entry = entries[index];
            if (entry === undefined) return null;
            return (
              <MomentRow
                key={entry.moment.id}
                id={`${id}-${entry.moment.id}`}
                entry={entry}
                index={index}
                count={entries.length}
                topPx={start}
                heightPx={rowPx}
                isSelected={entry.moment.id === momentId}
              />
            );
          })}
        </div>
      </div>
      {menu !== null && <CommandMenu at={menu} onClose={() => setMenu(null)} />}
    </>
  );
}
